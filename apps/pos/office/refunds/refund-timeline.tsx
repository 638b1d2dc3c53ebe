import type { Charge } from '@balcao/contracts'
import { Amount } from '@balcao/ui'
import Clock from 'lucide-react/icons/clock'
import OctagonX from 'lucide-react/icons/octagon-x'
import Undo from 'lucide-react/icons/undo-2'
import type { ReactNode } from 'react'
import { refundWords } from '../../checkout/words/refund.ts'
import { whenIn } from '../shop-days.ts'
import styles from './refunds.module.css'

type Refund = Charge['refunds'][number]

/** Never the tick of money received, which is kept for just that. */
const shapes: Record<Refund['status'], ReactNode> = {
  requested: <Clock aria-hidden />,
  processing: <Clock aria-hidden />,
  refunded: <Undo aria-hidden />,
  'not-realized': <OctagonX aria-hidden />,
}

type RefundTimelineProps = { refunds: Charge['refunds']; timeZone: string }

/** What became of each refund, oldest first. What the bank has not confirmed is said to be asked for, not returned. */
export function RefundTimeline({ refunds, timeZone }: RefundTimelineProps) {
  return (
    <ol className={styles.timeline}>
      {refunds
        .toSorted((one, other) => Date.parse(one.askedAt) - Date.parse(other.askedAt))
        .map((refund) => (
          <li key={`${refund.endToEndId} ${refund.id}`} className={styles.refund} data-status={refund.status}>
            {shapes[refund.status]}
            <div>
              <p className={styles.figures}>
                <Amount cents={refund.amountCents} />
                <time dateTime={refund.askedAt} className={styles.muted}>
                  {whenIn(timeZone, refund.askedAt)}
                </time>
              </p>
              <p className={styles.state} aria-live="polite">
                {stateWords(refund)}
              </p>
              {refund.status === 'not-realized' ? (
                <p className={styles.muted}>{refundWords.notRealizedAdvice}</p>
              ) : null}
              <p className={styles.muted}>{refundWords.origins[refund.origin]}</p>
            </div>
          </li>
        ))}
    </ol>
  )
}

const stateWords = ({ status, reason }: Refund): string =>
  status === 'not-realized' && reason ? refundWords.notRealized(reason) : refundWords.statuses[status]
