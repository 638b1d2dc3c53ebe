import * as z from 'zod/mini'
import { Txid } from './charge.ts'
import { RecurrenceTerms } from './recurrence.ts'

/** What a till and its customer's screen know of Pix Automático; the rest of it is the back office's. */

/** Minted by the screen, so that a request that is sent again is the same offer: 32 hex. */
export const OfferId = z.string().check(z.regex(/^[0-9a-f]{32}$/))

/** opening: the PSP has not answered yet · offered: a payer may agree to it · cancelled is also what the PSP refused. */
export const OfferStatus = z.enum(['opening', 'offered', 'approved', 'rejected', 'expired', 'cancelled'])
export type OfferStatus = z.infer<typeof OfferStatus>

const End = z.object({
  kind: z.enum(['rejection', 'cancellation', 'refusal']),
  by: z.nullable(z.enum(['payer', 'payer-psp', 'receiver', 'receiver-psp'])),
  /** The arrangement's, as the PSP says it. */
  code: z.nullable(z.string()),
  text: z.nullable(z.string()),
})
export type OfferEnd = z.infer<typeof End>

/** What the screens of a terminal show of an offer. Nothing of the payer is in it, so that any screen may have it. */
export const Offer = z.object({
  recurrenceId: OfferId,
  version: z.int().check(z.gte(1)),
  status: OfferStatus,
  /** The charge that is agreed to with it; null where it is offered alone. */
  txid: z.nullable(Txid),
  terms: RecurrenceTerms,
  /** Of the recurrence alone, and of the charge and the recurrence together; null where there is none. */
  codeAlone: z.nullable(z.string()),
  codeWithCharge: z.nullable(z.string()),
  end: z.nullable(End),
  /** Why the shop has ended it by itself: what was to be paid with it was not, or nobody has answered in time. */
  ending: z.nullable(z.enum(['charge-ended', 'time-over'])),
})
export type Offer = z.infer<typeof Offer>
