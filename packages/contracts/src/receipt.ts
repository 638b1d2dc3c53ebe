import * as z from 'zod/mini'
import { AmountCents, ChargeFlag, RefundStatus } from './charge.ts'

const Instant = z.iso.datetime({ offset: true })

/**
 * What a shop gives of a paid charge, on paper and on the customer's phone. Nothing in it is about a person: not who paid, not who was at
 * the till, not the description, which may hold a name.
 */
export const Receipt = z.object({
  shopName: z.string(),
  /** What the shop says below the sale, in lines: an address, a taxpayer number, a thank-you. Null for nothing. */
  receiptText: z.nullable(z.string()),
  /** Times are told in this zone of the IANA, wherever the phone is. */
  timeZone: z.string(),
  amountCents: AmountCents,
  receivedCents: z.int(),
  /** Only what the PSP says it has returned. */
  refundedCents: z.int(),
  /** Of the last Pix. */
  paidAt: Instant,
  /** The last characters: enough to tell two receipts apart, too few to ask a bank about it. */
  txidEnd: z.string(),
  payments: z.array(z.object({ endToEndIdEnd: z.string(), amountCents: AmountCents, paidAt: Instant })),
  refunds: z.array(z.object({ status: RefundStatus, amountCents: AmountCents, askedAt: Instant })),
  flags: z.array(ChargeFlag),
})
export type Receipt = z.infer<typeof Receipt>

/** GET /api/charges/{txid}/receipt: the receipt, and what the shop itself knows of it. */
export const TillReceipt = z.object({
  receipt: Receipt,
  /** Where a customer's phone finds it; null where the shop has no public address. */
  url: z.nullable(z.url()),
  /** How often it was printed. */
  prints: z.int().check(z.gte(0)),
})
export type TillReceipt = z.infer<typeof TillReceipt>

/** POST /api/charges/{txid}/receipt/prints: which copy this one is. The first is the receipt, the second says "2ª via". */
export const ReceiptPrint = z.object({ copy: z.int().check(z.gte(1)) })
export type ReceiptPrint = z.infer<typeof ReceiptPrint>

/** `{txid}.{mark}`: the mark is 128 bits that only the server can make, so whoever knows a txid has no receipt. */
export const ReceiptToken = z.string().check(z.regex(/^[a-zA-Z0-9]{26,35}\.[\w-]{22}$/))
