import * as z from 'zod/mini'
import { AmountCents, Txid } from './charge.ts'
import { Day } from './reconciliation.ts'
import { RecurrenceId, RecurrenceTerms } from './recurrence.ts'

/** What the payer's app and the BFF agree on: the payer's side of Pix Automático, and paying a code. */

const Instant = z.iso.datetime({ offset: true })

/** Minted by the screen: 32 hexadecimal digits. Every retry repeats it. */
export const DeedId = z.string().check(z.regex(/^[0-9a-f]{32}$/, { error: 'must be 32 hexadecimal digits' }))
/** `SC`, the ISPB of the receiver's PSP, the day, eleven characters. */
export const ProposalId = z.string().check(z.regex(/^SC[0-9A-Z]{8}\d{8}[a-zA-Z0-9]{11}$/))

/** Who gets the money. The document is masked where it is a person's. */
export const Receiver = z.object({
  name: z.string(),
  document: z.nullable(z.string()),
  ispb: z.nullable(z.string()),
})
export type Receiver = z.infer<typeof Receiver>

/** How far a payer goes with one receiver. */
const Limits = {
  /** A charge above it is not paid; null is no limit. */
  maximumCents: z.nullable(AmountCents),
  /** Whether the account's overdraft may pay it. */
  useAccountLimit: z.boolean(),
}
/** A limit below the fixed amount lets no charge through: said once more on purpose, or answered with `limit-below-value`. */
const LimitConsent = { ...Limits, acceptsLimitBelowValue: z.optional(z.boolean()) }

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

/** POST /api/payer/codes: reads a copia e cola, and fetches and verifies what it points at, before anything is shown. */
export const CodeToRead = z.strictObject({
  pixCopiaECola: z.string().check(z.minLength(1), z.maxLength(512)),
})
export type CodeToRead = z.infer<typeof CodeToRead>

export const CodePayment = z.object({
  kind: z.enum(['immediate', 'due', 'static']),
  txid: z.nullable(z.string()),
  /** What is paid today, with interest, fine and discount; null where the payer chooses. */
  amountCents: z.nullable(AmountCents),
  dueDay: z.nullable(Day),
  expiresAt: z.nullable(Instant),
  receiver: Receiver,
  /** What the receiver says it is for. */
  message: z.nullable(z.string()),
})
export type CodePayment = z.infer<typeof CodePayment>
export const CodeOffer = z.object({ recurrenceId: RecurrenceId, receiver: Receiver, terms: RecurrenceTerms })
export type CodeOffer = z.infer<typeof CodeOffer>
/**
 * What a verified code holds. Journey 2 is an offer alone; 3 is both with one consent; 4 is a payment, after which the offer is shown;
 * null is a payment and nothing more.
 */
export const VerifiedCode = z.object({
  pixCopiaECola: z.string(),
  journey: z.nullable(z.union([z.literal(2), z.literal(3), z.literal(4)])),
  payment: z.nullable(CodePayment),
  offer: z.nullable(CodeOffer),
  /** The hosts whose signed payloads were verified, as their certificates say; none for a static code, which nobody signs. */
  signedBy: z.array(z.string()),
})
export type VerifiedCode = z.infer<typeof VerifiedCode>

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

/** Something that the provider told of by itself. Newest first in the stream. */
export const PayerNotice = z.object({
  noticeId: z.int(),
  at: Instant,
  what: z.enum([
    'proposal',
    'authorized',
    'rejected',
    'configured',
    'cancelled',
    'billing-scheduled',
    'billing-paid',
    'billing-refused',
    'billing-cancelled',
    'unknown',
  ]),
  receiverName: z.nullable(z.string()),
  amountCents: z.nullable(AmountCents),
  /** Why, where something was refused. */
  reason: z.nullable(z.string()),
  /** What to open. */
  recurrenceId: z.nullable(RecurrenceId),
  proposalId: z.nullable(ProposalId),
})
export type PayerNotice = z.infer<typeof PayerNotice>

/**
 * The one event, `snapshot`, of GET /api/payer/events: on connect and with every change. `version` grows with every change of anything above, and a
 * screen that sees it grow reads again what it shows.
 */
export const PayerSnapshot = z.object({
  serverTime: Instant,
  version: z.int(),
  /** null: this shop has no account with a provider, and there is nothing here to see. */
  account: z.nullable(
    z.object({
      name: z.string(),
      status: z.enum(['ok', 'down']),
      since: z.nullable(Instant),
      /** Whether the provider tells this server of what happens; null where that is not known. Without it everything is found by asking. */
      isTold: z.nullable(z.boolean()),
    }),
  ),
  waitingProposals: z.int(),
  notices: z.array(PayerNotice),
})
export type PayerSnapshot = z.infer<typeof PayerSnapshot>
