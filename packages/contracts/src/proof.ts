import * as z from 'zod/mini'
import { AmountCents, TerminalId, Txid } from './charge.ts'

const Instant = z.iso.datetime({ offset: true })

/**
 * POST /api/terminals/{terminalId}/proofs: what a customer shows as the proof of a payment. The id of the Pix, whole or its last
 * characters, or the amount and the time: one of the two, or all of it.
 */
export const ShownProof = z.strictObject({
  /** The sale that is being paid, where there is one. */
  txid: z.optional(Txid),
  /** E2E id (ID da transação): 4 characters or more of its end, in any case. */
  endToEndId: z.optional(
    z.string().check(z.regex(/^[a-zA-Z0-9]{4,64}$/, { error: 'must be 4 to 64 letters and digits' })),
  ),
  amountCents: z.optional(AmountCents),
  paidAt: z.optional(Instant),
})
export type ShownProof = z.infer<typeof ShownProof>

/** A Pix of this terminal, or of any where a manager asks. */
const ReceivedPix = z.object({
  endToEndId: z.string(),
  txid: z.nullable(Txid),
  terminalId: z.nullable(TerminalId),
  amountCents: AmountCents,
  paidAt: Instant,
  /** What of it has gone back to the payer. */
  returnedCents: z.int(),
})
export type ReceivedPix = z.infer<typeof ReceivedPix>

/** What the bank says of it. Nothing here changes a charge: only money does. */
export const ProofVerdict = z.discriminatedUnion('verdict', [
  /** It pays the sale that was asked about. */
  z.object({ verdict: z.literal('this-sale'), pix: ReceivedPix }),
  /** It was received, for something else. `pix` is null where that is not the asker's to know. */
  z.object({ verdict: z.literal('other-sale'), pix: z.nullable(ReceivedPix) }),
  /** More than one Pix fits: more characters tell them apart. */
  z.object({ verdict: z.literal('several') }),
  /** The PSP was asked, up to `until`, and has none. `from` is null where it was asked for one Pix by its id. */
  z.object({ verdict: z.literal('not-received'), from: z.nullable(Instant), until: Instant }),
  /** The PSP could not be asked: nobody knows. */
  z.object({ verdict: z.literal('not-known') }),
])
export type ProofVerdict = z.infer<typeof ProofVerdict>
