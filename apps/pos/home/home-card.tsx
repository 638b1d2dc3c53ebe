import type { ReactNode } from 'react'
import styles from './home.module.css'

interface HomeCardProps {
  href: string
  title: string
  advice: string
  icon: ReactNode
  /** Opens it in another way; false where that was not possible, and the link is followed. */
  onPress?: () => boolean
}

export function HomeCard({ href, title, advice, icon, onPress }: HomeCardProps) {
  return (
    <li>
      <a
        className={styles.card}
        href={href}
        onClick={(event) => {
          if (onPress?.()) event.preventDefault()
        }}
      >
        <span className={styles.icon}>{icon}</span>
        <span className={styles.words}>
          <strong className={styles.name}>{title}</strong>
          <span className={styles.advice}>{advice}</span>
        </span>
      </a>
    </li>
  )
}
