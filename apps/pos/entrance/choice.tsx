import type { ReactNode } from 'react'
import styles from './entrance.module.css'

interface ChoiceProps {
  title: string
  advice?: string
  icon: ReactNode
  /** It leads to a screen, or else something is done. */
  href?: string
  onPress?: () => void
}

/** One way on, as large as a hurried finger wants it. */
export function Choice({ title, advice, icon, href, onPress }: ChoiceProps) {
  const content = (
    <>
      <span className={styles.icon}>{icon}</span>
      <span className={styles.words}>
        <strong>{title}</strong>
        {advice ? <span className={styles.small}>{advice}</span> : null}
      </span>
    </>
  )
  return (
    <li>
      {href === undefined ? (
        <button type="button" className={styles.choice} onClick={onPress}>
          {content}
        </button>
      ) : (
        <a className={styles.choice} href={href}>
          {content}
        </a>
      )}
    </li>
  )
}
