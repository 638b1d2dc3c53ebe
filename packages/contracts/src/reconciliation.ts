import * as z from 'zod/mini'
import { ChargeStatus, Refund, TerminalId, Txid } from './charge.ts'

const Instant = z.iso.datetime({ offset: true })
const Cents = z.int().check(z.gte(0))

/** A day of the shop, by its own clock (setting TIME_ZONE). */
export const Day = z.iso.date()

/** The longest month, in one reading. */
export const maxPeriodDays = 31

/** Both ends inclusive, 31 days at most. */
export const Period = z.strictObject({ from: Day, to: Day })
export type Period = z.infer<typeof Period>

/**
 * How what we have compares with what the PSP lists. Of a Pix: matched · only-here · only-there · different-amount ·
 * without-charge: it came to our key and pays no charge of ours · refund-differs: the same Pix, but not the same refunds.
 * Of a charge: charge-only-here · charge-only-there: another system made it, and it was paid · charge-differs: another amount, or concluded there and not paid here.
 */
export const LineKind = z.enum([
  'matched',
  'only-here',
  'only-there',
  'different-amount',
  'without-charge',
  'refund-differs',
  'charge-only-here',
  'charge-only-there',
  'charge-differs',
])
export type LineKind = z.infer<typeof LineKind>

/** What a person may do about a line: look again at the PSP, note which sale a Pix belongs to, return the money. */
export const LineOffer = z.enum(['look-again', 'explain', 'refund'])
export type LineOffer = z.infer<typeof LineOffer>

/** A person's word about a line. It is added, is never taken back, and changes neither money nor the state of a charge. */
export const LineNote = z.object({ text: z.string(), txid: z.nullable(Txid), at: Instant })
export type LineNote = z.infer<typeof LineNote>

export const ReconciliationLine = z.object({
  /** `pix-{endToEndId}` or `charge-{txid}`. */
  id: z.string(),
  kind: LineKind,
  endToEndId: z.nullable(z.string()),
  txid: z.nullable(z.string()),
  /** When it was paid; of a charge, when it was created. */
  at: Instant,
  here: z.nullable(
    z.object({
      amountCents: Cents,
      refundedCents: Cents,
      terminalId: z.nullable(TerminalId),
      status: z.nullable(ChargeStatus),
    }),
  ),
  there: z.nullable(z.object({ amountCents: Cents, refundedCents: Cents })),
  /** When the first webhook named this Pix, and how it came into the ledger. */
  webhookAt: z.nullable(Instant),
  heardBy: z.nullable(z.enum(['webhook', 'sweep', 'asking'])),
  /** Every refund of this Pix that we know of, oldest first, with those that are not finished or were not realised; none on the line of a charge. */
  refunds: z.array(Refund),
  notes: z.array(LineNote),
  offers: z.array(LineOffer),
})
export type ReconciliationLine = z.infer<typeof ReconciliationLine>

const Sum = z.object({ count: z.int(), cents: Cents })

/** GET and POST /api/reconciliation. The latest reading of exactly this period at the PSP, and how it compares now. */
export const Reconciliation = z.object({
  period: z.object({ from: Day, to: Day }),
  timeZone: z.string(),
  reading: z.object({
    status: z.enum(['never', 'running', 'done', 'failed']),
    startedAt: z.nullable(Instant),
    finishedAt: z.nullable(Instant),
    pspCalls: z.int(),
    pagesRead: z.int(),
    /** Null until the first page of each list has told it. */
    pagesTotal: z.nullable(z.int()),
    /** Why it failed, in words for a person, in Brazilian Portuguese. */
    advice: z.nullable(z.string()),
  }),
  /** Received and returned, here by our ledger and there by the PSP's list; `there` is null before the first reading. */
  here: z.object({ received: Sum, refunded: Sum }),
  there: z.nullable(z.object({ received: Sum, refunded: Sum })),
  /** Lines of each kind, by what they are worth; of those that differ, to how many a person has added a note. */
  kinds: z.array(z.object({ kind: LineKind, count: z.int(), cents: Cents, explainedCount: z.int() })),
  heardBy: z.object({ webhook: z.int(), sweep: z.int(), asking: z.int() }),
  /** What was received here in each hour of one day, or on each day of a longer period. */
  buckets: z.array(z.object({ from: Instant, received: Sum })),
})
export type Reconciliation = z.infer<typeof Reconciliation>

/** GET /api/reconciliation/lines. `after` is the `nextAfter` of the page before; oldest first. */
export const LineQuery = z.strictObject({
  from: Day,
  to: Day,
  kind: z.optional(z.enum([...LineKind.options, 'mismatch'])),
  after: z.optional(z.string().check(z.regex(/^\d{1,16}-(pix|charge)-[a-zA-Z0-9]{1,64}$/))),
  limit: z.optional(z.string().check(z.regex(/^([1-9]|[1-9]\d|[1-4]\d\d|500)$/))),
})
/** GET /api/reconciliation/lines.csv */
export const LinesCsvQuery = z.pick(LineQuery, { from: true, to: true, kind: true })

/** `pix-{endToEndId}` or `charge-{txid}`. */
export const LineId = z.string().check(z.regex(/^(pix|charge)-[a-zA-Z0-9]{1,64}$/))

export const LineList = z.object({
  lines: z.array(ReconciliationLine),
  nextAfter: z.nullable(z.string()),
})
export type LineList = z.infer<typeof LineList>
