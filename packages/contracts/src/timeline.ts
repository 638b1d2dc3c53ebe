import * as z from 'zod/mini'
import { AmountCents, RefundStatus, Txid } from './charge.ts'

const Instant = z.iso.datetime({ offset: true })

/** Whoever did something, without their id: `unknown` is what was not kept yet when it was done. */
const Doer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), name: z.string() }),
  z.object({ kind: z.literal('device'), name: z.string() }),
  z.object({ kind: z.enum(['key', 'itself', 'unknown']) }),
])
export type Doer = z.infer<typeof Doer>

const at = { at: Instant }
const pix = { endToEndId: z.string(), amountCents: AmountCents }

/** One thing that happened to a sale. All instants are by the PSP's clock. */
export const TimelineEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('created'), ...at, by: Doer, amountCents: AmountCents }),
  /** The customer's screen has said that it shows the code. */
  z.object({ kind: z.literal('code-painted'), ...at }),
  /** At the payer's bank (API Pix, `horario`). */
  z.object({ kind: z.literal('paid'), ...at, ...pix }),
  /** Here: the PSP was asked and said so. `heardBy` is what made us ask. */
  z.object({ kind: z.literal('heard'), ...at, ...pix, heardBy: z.enum(['webhook', 'sweep', 'asking']) }),
  /** The customer's screen has said that it shows "Pago". */
  z.object({ kind: z.literal('paid-painted'), ...at }),
  z.object({ kind: z.literal('extended'), ...at, by: Doer, expiresAt: Instant }),
  z.object({ kind: z.literal('cancel-asked'), ...at, by: Doer }),
  z.object({ kind: z.literal('cancelled'), ...at }),
  z.object({ kind: z.literal('expired'), ...at }),
  z.object({
    kind: z.literal('refund'),
    ...at,
    by: Doer,
    refundId: z.string(),
    amountCents: AmountCents,
    status: RefundStatus,
    /** The manager whose PIN allowed it, where it was above the limit of whoever asked. */
    allowedBy: z.optional(z.string()),
  }),
  /** On paper; one that was only shown on a screen is nowhere. */
  z.object({ kind: z.literal('receipt-printed'), ...at, by: Doer }),
])
export type TimelineEvent = z.infer<typeof TimelineEvent>

/** GET /api/charges/{txid}/timeline: how a sale went, oldest first. */
export const Timeline = z.object({
  txid: Txid,
  events: z.array(TimelineEvent),
  /** From the first payment at the bank to "Pago" on the customer's screen; null where either is missing. */
  settledToPaintedMs: z.nullable(z.int()),
  /** Something is told before what it follows from: two clocks disagreed, and the differences between them mean nothing. */
  isClockOff: z.boolean(),
})
export type Timeline = z.infer<typeof Timeline>
