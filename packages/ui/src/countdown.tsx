import TriangleAlert from 'lucide-react/icons/triangle-alert'
import styles from './countdown.module.css'

export interface CountdownProps {
  /** Milliseconds left by the server's time. It has no clock of its own: whoever renders it says when to render it again. */
  remainingMs: number
  /** Time is getting short: heavier, in amber and with a shape beside it. Quiet until then. */
  warn?: boolean
  /** Accessible name, e.g. "Tempo para pagar". */
  label: string
}

/** `59:12`. Minutes go past sixty (`70:00`) because a sale extended by ten minutes must not seem to lose an hour. */
export function formatRemaining(remainingMs: number): string {
  const seconds = Math.max(0, Math.ceil(remainingMs / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`
}

/** A timer that is seen, not heard: a voice counting every second helps nobody; the screen announces the few that matter. */
export function Countdown({ remainingMs, warn = false, label }: CountdownProps) {
  return (
    <span
      role="timer"
      aria-live="off"
      aria-label={label}
      className={styles.countdown}
      data-warn={warn || undefined}
    >
      {warn ? <TriangleAlert aria-hidden /> : null}
      {formatRemaining(remainingMs)}
    </span>
  )
}
