import ArrowLeft from 'lucide-react/icons/arrow-left'
import type { ReactNode } from 'react'
import { goOnPress } from './go-on-press.ts'
import styles from './payer.module.css'

/** The way to the page above this one, whichever way led here. */
export const BackWay = ({ to, children }: { to: string; children: ReactNode }) => (
  <a href={to} className={styles.back} onClick={goOnPress(to)}>
    <ArrowLeft aria-hidden />
    {children}
  </a>
)
