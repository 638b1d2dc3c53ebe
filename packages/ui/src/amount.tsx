import type { CSSProperties } from 'react'
import styles from './amount.module.css'
import { fittedWidth } from './fitted-width.ts'
import { formatCents } from './money.ts'

export interface AmountProps {
  /** Integer cents. */
  cents: number
  /** `body` and `lead` flow with the text around them; `title` and `amount` fill their container and shrink to fit it. */
  size?: 'body' | 'lead' | 'title' | 'amount'
}

/** The sign of the currency is that much smaller than the figures, where it stands alone beside them. */
const CURRENCY_SCALE = 0.6

/** The one place where money becomes text on a screen. */
export function Amount({ cents, size = 'body' }: AmountProps) {
  const text = formatCents(cents)
  if (size === 'body' || size === 'lead') return <span className={styles[size]}>{text}</span>
  const end = text.indexOf('\u00a0') + 1
  const [currency, figures] = [text.slice(0, end), text.slice(end)]
  const width = { '--width': fittedWidth(currency) * CURRENCY_SCALE + fittedWidth(figures) } as CSSProperties
  return (
    <span className={styles.box}>
      <span className={`${styles.fitted} ${styles[size]}`} style={width}>
        <span className={styles.currency}>{currency}</span>
        {figures}
      </span>
    </span>
  )
}
