import * as z from 'zod/mini'
import { AmountCents, Txid } from './charge.ts'
import { ProposalId, Receiver } from './payer.ts'
import { LimitConsent, Limits } from './payer-deeds.ts'
import { Day } from './reconciliation.ts'
import { RecurrenceId, RecurrenceTerms } from './recurrence.ts'

/** Who may charge a payer's account, who asks to, and what they charge. */

const Instant = z.iso.datetime({ offset: true })

/** Journey 1: what a receiver has sent to this account. */
export const Proposal = z.object({
  proposalId: ProposalId,
  recurrenceId: RecurrenceId,
  receiver: Receiver,
  terms: RecurrenceTerms,
  receivedAt: Instant,
  expiresAt: Instant,
  /** `answering`: asked of the account's provider, which has not said that it is final. */
  status: z.enum(['received', 'answering', 'accepted', 'rejected', 'expired', 'cancelled']),
})
export type Proposal = z.infer<typeof Proposal>
/** GET /api/payer/proposals. Newest first. */
export const ProposalList = z.object({ proposals: z.array(Proposal) })

/** POST /api/payer/proposals/{proposalId}/answer. */
export const ProposalAnswer = z.discriminatedUnion('accept', [
  z.strictObject({ accept: z.literal(true), ...LimitConsent }),
  z.strictObject({ accept: z.literal(false), reason: z.enum(['not-recognised', 'not-wanted']) }),
])
export type ProposalAnswer = z.infer<typeof ProposalAnswer>

export const PayerRecurrence = z.object({
  recurrenceId: RecurrenceId,
  receiver: Receiver,
  terms: RecurrenceTerms,
  /** `confirming`: agreed to and not final, since the receiver's PSP has not confirmed. */
  status: z.enum(['confirming', 'active', 'rejected', 'cancelled', 'expired']),
  journey: z.nullable(z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])),
  ...Limits,
  /** What will be charged next as far as is known; null where nothing is planned. */
  next: z.nullable(z.object({ day: Day, amountCents: z.nullable(AmountCents) })),
  /** What the provider's data contradicts itself about, in words for engineers. */
  oddities: z.array(z.string()),
})
export type PayerRecurrence = z.infer<typeof PayerRecurrence>
/** GET /api/payer/recurrences. Active ones first, then by name. */
export const PayerRecurrenceList = z.object({ recurrences: z.array(PayerRecurrence) })
/** GET /api/payer/recurrences/{recurrenceId}. What happened to it, oldest first. */
export const PayerRecurrenceDetail = z.extend(PayerRecurrence, {
  history: z.array(
    z.object({
      at: Instant,
      what: z.enum([
        'offered',
        'authorized',
        'confirmed',
        'rejected',
        'configured',
        'cancelled',
        'expired',
        'other',
      ]),
      /** The provider's own words where it is something else. */
      detail: z.nullable(z.string()),
    }),
  ),
  billings: z.array(z.lazy(() => PayerBilling)),
})
export type PayerRecurrenceDetail = z.infer<typeof PayerRecurrenceDetail>

/** POST /api/payer/recurrences/{recurrenceId}/configure. */
export const NewLimits = z.strictObject(LimitConsent)
export type NewLimits = z.infer<typeof NewLimits>

export const PayerBilling = z.object({
  txid: Txid,
  recurrenceId: RecurrenceId,
  receiver: Receiver,
  day: Day,
  amountCents: AmountCents,
  status: z.enum(['scheduled', 'paid', 'refused', 'cancelled', 'expired', 'other']),
  /** Why it was not paid. */
  reason: z.nullable(z.string()),
  /** The last instant at which it can be cancelled: 23:59:59.999 in Brasília of the day before; null where it cannot be any more. */
  cancelUntil: z.nullable(Instant),
})
export type PayerBilling = z.infer<typeof PayerBilling>
/** GET /api/payer/billings. What comes first, then what is over, newest first. */
export const PayerBillingList = z.object({ billings: z.array(PayerBilling) })
