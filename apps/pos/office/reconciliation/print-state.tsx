import { Banner } from '@balcao/ui'
import { officeWords } from '../../checkout/words/office.ts'
import { lineWords } from '../../checkout/words/reconciliation.ts'
import styles from './reconciliation.module.css'
import { longestPrint, type Printing } from './use-printing.ts'

type PrintStateProps = { printing: Printing; total: number; onRetry: () => void }

/** How far a print has come before the browser takes it over, or why it does not. */
export function PrintState({ printing, total, onRetry }: PrintStateProps) {
  switch (printing.status) {
    case 'idle':
    case 'ready':
      return null
    case 'reading': {
      const said = lineWords.printing(printing.count, total)
      return (
        <div className={styles.progress}>
          <p role="status">{said}</p>
          <progress aria-label={said} value={printing.count} max={Math.max(total, 1)} />
        </div>
      )
    }
    case 'too-long':
      return <Banner tone="attention" title={lineWords.printTooLong(total, longestPrint)} urgent />
    case 'failed':
      return (
        <Banner
          tone="danger"
          title={lineWords.printFailed}
          action={{ label: officeWords.retry, onPress: onRetry }}
          urgent
        />
      )
  }
}
