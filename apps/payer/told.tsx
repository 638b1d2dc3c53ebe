import type { ReactNode } from 'react'
import styles from './payer.module.css'

type ToldProps = { facts: readonly { name: string; value: ReactNode }[] }

/** Names and whole sentences. A sentence keeps the width of a phone to itself; beside its name it would be a narrow column. */
export const Told = ({ facts }: ToldProps) => (
  <dl className={styles.told}>
    {facts.map(({ name, value }) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
