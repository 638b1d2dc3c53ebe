import type { ChargeFlag } from './charge.ts'
import { wallTime } from './days.ts'
import type { Refund } from './refund.ts'
import type { Shift } from './shift.ts'

/** A Pix, as the PSP lists it or as the ledger has it. */
export type CountedPix = {
  readonly endToEndId: string
  readonly txid: string | null
  readonly amountCents: number
  readonly paidAtMs: number
  readonly refunds: readonly Refund[]
}
export type SoldCharge = {
  readonly txid: string
  readonly createdAtMs: number
  readonly flags: readonly ChargeFlag[]
  /** Who made it, as the audit names them; null where that was not written down. */
  readonly madeBy: string | null
  /** The shift in whose period it was made; null where that was before the first. */
  readonly shiftNumber: number | null
}

/** What there is to count a shift by. `listed` is the PSP's list, narrowed to charges of the terminal, with some time before the shift. */
export type ToCount = {
  readonly shift: Pick<Shift, 'number' | 'fromMs' | 'openedAtMs'> & { readonly untilMs: number }
  readonly timeZone: string
  /** When the PSP was asked: what was asked for later need not be there. */
  readonly readAtMs: number
  readonly listed: readonly CountedPix[]
  /** The ledger's Pix of the terminal, of the shift's own time alone, and those of ours that the PSP listed. */
  readonly ledger: readonly CountedPix[]
  /** Refunds whose Pix are older than the list: what the PSP says of each. */
  readonly olderRefunds: readonly CountedPix[]
  readonly charges: ReadonlyMap<string, SoldCharge>
  /** What earlier shifts have counted: endToEndIds, and refunds as `refundKey` writes them. */
  readonly counted: { readonly pix: ReadonlySet<string>; readonly refunds: ReadonlySet<string> }
}

export type Difference = 'only-here' | 'only-there' | 'different-amount' | 'refund-differs'
export type PixCounted = {
  endToEndId: string
  txid: string | null
  amountCents: number
  paidAtMs: number
  madeBy: string | null
  flags: readonly ChargeFlag[]
  /** The earlier shift to which the sale belongs; null for a sale of this one. */
  ofShift: number | null
}
export type RefundCounted = {
  endToEndId: string
  id: string
  amountCents: number
  txid: string | null
  askedAtMs: number
  ofShift: number | null
}
/** `here` and `there` in cents, returned money beside what was received; null for the side that has none of it. */
export type DifferenceFound = {
  kind: Difference
  endToEndId: string
  txid: string | null
  paidAtMs: number
  hereCents: number | null
  hereRefundedCents: number | null
  thereCents: number | null
  thereRefundedCents: number | null
}
export type Sum = { count: number; cents: number }
export type ShiftCount = {
  pix: PixCounted[]
  refunds: RefundCounted[]
  differences: DifferenceFound[]
  gross: Sum
  refunded: Sum
  netCents: number
  byFlag: Record<'late' | 'underpaid' | 'overpaid' | 'duplicate', Sum>
  byOperator: (Sum & { madeBy: string | null })[]
  /** By the shop's days: a shift may last past midnight. */
  byDay: (Sum & { day: string })[]
  beforeOpening: Sum
  ofEarlierShifts: Sum
}

export const refundKey = ({ endToEndId, id }: Pick<Refund, 'endToEndId' | 'id'>) => `${endToEndId} ${id}`
const key = refundKey

