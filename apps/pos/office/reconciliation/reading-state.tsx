import type { Reconciliation } from '@balcao/contracts'
import { Banner } from '@balcao/ui'
import { officeWords } from '../../checkout/words/office.ts'
import { reconciliationWords as words } from '../../checkout/words/reconciliation.ts'
import { whenIn } from '../shop-days.ts'
import styles from './reconciliation.module.css'

type ReadingStateProps = {
  reading: Reconciliation['reading']
  timeZone: string
  onRetry: () => void
  isAsking: boolean
}

/** When the bank was last read, how far a reading has come, or why it ended early. */
export function ReadingState({ reading, timeZone, onRetry, isAsking }: ReadingStateProps) {
  switch (reading.status) {
    case 'never':
      return (
        <Banner tone="neutral" title={words.never}>
          {words.neverAdvice}
        </Banner>
      )
    case 'running':
      return <Progress reading={reading} />
    case 'failed':
      return (
        <Banner
          tone="danger"
          title={words.readingFailed}
          action={{ label: officeWords.retry, onPress: onRetry, busy: isAsking }}
        >
          {reading.advice ?? words.readingFailedAdvice}
        </Banner>
      )
    case 'done':
      return reading.finishedAt === null ? null : (
        <p className={styles.muted}>{words.done(whenIn(timeZone, reading.finishedAt))}</p>
      )
  }
}

/** How much there is to read is known only after the first page. */
function Progress({ reading: { pagesRead, pagesTotal } }: Pick<ReadingStateProps, 'reading'>) {
  const said = pagesTotal === null ? words.running : words.runningPages(pagesRead, pagesTotal)
  return (
    <div className={styles.progress}>
      <p role="status">{said}</p>
      <progress aria-label={words.running} {...(pagesTotal && { value: pagesRead, max: pagesTotal })} />
    </div>
  )
}
