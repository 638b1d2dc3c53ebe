import type { Receipt } from '@balcao/contracts'
import { type Charge, receivedCents, refundedCents } from '@balcao/domain'
import { iso } from '../present/charges.ts'
import type { Shop } from '../store/shops.ts'

/** Eight characters, which nobody mistakes for another sale of the day, and which do not lead to who paid. */
const endOf = (id: string) => id.slice(-8)

/** The receipt of a charge; undefined while nothing has been sold. Money that came and did not reach the amount is no sale. */
export function receiptOf(charge: Charge, shop: Shop): Receipt | undefined {
  const paidAtMs = Math.max(...charge.payments.map((payment) => payment.paidAtMs))
  if (charge.status !== 'paid' || !Number.isFinite(paidAtMs)) return undefined
  return {
    shopName: shop.name,
    receiptText: shop.receiptText,
    timeZone: shop.timeZone,
    amountCents: charge.amountCents,
    receivedCents: receivedCents(charge),
    refundedCents: refundedCents(charge),
    paidAt: iso(paidAtMs),
    txidEnd: endOf(charge.txid),
    payments: charge.payments.map((payment) => ({
      endToEndIdEnd: endOf(payment.endToEndId),
      amountCents: payment.amountCents,
      paidAt: iso(payment.paidAtMs),
    })),
    refunds: charge.refunds.map(({ status, amountCents, askedAtMs }) => ({
      status,
      amountCents,
      askedAt: iso(askedAtMs),
    })),
    flags: [...charge.flags],
  }
}
