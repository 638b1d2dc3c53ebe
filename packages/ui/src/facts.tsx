import type { ReactNode } from 'react'
import styles from './facts.module.css'

export interface FactsProps {
  facts: readonly { name: string; value: ReactNode }[]
}

/** What is known of one thing, a name and its value in a row. */
export const Facts = ({ facts }: FactsProps) => (
  <dl className={styles.facts}>
    {facts.map(({ name, value }) => (
      <div key={name} className={styles.fact}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
