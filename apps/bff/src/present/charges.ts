import type { Charge as ChargeJson } from '@balcao/contracts'
import { type Charge, type Refund, receivedCents, refundedCents } from '@balcao/domain'

export const iso = (ms: number) => new Date(ms).toISOString()

/** A charge as the screens and the shop's own software read it. No payer data is in it, so that any screen may have it. */
export const presentCharge = (charge: Charge): ChargeJson => ({
  txid: charge.txid,
  version: charge.version,
  status: charge.status,
  pending: charge.pending,
  terminalId: charge.terminalId,
  description: charge.description,
  dueDay: charge.dueDay,
  amountCents: charge.amountCents,
  receivedCents: receivedCents(charge),
  refundedCents: refundedCents(charge),
  pixCopiaECola: charge.copiaECola,
  createdAt: iso(charge.createdAtMs),
  expiresAt: charge.expiresAtMs === null ? null : iso(charge.expiresAtMs),
  payments: charge.payments.map(({ endToEndId, amountCents, paidAtMs }) => ({
    endToEndId,
    amountCents,
    paidAt: iso(paidAtMs),
  })),
  refunds: charge.refunds.map(presentRefund),
  flags: [...charge.flags],
})

export const presentRefund = ({
  id,
  endToEndId,
  status,
  amountCents,
  reason,
  askedAtMs,
  origin,
}: Refund): ChargeJson['refunds'][number] => ({
  id,
  endToEndId,
  status,
  amountCents,
  reason,
  askedAt: iso(askedAtMs),
  origin,
})
