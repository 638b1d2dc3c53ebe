import ChevronRight from 'lucide-react/icons/chevron-right'
import type { ReactNode } from 'react'
import { goOnPress } from './go-on-press.ts'
import styles from './payer.module.css'

/** A row that leads somewhere. */
export const Way = ({ to, children }: { to: string; children: ReactNode }) => (
  <a href={to} className={styles.way} onClick={goOnPress(to)}>
    <span className={styles.wayText}>{children}</span>
    <ChevronRight aria-hidden />
  </a>
)
