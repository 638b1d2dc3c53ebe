import * as z from 'zod/mini'
import { AmountCents } from './charge.ts'
import { Day } from './reconciliation.ts'
import { RecurrenceId, RecurrenceTerms } from './recurrence.ts'

/** What the payer's app and the BFF agree on from its first picture on: the account, what it has told, and a code that was read. */

const Instant = z.iso.datetime({ offset: true })

/** `SC`, the ISPB of the receiver's PSP, the day, eleven characters. */
export const ProposalId = z.string().check(z.regex(/^SC[0-9A-Z]{8}\d{8}[a-zA-Z0-9]{11}$/))

/** Who gets the money. The document is masked where it is a person's. */
export const Receiver = z.object({
  name: z.string(),
  document: z.nullable(z.string()),
  ispb: z.nullable(z.string()),
})
export type Receiver = z.infer<typeof Receiver>

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
