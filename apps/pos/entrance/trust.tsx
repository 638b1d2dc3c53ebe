import { paths } from '@balcao/contracts'
import { trustWords as words } from '../checkout/words/entrance.ts'
import styles from './entrance.module.css'

/** How a tablet comes to believe this server, whose certificate is of the shop's own making. */
export const Trust = ({ fingerprint }: { fingerprint: string }) => (
  <details className={styles.trust}>
    <summary>{words.title}</summary>
    <p>{words.why}</p>
    <p>
      <a href={paths.authority()} download>
        {words.download}
      </a>
    </p>
    <ul>
      {words.steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ul>
    <p>{words.compare}</p>
    <p className={styles.fingerprint}>{fingerprint}</p>
  </details>
)
