import {
  type CountedPix,
  countShift,
  refundKey,
  type Shift,
  type ShiftCount,
  type SoldCharge,
} from '@balcao/domain'
import { PixError } from '@balcao/pix'
import type { Deps } from '../deps.ts'
import type { ListedPix } from '../psp/translate.ts'
import { ListMoves } from './read-lists.ts'
import { severalAtOnce } from './several-at-once.ts'
import { settleReceived } from './sweep.ts'

/** What a PSP listed so late that the shift before could not count it is counted by this one: PSPs have been hours behind. */
const lookBackMs = 24 * 3_600_000
/** A reconciliation asks for no more at once: what a PSP takes for a month's list it takes here. */
const windowMs = 31 * 24 * 3_600_000
/** Of a thousand Pix each: more than a month of the busiest shop, less than a list that never ends. */
const maxPages = 1_000

export type AtPsp = { count: ShiftCount; readAtMs: number; unreadableCount: number }
export type EndedShift = Shift & { untilMs: number }

/**
 * Counts a shift by the PSP's list. What the list has and the ledger has not is settled as if the sweep had listed it, before the two
 * are held against each other. Throws PixError, and ListMoves where the list changed while it was read: then nothing is counted.
 */
export async function countAtPsp(deps: Deps, shift: EndedShift, timeZone: string): Promise<AtPsp> {
  const { psp, store } = deps
  const { terminalId, untilMs } = shift
  const firstFromMs = (await store.firstShift(terminalId))?.fromMs ?? shift.fromMs
  const readAtMs = psp.nowMs()
  const listed = new Map<string, ListedPix>()
  const charges = new Map<string, SoldCharge>()
  let unreadableCount = 0
  for (let fromMs = Math.max(firstFromMs, shift.fromMs - lookBackMs); fromMs <= untilMs; fromMs += windowMs)
    unreadableCount += await readPages(
      deps,
      fromMs,
      Math.min(untilMs, fromMs + windowMs - 1),
      async (items) => {
        const own = await ownOf(deps, shift, items, charges)
        for (const pix of own) listed.set(pix.endToEndId, pix)
      },
    )

  const older = (await store.pixWithOpenCount(terminalId, firstFromMs, untilMs)).filter(
    ({ endToEndId }) => !listed.has(endToEndId),
  )
  const olderRefunds: ListedPix[] = []
  await severalAtOnce(older, async ({ endToEndId }) => {
    const told = await psp.readPix(endToEndId)
    if (told !== 'absent') olderRefunds.push(told)
  })
  await ownOf(deps, shift, olderRefunds, charges)

  const all = [...listed.keys(), ...olderRefunds.map(({ endToEndId }) => endToEndId)]
  const [countedPix, countedRefunds] = await Promise.all([store.countedPix(all), store.countedRefunds(all)])
  const count = countShift({
    ...{ shift, timeZone, readAtMs, charges, olderRefunds },
    listed: [...listed.values()],
    ledger: await readLedger(deps, shift, [...listed.keys()]),
    counted: { pix: countedPix, refunds: new Set(countedRefunds.map(refundKey)) },
  })
  return { count, readAtMs, unreadableCount }
}

/** Answers how many elements could not be read. The pages of a list that changes do not fit together. */
async function readPages(
  { psp }: Deps,
  fromMs: number,
  untilMs: number,
  take: (items: ListedPix[]) => Promise<void>,
): Promise<number> {
  let unreadable = 0
  let total: number | null = null
  for (let page = 0; page < maxPages; page++) {
    const told = await psp.pixPage(fromMs, untilMs, page)
    total ??= told.totalItems
    if (told.totalItems !== null && told.totalItems !== total)
      throw new ListMoves('GET /pix changed while a shift was counted')
    unreadable += told.unreadable
    await take(told.items)
    if (page + 1 >= told.pages) return unreadable
  }
  throw new PixError('malformed-reply', `The PSP's list has more than ${maxPages} pages`)
}

/** Of a page, what pays charges of this terminal, once the ledger has taken in what is news to it. */
async function ownOf(
  deps: Deps,
  { terminalId, number, fromMs }: EndedShift,
  items: readonly ListedPix[],
  charges: Map<string, SoldCharge>,
): Promise<ListedPix[]> {
  const { store, log } = deps
  await settleReceived(deps, items, 'sweep').catch((error: unknown) => {
    if (!(error instanceof PixError)) throw error
    // It stays a difference, which the report shows.
    log.warn({ terminalId, shift: number, code: error.code }, 'not all news of a shift is settled')
  })
  const txids = items.flatMap(({ txid }) => txid ?? [])
  for (const charge of await store.chargesOfTerminal(terminalId, txids)) {
    const isOfThis = charge.createdAtMs >= fromMs
    const shiftNumber = isOfThis
      ? number
      : ((await store.shiftAt(terminalId, charge.createdAtMs))?.number ?? null)
    charges.set(charge.txid, { ...charge, shiftNumber })
  }
  return items.filter(({ txid }) => txid !== null && charges.has(txid))
}

/** Ours: what was paid in the shift's time, and what of the list we have. */
async function readLedger(
  { store }: Deps,
  shift: EndedShift,
  listed: readonly string[],
): Promise<CountedPix[]> {
  const { terminalId, fromMs, untilMs } = shift
  const [inTime, among] = await Promise.all([
    store.pixOfTerminal(terminalId, fromMs, untilMs),
    store.pixAmong(listed),
  ])
  const pix = new Map([...inTime, ...among].map((one) => [one.endToEndId, one]))
  const refunds = Map.groupBy(await store.refundsOf([...pix.keys()]), ({ endToEndId }) => endToEndId)
  return [...pix.values()].map((one) => ({ ...one, refunds: refunds.get(one.endToEndId) ?? [] }))
}
