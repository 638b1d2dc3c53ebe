import * as z from 'zod/mini'
import { AmountCents } from './charge.ts'
import { Receiver } from './payer.ts'
import { RecurrenceId } from './recurrence.ts'

/** What a payer agrees to, and what became of it. */

const Instant = z.iso.datetime({ offset: true })

/** Minted by the screen: 32 hexadecimal digits. Every retry repeats it. */
export const DeedId = z.string().check(z.regex(/^[0-9a-f]{32}$/, { error: 'must be 32 hexadecimal digits' }))

/** How far a payer goes with one receiver. */
export const Limits = {
  /** A charge above it is not paid; null is no limit. */
  maximumCents: z.nullable(AmountCents),
  /** Whether the account's overdraft may pay it. */
  useAccountLimit: z.boolean(),
}
/** A limit below the fixed amount lets no charge through: said once more on purpose, or answered with `limit-below-value`. */
export const LimitConsent = { ...Limits, acceptsLimitBelowValue: z.optional(z.boolean()) }

const consentToOffer = z.strictObject(LimitConsent)

/** PUT /api/payer/payments/{deedId}. With `authorize`, one consent for both (journey 3): it is paid first, then activated. */
export const NewPayerPayment = z.strictObject({
  pixCopiaECola: z.string().check(z.minLength(1), z.maxLength(512)),
  /** What the person has read and agreed to; anything else at the receiver now is refused. */
  amountCents: AmountCents,
  authorize: z.optional(consentToOffer),
})
export type NewPayerPayment = z.infer<typeof NewPayerPayment>

/** PUT /api/payer/authorizations/{deedId}: journey 2, and the offer of journey 4 once its payment is done. */
export const NewAuthorization = z.strictObject({
  pixCopiaECola: z.string().check(z.minLength(1), z.maxLength(512)),
  recurrenceId: RecurrenceId,
  ...LimitConsent,
})
export type NewAuthorization = z.infer<typeof NewAuthorization>

/**
 * What became of a step. `asked`: under way, its outcome is not known, and it is looked up; nobody should ask again. `refused` says why.
 * `skipped`: the step before was refused.
 */
const Step = z.object({
  status: z.enum(['asked', 'done', 'refused', 'skipped']),
  reason: z.nullable(z.string()),
  at: Instant,
})
/** A deed with its steps in their order: journey 3 has both. */
export const PayerDeed = z.object({
  deedId: DeedId,
  receiver: Receiver,
  amountCents: z.nullable(AmountCents),
  payment: z.nullable(z.extend(Step, { endToEndId: z.nullable(z.string()) })),
  authorization: z.nullable(z.extend(Step, { recurrenceId: RecurrenceId })),
})
export type PayerDeed = z.infer<typeof PayerDeed>
