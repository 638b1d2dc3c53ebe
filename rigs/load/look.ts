import { setTimeout as pause } from 'node:timers/promises'
import { paths, Reconciliation } from '@balcao/contracts'
import { centsOf, type PspState } from '../psp-state.ts'
import type { Shop } from '../shop.ts'
import type { Displays } from './displays.ts'
import type { Journal } from './journal.ts'
import type { Complaint, Seen } from './promise.ts'
import { brokenPromises, type Left, unsettled, untrueState } from './promises.ts'
import { readRecords } from './records.ts'

/** A reading ends five seconds before now; a busy machine takes some more. */
const dayLimitMs = 60_000
/** Half of what a stream lives (routes/streams.ts): a screen that nobody rang for is told by its next one, which is no news. */
const screensLimitMs = 20_000

/** What a shop shows of itself, as a rig opens it. */
export type Looked = Pick<Shop, 'charges' | 'psp' | 'dataDir' | 'log'>

/** The ledger first: whatever it knows by then, the PSP has known before. The inbox last: what the PSP was told, it has by then. */
export async function look(shop: Looked): Promise<Seen> {
  const seen = await glance(shop)
  return { ...seen, records: await readRecords(shop.dataDir, shop.log()) }
}

/** What is not true of a shop where nobody has kept a journal. */
export const untrueNow = async (shop: Looked, except: readonly string[] = []): Promise<Complaint[]> =>
  untrueState(await look(shop), except)

const glance = async (shop: Pick<Looked, 'charges' | 'psp'>) => ({
  ledger: await shop.charges(),
  psp: await shop.psp(),
})

/**
 * Looks until everything that is open now is known, the day adds up, and the screens show it, or the time is over. What becomes open
 * meanwhile, as where a code's time ends, is not waited for: in a busy shop there is always something.
 */
async function untilSettled(
  shop: Shop,
  { limitMs, everyMs }: { limitMs: number; everyMs: number },
  displays: Displays,
): Promise<{ seen: Seen; never: Complaint[]; settledAtMs: number }> {
  let giveUpAtMs = performance.now() + limitMs
  const isOver = () => performance.now() > giveUpAtMs
  const open = async (): Promise<Left[]> => {
    const seen = await glance(shop)
    const behind = (await displays.behind(seen.ledger)).map((what) => ({ invariant: 'I8' as const, what }))
    const codes = displays.deadCodes(seen.psp).map((what) => ({ invariant: 'I23' as const, what }))
    return [...unsettled(seen), ...behind, ...codes]
  }
  const screensGiveUpAtMs = performance.now() + screensLimitMs
  const dark: Left[] = []
  let left = await open()
  while (left.length > 0 && !isOver()) {
    await pause(everyMs)
    const still = new Set((await open()).map(({ what }) => what))
    left = left.filter(({ what }) => still.has(what))
    if (performance.now() < screensGiveUpAtMs) continue
    dark.push(...left.filter(({ invariant }) => invariant === 'I8'))
    left = left.filter(({ invariant }) => invariant !== 'I8')
  }
  const settledAtMs = performance.now()
  giveUpAtMs = settledAtMs + dayLimitMs
  let difference = await readDay(shop)
  while (difference !== undefined && !isOver()) {
    await pause(500)
    difference = await readDay(shop)
  }
  const kind = 'lost' as const
  const told = (all: readonly Left[], ms: number): Complaint[] =>
    all.map(({ invariant, what }) => ({ invariant, kind, what: `${what}, after ${ms} ms` }))
  const never = [...told(dark, screensLimitMs), ...told(left, limitMs)]
  if (difference !== undefined) never.push({ invariant: 'I12', kind, what: difference })
  return { seen: await look(shop), never, settledAtMs }
}

type Held = { shop: Shop; journal: Journal; displays: Displays }

/** What is not as it was promised, of everything, once nothing is open any more. */
export async function heldToAll(
  { shop, journal, displays }: Held,
  limits: { limitMs: number; everyMs: number },
) {
  const { seen, never, settledAtMs } = await untilSettled(shop, limits, displays)
  const complaints = [
    ...brokenPromises(journal, seen),
    ...displays.untrue(seen.psp),
    ...displays.complaints,
    ...never,
  ]
  return { seen, complaints, settledAtMs }
}

/** Has the days of this shop read from the bank's lists. Answers with what differs yet: a reading ends some seconds before now. */
async function readDay(shop: Shop): Promise<string | undefined> {
  const period = { from: dayOf(shop.openedAtMs), to: dayOf(Date.now()) }
  const query = `${paths.reconciliation()}?from=${period.from}&to=${period.to}`
  await shop.api('POST', paths.reconciliation(), period)
  const answer = await shop.api('GET', query)
  if (answer === 'no-answer' || answer.status !== 200) return `no reading: ${JSON.stringify(answer)}`
  return differenceOfDay(Reconciliation.parse(answer.json), await shop.psp())
}

/** What a day that was read says otherwise than the PSP. */
export function differenceOfDay(
  { here, there, reading }: Pick<Reconciliation, 'here' | 'there' | 'reading'>,
  psp: Pick<PspState, 'pix' | 'refunds'>,
): string | undefined {
  const truth = sumsOf(psp)
  const is = JSON.stringify
  if (there === null) return `the day is not read: ${reading.status}, ${reading.advice}`
  return is(here) === is(truth) && is(there) === is(truth)
    ? undefined
    : `the day is ${is(here)} here, ${is(there)} as it was read, and ${is(truth)} at the PSP`
}

function sumsOf({ pix, refunds }: Pick<PspState, 'pix' | 'refunds'>) {
  const add = (valores: readonly string[]) => ({
    count: valores.length,
    cents: valores.reduce((cents, valor) => cents + centsOf(valor), 0),
  })
  const returned = refunds.filter(({ status }) => status === 'DEVOLVIDO')
  return { received: add(pix.map(({ valor }) => valor)), refunded: add(returned.map(({ valor }) => valor)) }
}

/** Brasília is three hours behind, the whole year: the zone of the shop that a rig opens. */
const dayOf = (ms: number) => new Date(ms - 3 * 3_600_000).toISOString().slice(0, 10)
