import styles from './paid-tick.module.css'

export interface PaidTickProps {
  /** `screen` for a whole screen, `card` beside a title. */
  size?: 'screen' | 'card'
}

/** The tick of money received. It draws itself once, in 400 ms; with reduced motion it is simply there. The word stands beside it. */
export function PaidTick({ size = 'screen' }: PaidTickProps) {
  return (
    <svg className={styles.tick} data-size={size} viewBox="0 0 100 100" aria-hidden="true">
      {/* Turned, so that it is drawn from the top, as a hand would. */}
      <circle className={styles.ring} cx="50" cy="50" r="44" pathLength="1" transform="rotate(-90 50 50)" />
      <path className={styles.stroke} d="M29 52 L44 67 L72 36" pathLength="1" />
    </svg>
  )
}
