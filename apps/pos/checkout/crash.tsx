import { Screen } from '@balcao/ui'
import styles from './crash.module.css'
import { crashWords } from './words/customer.ts'

/** What stands in the place of a screen that broke. */
export function Crash() {
  return (
    <Screen fit="screen" className={styles.crash}>
      <h1 className={styles.title}>{crashWords.title}</h1>
      <p>{crashWords.advice}</p>
      <button type="button" className={styles.reload} onClick={() => location.reload()}>
        {crashWords.reload}
      </button>
    </Screen>
  )
}
