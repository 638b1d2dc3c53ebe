import { type ReactNode, useId } from 'react'
import styles from './card.module.css'

export interface CardProps {
  /** The accessible name of the region, shown as its heading. */
  title?: string
  /** At the right of the title: a badge, a quiet button. */
  aside?: ReactNode
  children: ReactNode
}

/** A raised panel. */
export function Card({ title, aside, children }: CardProps) {
  const titleId = useId()
  return (
    <section className={styles.card} aria-labelledby={title === undefined ? undefined : titleId}>
      {title === undefined ? null : (
        <div className={styles.head}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  )
}
