import type { CSSProperties } from 'react'
import styles from './share-bar.module.css'

export interface Share {
  label: string
  count: number
}

/** How a number is made up: one bar cut into parts, and each part in words with its count and its share of a hundred. */
export function ShareBar({ parts }: { parts: readonly Share[] }) {
  const total = parts.reduce((sum, { count }) => sum + count, 0)
  return (
    <div className={styles.share}>
      <div className={styles.bar} aria-hidden="true">
        {parts.map(({ label, count }) => (
          <span
            key={label}
            className={styles.part}
            data-empty={count === 0 || undefined}
            style={{ '--count': count } as CSSProperties}
          />
        ))}
      </div>
      <dl className={styles.words}>
        {parts.map(({ label, count }) => (
          <div key={label} className={styles.word}>
            <dt>{label}</dt>
            <dd>
              {count}
              {total === 0 ? null : <span className={styles.percent}>{percentOf(count, total)}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** What is there is never said to be nothing, and what is not all is never said to be all. */
export function percentOf(count: number, total: number): string {
  const percent = Math.round((count / total) * 100)
  if (percent === 0 && count > 0) return '<1%'
  if (percent === 100 && count < total) return '>99%'
  return `${percent}%`
}
