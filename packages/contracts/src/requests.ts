import * as z from 'zod/mini'
import { AmountCents, TerminalId, Txid } from './charge.ts'
import { Debtor } from './debtor.ts'
import { OneLine } from './text.ts'

/** PUT /api/charges/{txid}. The same body again answers with the same charge; another body answers 409. */
export const NewCharge = z.strictObject({
  amountCents: AmountCents,
  /** Shown to the payer (API Pix, `solicitacaoPagador`, 140 characters). */
  description: z.optional(OneLine(140)),
  terminalId: z.optional(TerminalId),
  /** Paid until a day instead of at once (API Pix, `cobv`): it is addressed to somebody. Absent: a sale at the counter. */
  due: z.optional(z.strictObject({ day: z.iso.date(), debtor: Debtor })),
})
export type NewCharge = z.infer<typeof NewCharge>

/** POST /api/charges/{txid}/extend: the code stays the same, its validity grows. */
export const Extension = z.strictObject({ minutes: z.int().check(z.gte(1), z.lte(60)) })
export type Extension = z.infer<typeof Extension>

/** Read more freely than the standard's 32: published examples have 31 to 35. */
export const EndToEndId = z.string().check(z.regex(/^[a-zA-Z0-9]{1,64}$/))

/** PUT /api/charges/{txid}/refunds/{refundId}. Without `endToEndId` the latest Pix with enough left is returned. */
export const NewRefund = z.strictObject({
  amountCents: AmountCents,
  endToEndId: z.optional(EndToEndId),
  /** Why, shown to the payer (API Pix, `descricao`, 140 characters). */
  reason: z.optional(OneLine(140)),
})
export type NewRefund = z.infer<typeof NewRefund>

/** PUT /api/pix/{endToEndId}/refunds/{refundId}: returns money that pays no charge of ours. */
export const NewPixRefund = z.strictObject({ amountCents: AmountCents, reason: z.optional(OneLine(140)) })
export type NewPixRefund = z.infer<typeof NewPixRefund>

/** POST /api/reconciliation/lines/{lineId}/notes: what a person knows about a line, and the sale it belongs to where there is one. */
export const NewLineNote = z.strictObject({
  text: OneLine(280).check(z.refine((text) => text.trim() !== '', { error: 'must say something' })),
  txid: z.optional(Txid),
})
export type NewLineNote = z.infer<typeof NewLineNote>

/** API Pix 2.9.0, DevolucaoId. */
export const RefundId = z.string().check(z.regex(/^[a-zA-Z0-9]{1,35}$/))

/** PUT /api/terminals/{terminalId}/current: which charge the customer's screen shows; null is the idle screen. */
export const CurrentCharge = z.strictObject({ txid: z.nullable(Txid) })
export type CurrentCharge = z.infer<typeof CurrentCharge>

/** POST /api/terminals/{terminalId}/painted: a customer's screen says what it really shows. */
export const Painted = z.strictObject({ txid: Txid, version: z.int().check(z.gte(1)) })
export type Painted = z.infer<typeof Painted>
