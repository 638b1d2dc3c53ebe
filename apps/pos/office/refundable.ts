import type { Charge } from '@balcao/contracts'

/** What is left of one Pix: a refund takes its amount until the bank says that it was not realised. The server decides again. */
export function refundableOf(
  { payments, refunds }: Pick<Charge, 'payments' | 'refunds'>,
  endToEndId: string,
): number {
  const received = payments.find((pix) => pix.endToEndId === endToEndId)?.amountCents ?? 0
  return refunds
    .filter((refund) => refund.endToEndId === endToEndId && refund.status !== 'not-realized')
    .reduce((left, { amountCents }) => left - amountCents, received)
}

/** What to offer first: the surplus where too much came, the whole of the Pix otherwise. */
export function offeredOf(
  sale: Pick<Charge, 'payments' | 'refunds' | 'amountCents' | 'receivedCents'>,
  endToEndId: string,
): number {
  const left = refundableOf(sale, endToEndId)
  const surplus = sale.receivedCents - sale.amountCents
  const given = sale.refunds
    .filter(({ status }) => status !== 'not-realized')
    .reduce((sum, { amountCents }) => sum + amountCents, 0)
  return surplus > given ? Math.min(left, surplus - given) : left
}
