import * as z from 'zod/mini'

/** 26 to 35 letters and digits (API Pix 2.9.0, TxId). The screen mints 32 hex; the same string is the path, the PSP's key and the ledger's. */
export const Txid = z.string().check(z.regex(/^[a-zA-Z0-9]{26,35}$/))

/** A terminal is a till and the screens that follow it. */
export const TerminalId = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,31}$/))
export const firstTerminalId = 'caixa-1'

/** API Pix carries ten digits before the point and two after it: R$ 9.999.999.999,99 at most. */
export const maxAmountCents = 999_999_999_999

/** An integer number of cents, never zero, never a float. */
export const AmountCents = z.int().check(z.gte(1), z.lte(maxAmountCents))

/** A charge is in one of these states; how it was paid is said by its flags. */
export const ChargeStatus = z.enum(['opening', 'awaiting', 'paid', 'expired', 'cancelled'])
export type ChargeStatus = z.infer<typeof ChargeStatus>

/**
 * late: money came after the charge was expired or cancelled · underpaid and overpaid: the sum is not the amount ·
 * duplicate: one more Pix came when the amount was already there · refused: the PSP would not create the charge.
 */
export const ChargeFlag = z.enum(['late', 'underpaid', 'overpaid', 'duplicate', 'refused'])
export type ChargeFlag = z.infer<typeof ChargeFlag>

const Instant = z.iso.datetime({ offset: true })

export const Payment = z.object({ endToEndId: z.string(), amountCents: AmountCents, paidAt: Instant })

export const RefundStatus = z.enum(['requested', 'processing', 'refunded', 'not-realized'])
export const Refund = z.object({
  id: z.string(),
  endToEndId: z.string(),
  status: RefundStatus,
  amountCents: AmountCents,
  /** The PSP's words where a refund was not realised (API Pix, `motivo`). */
  reason: z.nullable(z.string()),
  /** When we asked for it, or first heard of one that was made elsewhere. */
  askedAt: Instant,
  /** Made elsewhere: by the PSP's own screens, or by the Central Bank's special return mechanism (MED). */
  origin: z.enum(['here', 'elsewhere', 'med']),
})

export const Charge = z.object({
  txid: Txid,
  /** Grows by one with every change; a screen never goes back to a lower one. */
  version: z.int().check(z.gte(1)),
  status: ChargeStatus,
  /** What was asked of the PSP and not yet answered: screens say "Verificando". */
  pending: z.nullable(z.enum(['cancel', 'expiry'])),
  terminalId: TerminalId,
  description: z.nullable(z.string()),
  /** The day it is due, until which it may be paid (API Pix, `cobv`); null of a sale that is paid at once. */
  dueDay: z.nullable(z.iso.date()),
  amountCents: AmountCents,
  receivedCents: z.int(),
  /** Only what the PSP says it has returned; a refund in processing is not counted. */
  refundedCents: z.int(),
  /** The PSP's string, byte for byte; null until the PSP has given it. */
  pixCopiaECola: z.nullable(z.string()),
  createdAt: Instant,
  /** By the PSP's clock: its creation plus its expiration; null while opening. */
  expiresAt: z.nullable(Instant),
  payments: z.array(Payment),
  refunds: z.array(Refund),
  flags: z.array(ChargeFlag),
})
export type Charge = z.infer<typeof Charge>

/** GET /api/charges. `nextBefore` is the `before` of the next page, null on the last one. */
export const ChargeList = z.object({ charges: z.array(Charge), nextBefore: z.nullable(z.string()) })
