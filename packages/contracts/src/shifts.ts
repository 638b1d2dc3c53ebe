import * as z from 'zod/mini'
import { ChargeFlag, TerminalId } from './charge.ts'

const Instant = z.iso.datetime({ offset: true })
const Cents = z.int().check(z.gte(0))
const Sum = z.object({ count: z.int(), cents: Cents })

/** 128 bits in hex. */
export const ShiftId = z.string().check(z.regex(/^[0-9a-f]{32}$/, { error: 'must be 32 hexadecimal digits' }))

/** What a till looks at before a shift is opened. Nothing of it forbids to sell. */
export const ReadinessItem = z.enum([
  'psp',
  'clock',
  'certificate',
  'webhook',
  'sound',
  'wake-lock',
  'display',
  'printer',
])
export type ReadinessItem = z.infer<typeof ReadinessItem>

/** POST /api/terminals/{terminalId}/shift/open. `attention`: what the till warned of, and whoever opened it has seen. */
export const NewShift = z.strictObject({
  attention: z
    .array(ReadinessItem)
    .check(z.refine((items) => new Set(items).size === items.length, { error: 'must name each item once' })),
})
export type NewShift = z.infer<typeof NewShift>

/**
 * POST /api/terminals/{terminalId}/shift/close names the shift that somebody has seen open: where it has ended meanwhile, a press that comes
 * late, or again, ends nobody else's.
 */
export const EndShift = z.strictObject({ shiftId: ShiftId })
export type EndShift = z.infer<typeof EndShift>

/** Who did something, as the audit names them, and what they were called then; null where they have no name. */
const ShiftDoer = z.object({ actor: z.string(), name: z.nullable(z.string()) })
export type ShiftDoer = z.infer<typeof ShiftDoer>

/** open · closing: over, and to be counted as soon as the PSP answers · closed: counted, for good. */
export const ShiftStatus = z.enum(['open', 'closing', 'closed'])
export type ShiftStatus = z.infer<typeof ShiftStatus>

export const Shift = z.object({
  shiftId: ShiftId,
  terminalId: TerminalId,
  /** Where the terminal stands now. */
  shop: z.object({ shopId: z.string(), name: z.string() }),
  /** Counts up at each terminal. */
  number: z.int(),
  status: ShiftStatus,
  /** What belongs to it, by the PSP's clock, both ends inside: a shift begins where the one before it ended. */
  from: Instant,
  until: z.nullable(Instant),
  openedAt: Instant,
  openedBy: ShiftDoer,
  attention: z.array(z.string()),
  closedAt: z.nullable(Instant),
  closedBy: z.nullable(ShiftDoer),
  /** Why it is not counted yet, in words for a person, in Brazilian Portuguese. */
  advice: z.nullable(z.string()),
  /** From the report; null until it is there. */
  figures: z.nullable(
    z.object({ received: Sum, refunded: Sum, netCents: z.int(), differenceCount: z.int() }),
  ),
})
export type Shift = z.infer<typeof Shift>

/** GET /api/shifts. `before` is the `nextBefore` of the page before; newest first. */
export const ShiftListQuery = z.strictObject({
  terminalId: z.optional(TerminalId),
  before: z.optional(z.string().check(z.regex(/^\d{1,16}-[0-9a-f]{32}$/))),
  limit: z.optional(z.string().check(z.regex(/^([1-9]|[1-9]\d|100)$/))),
})
export const ShiftList = z.object({ shifts: z.array(Shift), nextBefore: z.nullable(z.string()) })
export type ShiftList = z.infer<typeof ShiftList>

/** A Pix of the ledger that the PSP's list has not, one that it has and the ledger has not, or the same one that differs. */
export const ShiftDifferenceKind = z.enum(['only-here', 'only-there', 'different-amount', 'refund-differs'])
export type ShiftDifferenceKind = z.infer<typeof ShiftDifferenceKind>

const ShiftPix = z.object({
  endToEndId: z.string(),
  txid: z.nullable(z.string()),
  amountCents: Cents,
  paidAt: Instant,
  by: z.nullable(ShiftDoer),
  flags: z.array(ChargeFlag),
  /** The earlier shift of this terminal in which the sale was made; null for a sale of this shift. */
  ofShift: z.nullable(z.int()),
})
export type ShiftPix = z.infer<typeof ShiftPix>
const ShiftRefund = z.object({
  endToEndId: z.string(),
  id: z.string(),
  txid: z.nullable(z.string()),
  amountCents: Cents,
  /** As the PSP has it; where it says nothing of that, when the Pix was paid. */
  askedAt: Instant,
  ofShift: z.nullable(z.int()),
})
const ShiftDifference = z.object({
  kind: ShiftDifferenceKind,
  endToEndId: z.string(),
  txid: z.nullable(z.string()),
  paidAt: Instant,
  hereCents: z.nullable(Cents),
  hereRefundedCents: z.nullable(Cents),
  thereCents: z.nullable(Cents),
  thereRefundedCents: z.nullable(Cents),
})
export type ShiftDifference = z.infer<typeof ShiftDifference>

/** The closing report: written once. Every amount is the PSP's, except what `differences` shows of the ledger. */
export const ShiftReport = z.object({
  shiftId: ShiftId,
  number: z.int(),
  terminalId: TerminalId,
  shop: z.object({ shopId: z.string(), name: z.string(), timeZone: z.string() }),
  from: Instant,
  until: Instant,
  openedAt: Instant,
  openedBy: ShiftDoer,
  attention: z.array(z.string()),
  closedAt: Instant,
  closedBy: ShiftDoer,
  /** When the PSP's list was read, how many elements of it could not be, and what was chained of the audit by then. */
  readAt: Instant,
  unreadableCount: z.int(),
  auditHead: z.object({ place: z.int(), hash: z.string() }),
  received: Sum,
  refunded: Sum,
  /** Below zero where more of earlier sales went back than came in. */
  netCents: z.int(),
  byFlag: z.object({ late: Sum, underpaid: Sum, overpaid: Sum, duplicate: Sum }),
  byOperator: z.array(z.object({ by: z.nullable(ShiftDoer), received: Sum })),
  byDay: z.array(z.object({ day: z.string(), received: Sum })),
  /** Of what was received: before anybody had opened the shift, and for sales of earlier ones. */
  beforeOpening: Sum,
  ofEarlierShifts: Sum,
  pix: z.array(ShiftPix),
  refunds: z.array(ShiftRefund),
  differences: z.array(ShiftDifference),
})
export type ShiftReport = z.infer<typeof ShiftReport>

/** GET /api/shifts/{shiftId}, and what opening and closing answer with. */
export const ShiftDetails = z.object({
  shift: Shift,
  /** Until there is a report: what this ledger knows of, and of that what came before the shift was opened. */
  soFar: z.nullable(z.object({ received: Sum, beforeOpening: Sum })),
  /** `isIntact`: the report is still the one whose hash the audit names. */
  report: z.nullable(z.object({ sha256: z.string(), isIntact: z.boolean(), content: ShiftReport })),
})
export type ShiftDetails = z.infer<typeof ShiftDetails>
