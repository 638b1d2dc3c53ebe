import { dayAfter, startOfDay, wallTime } from '@balcao/domain'
import { adviceFor, PixError } from '@balcao/pix'
import type { Deps } from '../deps.ts'
import type { Reading } from '../store/readings.ts'
import { chargeLagMs, ListMoves, listLagMs, readLists } from './read-lists.ts'

/** Days of the shop, both inside. */
export type Period = { from: string; to: string }
export type Reconciling = ReturnType<typeof createReconciling>

/** By then the day before is settled everywhere, and nobody is at the counter. */
const dailyAt = '04:00:00'
/** After a day could not be read, until it is tried again. */
const dailyPauseMs = 3_600_000

const interrupted = 'A leitura foi interrompida porque o servidor parou: peça a conciliação de novo.'
const moves =
  'A lista do banco mudou enquanto era lida, três vezes: espere um minuto e peça a conciliação de novo.'
const incomplete = (count: number) =>
  `O banco listou ${count} registros que não puderam ser lidos: o total pode estar incompleto. Fale com o suporte do banco.`

/** Reads of the PSP's lists, one after another and never two of one period, and what they are compared by. */
export function createReconciling(deps: Deps) {
  const { store, psp, clock, log } = deps
  const underWay = new Map<string, Promise<Reading>>()
  let last: Promise<void> = Promise.resolve()
  const stopping = new AbortController()

  /** Of the first shop: the bank's lists are those of the one key that all the shops share. */
  const timeZone = async () => (await store.shopOf(undefined)).timeZone

  async function begin({ from, to }: Period): Promise<Reading> {
    const zone = await timeZone()
    const fromMs = startOfDay(from, zone)
    const endMs = startOfDay(dayAfter(to), zone) - 1
    const nowMs = psp.nowMs()
    const untilMs = Math.max(fromMs, Math.min(endMs, nowMs - listLagMs))
    const listedUntilMs = Math.min(endMs + chargeLagMs, nowMs - listLagMs)
    return store.beginReading({
      fromDay: from,
      toDay: to,
      timeZone: zone,
      fromMs,
      untilMs,
      chargesUntilMs: Math.min(untilMs, listedUntilMs - chargeLagMs),
      startedAtMs: clock.now(),
    })
  }

  async function read(reading: Reading): Promise<void> {
    const { id, fromDay, toDay } = reading
    try {
      const unreadable = await readLists(deps, reading, stopping.signal)
      await store.endReading(reading, clock.now(), unreadable === 0 ? null : incomplete(unreadable))
      log.info({ reading: id, fromDay, toDay, unreadable }, 'reconciliation read')
    } catch (error) {
      // The next start says of it that it was interrupted.
      if (stopping.signal.aborted) return
      if (!(error instanceof PixError || error instanceof ListMoves))
        log.error({ err: error, reading: id }, 'reconciliation broke off')
      else log.warn({ err: error, reading: id }, 'reconciliation not read')
      await store.failReading(id, clock.now(), error instanceof ListMoves ? moves : adviceFor(error))
    }
  }

  /** Answers once its reading is in the ledger; the reading itself goes on. */
  function start(period: Period): Promise<Reading> {
    const key = `${period.from} ${period.to}`
    const before = underWay.get(key)
    if (before !== undefined) return before
    const begun = begin(period)
    underWay.set(key, begun)
    const previous = last
    last = begun
      .then(async (reading) => {
        await previous
        await read(reading)
      })
      .catch((err: unknown) => log.error({ err }, 'reconciliation not begun'))
      .finally(() => underWay.delete(key))
    return begun
  }

  return {
    timeZone,
    start,

    /** Reads yesterday once, if nobody has: late money and refunds made elsewhere are found even where nobody looks. */
    async readYesterday(): Promise<void> {
      const zone = await timeZone()
      const { day: today, time } = wallTime(clock.now(), zone)
      if (time < dailyAt) return
      const yesterday = dayAfter(today, -1)
      const endMs = startOfDay(today, zone) - 1
      const period = { fromDay: yesterday, toDay: yesterday, timeZone: zone }
      const done = await store.currentReading(period)
      if (done !== undefined && done.untilMs >= endMs) return
      const tried = await store.latestReading(period)
      if (tried !== undefined && tried.status === 'failed' && clock.now() - tried.startedAtMs < dailyPauseMs)
        return
      await start({ from: yesterday, to: yesterday })
    },

    /** Says of the readings that a crash left running that they have failed: of all, or of those that had begun by then. */
    endInterrupted: (begunByMs = Number.MAX_SAFE_INTEGER): Promise<void> =>
      store.endInterruptedReadings(clock.now(), begunByMs, interrupted),

    /** What is being read is left where it is. Resolves when nothing of it is under way any more. */
    stop: (): Promise<void> => {
      stopping.abort()
      return last
    },
  }
}
