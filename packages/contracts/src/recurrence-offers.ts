import * as z from 'zod/mini'
import { AmountCents, TerminalId, Txid } from './charge.ts'
import { Debtor, TaxDocument } from './debtor.ts'
import { Offer, OfferId, OfferStatus } from './offer.ts'
import { Day } from './reconciliation.ts'
import { RecurrenceTerms } from './recurrence.ts'
import { OneLine } from './text.ts'

/** Pix Automático, the receiver's side: what a shop offers, and what it then charges. */

const Instant = z.iso.datetime({ offset: true })
const notEmpty = (max: number) =>
  OneLine(max).check(z.refine((text) => text.trim() !== '', { error: 'must not be empty' }))

/** PUT /api/recurrences/{recurrenceId}. The same body again answers with the same recurrence; another one answers 409. */
export const NewRecurrence = z.strictObject({
  terminalId: z.optional(TerminalId),
  /**
   * Of a charge of the same terminal that still awaits its payment: both are then agreed to at once (journey 3), or, where the charge has a
   * due date, it is paid and then the payer's app offers the recurrence (journey 4).
   */
  txid: z.optional(Txid),
  /** Under which number the shop has it (API Pix, `contrato`), and what it is for (`objeto`). */
  contract: notEmpty(35),
  object: z.optional(OneLine(35)),
  debtor: Debtor,
  frequency: RecurrenceTerms.shape.frequency,
  firstDay: Day,
  /** Absent: until somebody cancels it. */
  lastDay: z.optional(Day),
  /** The same amount every time; without it the amount varies. */
  fixedCents: z.optional(AmountCents),
  /** Where the amount varies: no payer may set a limit below it. */
  minimumCents: z.optional(AmountCents),
  retryPolicy: RecurrenceTerms.shape.retryPolicy,
})
export type NewRecurrence = z.infer<typeof NewRecurrence>

/** A recurrence as the shop's people read it. */
export const Recurrence = z.extend(Offer, {
  terminalId: TerminalId,
  /** The PSP's id; null until it has given one. */
  pspId: z.nullable(z.string()),
  debtorName: z.string(),
  /** A CPF with its middle alone, a CNPJ whole. */
  debtorDocument: z.string(),
  /** How the payer came to agree. */
  journey: z.nullable(z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])),
  createdAt: Instant,
  /** A cycle that should have been charged by now: its first and its last day. */
  cycleToCharge: z.nullable(z.object({ firstDay: Day, untilDay: Day })),
})
export type Recurrence = z.infer<typeof Recurrence>

const placePattern = /^\d{1,15}-[0-9a-f]{32}$/
/** GET /api/recurrences. `before` is the `nextBefore` of the page before; `q` is found in the contract and in the payer's name. */
export const RecurrenceListQuery = z.strictObject({
  status: z.optional(OfferStatus),
  q: z.optional(OneLine(60)),
  before: z.optional(z.string().check(z.regex(placePattern))),
  limit: z.optional(z.string().check(z.regex(/^([1-9]\d?|100)$/))),
})
export const RecurrenceList = z.object({
  recurrences: z.array(Recurrence),
  nextBefore: z.nullable(z.string()),
})
export type RecurrenceList = z.infer<typeof RecurrenceList>

/** PUT /api/recurrences/{recurrenceId}/charges/{txid}: one charge of an approved recurrence, one in each cycle. */
export const NewRecurrenceCharge = z.strictObject({
  amountCents: AmountCents,
  dueDay: Day,
  /** On the payer's statement (API Pix, `infoAdicional`). */
  info: z.optional(OneLine(140)),
})
export type NewRecurrenceCharge = z.infer<typeof NewRecurrenceCharge>

/** POST …/charges/{txid}/retry: on which day. */
export const RetryDay = z.strictObject({ day: Day })

export const ChargeTry = z.object({
  kind: z.enum(['scheduled', 'after-due-date', 'same-day', 'undetermined']),
  status: z.enum(['requested', 'scheduled', 'paid', 'cancelled', 'rejected', 'expired', 'undetermined']),
  settlesOn: z.nullable(Day),
  code: z.nullable(z.string()),
})

export const RecurrenceCharge = z.object({
  txid: Txid,
  version: z.int().check(z.gte(1)),
  status: z.enum(['opening', 'created', 'active', 'concluded', 'expired', 'rejected', 'cancelled']),
  amountCents: AmountCents,
  dueDay: Day,
  info: z.nullable(z.string()),
  tries: z.array(ChargeTry),
  endCode: z.nullable(z.string()),
  /** The PSP's words where it would not take it. */
  refusal: z.nullable(z.string()),
  createdAt: Instant,
  mayCancel: z.boolean(),
  /** To when it may be taken back, or could be: the end of a day in Brasília. */
  cancelUntil: Instant,
  /** From and to which day one more try may be asked for; null where none may. */
  retry: z.nullable(z.object({ fromDay: Day, toDay: Day })),
  /** The money that it has brought. */
  payment: z.nullable(z.object({ endToEndId: z.string(), amountCents: z.int(), paidAt: Instant })),
})
export type RecurrenceCharge = z.infer<typeof RecurrenceCharge>

/** PUT /api/recurrences/{recurrenceId}/proposals/{proposalId}: sends it to the payer's bank, without a code (journey 1). */
export const NewProposal = z.strictObject({
  /** The payer's institution, 8 characters. */
  ispb: z.string().check(z.regex(/^[0-9A-Z]{8}$/, { error: 'must be 8 digits or capital letters' })),
  branch: z.optional(
    z.string().check(z.regex(/^[0-9A-Za-z-]{1,4}$/, { error: 'must be 1 to 4 characters' })),
  ),
  account: z.string().check(z.regex(/^[0-9A-Za-z-]{1,20}$/, { error: 'must be 1 to 20 characters' })),
  document: TaxDocument,
})
export type NewProposal = z.infer<typeof NewProposal>

/** sending: the PSP has not answered yet · refused: it would not take it. The others are the PSP's (API Pix, SolicRecStatus). */
export const SentProposal = z.object({
  proposalId: OfferId,
  status: z.enum([
    'sending',
    'refused',
    'created',
    'sent',
    'received',
    'rejected',
    'accepted',
    'expired',
    'cancelled',
  ]),
  ispb: z.string(),
  expiresAt: Instant,
  createdAt: Instant,
  /** The PSP's words where it would not take it. */
  refusal: z.nullable(z.string()),
})
export type SentProposal = z.infer<typeof SentProposal>

export const RecurrenceDetails = z.object({
  recurrence: Recurrence,
  charges: z.array(RecurrenceCharge),
  proposals: z.array(SentProposal),
  /** What happened to it and to its charges, oldest first. */
  timeline: z.array(
    z.object({ at: Instant, what: z.string(), status: z.nullable(z.string()), txid: z.nullable(Txid) }),
  ),
})
export type RecurrenceDetails = z.infer<typeof RecurrenceDetails>

/** PUT /api/terminals/{terminalId}/offer: which recurrence the terminal's screens show; null is none. */
export const CurrentOffer = z.strictObject({ recurrenceId: z.nullable(OfferId) })