/** What a shift comes to: every amount in it is the PSP's, and the ledger is only held against it. */
export function countShift(asked: ToCount): ShiftCount {
  const { shift, listed, olderRefunds, charges, counted, timeZone } = asked
  const ofShift = (txid: string | null) => {
    const number = charges.get(txid ?? '')?.shiftNumber ?? null
    return number === shift.number ? null : number
  }
  const isOfThis = ({ paidAtMs }: CountedPix) => paidAtMs <= shift.untilMs
  const pix = listed
    .filter((one) => isOfThis(one) && !counted.pix.has(one.endToEndId))
    .sort(byTime)
    .map(({ endToEndId, txid, amountCents, paidAtMs }): PixCounted => {
      const charge = charges.get(txid ?? '')
      return {
        ...{ endToEndId, txid, amountCents, paidAtMs },
        madeBy: charge?.madeBy ?? null,
        flags: charge?.flags ?? [],
        ofShift: ofShift(txid),
      }
    })
  const refunds = [...listed, ...olderRefunds].flatMap(({ txid, refunds: ofPix }) =>
    ofPix
      .filter(
        (refund) =>
          refund.status === 'refunded' &&
          refund.askedAtMs <= shift.untilMs &&
          !counted.refunds.has(key(refund)),
      )
      .map(
        ({ endToEndId, id, amountCents, askedAtMs }): RefundCounted => ({
          ...{ endToEndId, id, amountCents, txid, askedAtMs },
          ofShift: ofShift(txid),
        }),
      ),
  )
  refunds.sort((a, b) => a.askedAtMs - b.askedAtMs || (key(a) < key(b) ? -1 : 1))
  const gross = sumOf(pix)
  const refunded = sumOf(refunds)
  const withFlag = (flag: ChargeFlag) => sumOf(pix.filter(({ flags }) => flags.includes(flag)))
  return {
    ...{ pix, refunds, gross, refunded },
    differences: differencesOf(asked).sort(byTime),
    netCents: gross.cents - refunded.cents,
    byFlag: {
      late: withFlag('late'),
      underpaid: withFlag('underpaid'),
      overpaid: withFlag('overpaid'),
      duplicate: withFlag('duplicate'),
    },
    byOperator: groups(pix, ({ madeBy }) => madeBy ?? '').map(([madeBy, sum]) => ({
      madeBy: madeBy === '' ? null : madeBy,
      ...sum,
    })),
    byDay: groups(pix, ({ paidAtMs }) => wallTime(paidAtMs, timeZone).day).map(([day, sum]) => ({
      day,
      ...sum,
    })),
    beforeOpening: sumOf(pix.filter(({ paidAtMs }) => paidAtMs < shift.openedAtMs)),
    ofEarlierShifts: sumOf(pix.filter((one) => one.ofShift !== null)),
  }
}

/** Of the shift's own Pix: what an earlier shift has counted was compared there. */
function differencesOf({ shift, listed, ledger, counted, readAtMs }: ToCount): DifferenceFound[] {
  const here = new Map(ledger.map((pix) => [pix.endToEndId, pix]))
  const there = new Map(listed.map((pix) => [pix.endToEndId, pix]))
  const found: DifferenceFound[] = []
  for (const [endToEndId, told] of there) {
    if (counted.pix.has(endToEndId) || told.paidAtMs > shift.untilMs) continue
    const ours = here.get(endToEndId)
    const kind = differenceOf(ours, told, readAtMs)
    if (kind !== undefined) found.push(differing(kind, ours, told))
  }
  for (const [endToEndId, ours] of here) {
    const isOwn = ours.paidAtMs >= shift.fromMs && ours.paidAtMs <= shift.untilMs
    if (isOwn && !there.has(endToEndId) && !counted.pix.has(endToEndId))
      found.push(differing('only-here', ours, undefined))
  }
  return found
}

function differenceOf(
  ours: CountedPix | undefined,
  told: CountedPix,
  readAtMs: number,
): Difference | undefined {
  if (ours === undefined) return 'only-there'
  if (ours.amountCents !== told.amountCents) return 'different-amount'
  // One that was asked for after the PSP's list was, and that it has not answered: nobody can say yet that it is not there.
  const isHeard = ({ status, askedAtMs }: Refund) => status !== 'requested' || askedAtMs < readAtMs
  return taken(ours.refunds.filter(isHeard)) === taken(told.refunds) ? undefined : 'refund-differs'
}

/** Not realised is as if never asked for; asked for and processing are the same to whoever waits for the money. */
const taken = (refunds: readonly Refund[]): string =>
  refunds
    .filter(({ status }) => status !== 'not-realized')
    .map(({ id, amountCents, status }) => `${id} ${amountCents} ${status === 'refunded'}`)
    .sort()
    .join()

function differing(
  kind: Difference,
  ours: CountedPix | undefined,
  told: CountedPix | undefined,
): DifferenceFound {
  const { endToEndId, txid, paidAtMs } = (told ?? ours) as CountedPix
  return {
    ...{ kind, endToEndId, txid, paidAtMs },
    hereCents: ours?.amountCents ?? null,
    hereRefundedCents: ours === undefined ? null : refundedOf(ours),
    thereCents: told?.amountCents ?? null,
    thereRefundedCents: told === undefined ? null : refundedOf(told),
  }
}

const refundedOf = ({ refunds }: CountedPix) =>
  sumOf(refunds.filter(({ status }) => status === 'refunded')).cents

const sumOf = (some: readonly { amountCents: number }[]): Sum => ({
  count: some.length,
  cents: some.reduce((sum, { amountCents }) => sum + amountCents, 0),
})

const groups = (pix: readonly PixCounted[], nameOf: (one: PixCounted) => string): [string, Sum][] =>
  [...Map.groupBy(pix, nameOf)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, some]) => [name, sumOf(some)])

const byTime = (a: { paidAtMs: number; endToEndId: string }, b: { paidAtMs: number; endToEndId: string }) =>
  a.paidAtMs - b.paidAtMs || (a.endToEndId < b.endToEndId ? -1 : 1)
