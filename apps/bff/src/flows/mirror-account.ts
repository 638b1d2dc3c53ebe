import type { List } from '@balcao/payer-api'
import { changesOf, type Listed } from './payer-changes.ts'
import { type PayerDeps, payerBell } from './payer-deps.ts'

/** Everything that the provider has of our account. It is the truth; what we keep of it is a moment old at most. */
export type Mirrored = Listed & {
  /** Elements that could not be read: then nobody may conclude that something is not there. */
  unreadable: number
  readAtMs: number
}
export type Mirror = ReturnType<typeof createMirror>

/** Screens that ask at once share one reading; longer than this nobody is shown what was. */
const freshMs = 3_000

export function createMirror(
  deps: PayerDeps,
  /** Told of every reading, once it is written down what was new in it. */
  onRead: (mirrored: Mirrored) => Promise<void>,
) {
  const { account, payer, clock, bus, log } = deps
  let latest: Mirrored | undefined
  let running: Promise<Mirrored> | undefined
  let waiting: Promise<Mirrored> | undefined

  async function readAll(): Promise<Mirrored> {
    const readAtMs = clock.now()
    const [requests, recurrences, billings] = await Promise.all([
      account.requests(),
      account.recurrences(),
      account.billings(),
    ])
    const unreadable = countUnreadable(requests, recurrences, billings)
    if (unreadable > 0) log.warn({ unreadable }, 'the provider lists something that cannot be read')
    const mirrored: Mirrored = {
      requests: requests.items,
      recurrences: recurrences.items,
      billings: billings.items,
      unreadable,
      readAtMs,
    }
    await noteChanges(mirrored)
    latest = mirrored
    await onRead(mirrored)
    return mirrored
  }

  async function noteChanges(mirrored: Mirrored) {
    const isFirst = !(await payer.hasSeen())
    const { seen, notices } = await changesOf(mirrored, (subjects) => payer.seen(subjects), isFirst)
    if (seen.length === 0) return
    await payer.saw(seen, notices)
    bus.ring(payerBell)
  }

  function start(): Promise<Mirrored> {
    const reading = readAll().finally(() => {
      running = undefined
    })
    running = reading
    return reading
  }

  /** Reads what is there now: a reading that has begun already may have passed by what has just changed, so one more follows it. */
  function refresh(): Promise<Mirrored> {
    if (running === undefined) return start()
    waiting ??= running
      .catch(() => undefined)
      .then(() => {
        waiting = undefined
        return start()
      })
    return waiting
  }

  return {
    refresh,
    /** As it is, or was a moment ago. Throws PayerApiError where the provider does not answer. */
    read: (): Promise<Mirrored> => {
      if (latest !== undefined && clock.now() - latest.readAtMs < freshMs) return Promise.resolve(latest)
      return running ?? start()
    },
    ageMs: () => (latest === undefined ? Number.POSITIVE_INFINITY : clock.now() - latest.readAtMs),
    latest: () => latest,
  }
}

const countUnreadable = (...lists: List<unknown>[]) =>
  lists.reduce((sum, { unreadable }) => sum + unreadable.length, 0)
