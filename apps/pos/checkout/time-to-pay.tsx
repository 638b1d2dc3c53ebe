import type { Charge } from '@balcao/contracts'
import { formatRemaining } from '@balcao/ui'
import { remainingMs } from './charge-face.ts'
import styles from './time-to-pay.module.css'
import { codeWords, wordsForDue } from './words/customer.ts'

/** Five minutes: until then the time left is nobody's worry. */
const warnMs = 300_000

/** `Vale por 59:12`. The kit's own countdown brings an icon library along, which is a fiftieth of all this screen may load. */
export function TimeToPay({ charge, nowMs }: { charge: Charge; nowMs: number }) {
  if (charge.dueDay) return <p className={styles.time}>{wordsForDue(charge.dueDay)}</p>
  const leftMs = remainingMs(charge, nowMs)
  const isShort = leftMs < warnMs
  return (
    <p className={styles.time} data-short={isShort || undefined}>
      {isShort ? (
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 3 2 21h20zM12 10v5m0 2.5v.5" />
        </svg>
      ) : null}
      {codeWords.validFor}{' '}
      <span role="timer" aria-live="off" aria-label={codeWords.timeToPay}>
        {formatRemaining(leftMs)}
      </span>
    </p>
  )
}
