import type { Charge } from '@balcao/contracts'
import { Amount, Button, formatCents } from '@balcao/ui'
import { saleWords } from '../../checkout/words/office.ts'
import { refundWords } from '../../checkout/words/refund.ts'
import { formatDate, formatWhen } from '../format-when.ts'
import { refundWindow } from '../refunds/refund-window.ts'
import { refundableOf } from '../refunds/refundable.ts'
import styles from './sales.module.css'

type ReceivedPixProps = {
  sale: Charge
  pix: Charge['payments'][number]
  onRefund: (() => void) | undefined
}

/** One Pix: what came with it, what of it went back, and what still can. */
export function ReceivedPix({ sale, pix: { endToEndId, amountCents, paidAt }, onRefund }: ReceivedPixProps) {
  const leftCents = refundableOf(sale, endToEndId)
  const returnedCents = sale.refunds
    .filter((refund) => refund.endToEndId === endToEndId && refund.status === 'refunded')
    .reduce((sum, refund) => sum + refund.amountCents, 0)
  return (
    <li className={styles.pix}>
      <p className={styles.pixHead}>
        <Amount cents={amountCents} />
        <time dateTime={paidAt} className={styles.muted}>
          {formatWhen(paidAt)}
        </time>
      </p>
      {returnedCents === 0 ? null : <p>{saleWords.pixReturned(formatCents(returnedCents))}</p>}
      <p className={styles.muted}>{leftWords(leftCents, paidAt)}</p>
      <p className={styles.code}>{endToEndId}</p>
      {leftCents === 0 || onRefund === undefined ? null : (
        <Button kind="secondary" size="compact" onClick={onRefund}>
          {refundWords.press}
        </Button>
      )}
    </li>
  )
}

function leftWords(leftCents: number, paidAt: string): string {
  if (leftCents === 0) return saleWords.pixNothingLeft
  const { endsMs, state } = refundWindow(paidAt, Date.now())
  const say = state === 'over' ? saleWords.pixOver : saleWords.pixRefundable
  return say(formatCents(leftCents), formatDate(endsMs))
}
