import type { ReactNode } from 'react'
import styles from './navigation-frame.module.css'

export interface Destination {
  href: string
  label: string
  icon: ReactNode
  isCurrent: boolean
}

export interface NavigationFrameProps {
  /** Accessible name of the navigation. */
  label: string
  destinations: readonly Destination[]
  /** Goes there without loading the page again; a press with a modifier key stays the browser's own. */
  onGo: (href: string) => void
  children: ReactNode
}

/** Pages side by side: the way between them stands at the left, and on a phone below, where the thumb is. */
export function NavigationFrame({ label, destinations, onGo, children }: NavigationFrameProps) {
  return (
    <div className={styles.frame}>
      <nav className={styles.navigation} aria-label={label}>
        <ul className={styles.list}>
          {destinations.map(({ href, label: name, icon, isCurrent }) => (
            <li key={href}>
              <a
                ref={isCurrent ? bringIntoSight : null}
                href={href}
                className={styles.link}
                aria-current={isCurrent ? 'page' : undefined}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
                  event.preventDefault()
                  onGo(href)
                }}
              >
                {icon}
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.page}>{children}</div>
    </div>
  )
}

/** On a phone the row of them is wider than the screen. */
const bringIntoSight = (link: HTMLAnchorElement | null) =>
  link?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
