import type { ReactNode } from 'react'
import styles from './screen.module.css'

export interface ScreenProps {
  /** Top: the shop's name, a title. */
  header?: ReactNode
  /** Bottom: the status bar. */
  footer?: ReactNode
  /** `paid` turns the whole screen green; nothing else may. */
  tone?: 'calm' | 'paid'
  /** `screen` is exactly one screen tall, so that its content may fill it (display, kiosk); `page` grows (cashier, office). */
  fit?: 'page' | 'screen'
  /** A class of the screen's own for the layout inside <main>. */
  className?: string | undefined
  children: ReactNode
}

/** What every screen stands in: header, one <main>, footer, and the room kept free of notches. */
export function Screen({ header, footer, tone = 'calm', fit = 'page', className, children }: ScreenProps) {
  return (
    <div className={styles.screen} data-tone={tone} data-fit={fit}>
      {header === undefined ? null : <header className={styles.header}>{header}</header>}
      <main className={`${styles.main} ${className ?? ''}`}>{children}</main>
      {footer === undefined ? null : <footer className={styles.footer}>{footer}</footer>}
    </div>
  )
}
