import type { Charge } from '@balcao/contracts'

type Received = Pick<Charge, 'payments' | 'refunds'>
type Sale = Pick<Charge, 'payments' | 'refunds' | 'amountCents' | 'receivedCents'>

/** A refund takes its amount until the bank says that it was not realised. */
const sumTaken = (refunds: Charge['refunds']): number =>
  refunds
    .filter(({ status }) => status !== 'not-realized')
    .reduce((sum, { amountCents }) => sum + amountCents, 0)

/** What is left of one Pix, of its amount and of its own refunds. The server decides again. */
export const leftOfPix = (amountCents: number, refunds: Charge['refunds']): number =>
  amountCents - sumTaken(refunds)

/** What is left of one Pix of a sale. */
export function refundableOf({ payments, refunds }: Received, endToEndId: string): number {
  const received = payments.find((pix) => pix.endToEndId === endToEndId)?.amountCents ?? 0
  return leftOfPix(
    received,
    refunds.filter((refund) => refund.endToEndId === endToEndId),
  )
}

/** What came beyond the price and was not asked to go back. */
export const surplusOf = ({ receivedCents, amountCents, refunds }: Sale): number =>
  Math.max(0, receivedCents - amountCents - sumTaken(refunds))

/** What to offer first: the surplus where too much came, the whole of the Pix otherwise. */
export function offeredOf(sale: Sale, endToEndId: string): number {
  const left = refundableOf(sale, endToEndId)
  return Math.min(left, surplusOf(sale) || left)
}

/** The Pix from which a surplus goes back: the latest with something left, because it is the one that was not asked for. */
export function surplusPixOf(sale: Sale): string | undefined {
  if (surplusOf(sale) === 0) return undefined
  return sale.payments.findLast(({ endToEndId }) => refundableOf(sale, endToEndId) > 0)?.endToEndId
}

/** A refund that the bank has not finished with. */
export const isOpen = ({ status }: Charge['refunds'][number]): boolean =>
  status === 'requested' || status === 'processing'
