import ChevronRight from 'lucide-react/icons/chevron-right'
import type { ReactNode } from 'react'
import styles from './payer.module.css'
import { goTo } from './use-address.ts'

/** A row that leads somewhere. */
export const Way = ({ to, children }: { to: string; children: ReactNode }) => (
  <a
    href={to}
    className={styles.way}
    onClick={(event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      goTo(to)
    }}
  >
    <span className={styles.wayText}>{children}</span>
    <ChevronRight aria-hidden />
  </a>
)
