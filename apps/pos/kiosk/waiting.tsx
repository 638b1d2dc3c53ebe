import { Amount } from '@balcao/ui'
import { customerWords, stateWords } from '../checkout/words/customer.ts'
import styles from './kiosk.module.css'

/** The charge is on its way to the server. */
export function Waiting({ amountCents }: { amountCents: number }) {
  return (
    <div className={styles.column}>
      <Amount cents={amountCents} size="amount" />
      <p role="status" className={styles.waiting}>
        {stateWords.opening}
      </p>
      <p className={styles.title}>{customerWords.advice.opening}</p>
    </div>
  )
}
