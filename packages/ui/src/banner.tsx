import type { ReactNode } from 'react'
import styles from './banner.module.css'
import { Button } from './button.tsx'
import { type Tone, toneShapes } from './tone.tsx'

export interface BannerProps {
  tone: Tone
  /** What happened, in one sentence. */
  title: string
  /** What to do now. */
  children?: ReactNode
  /** The one button that does it. */
  action?: { label: string; onPress: () => void; busy?: boolean }
  icon?: ReactNode
  /** Read out at once by screen readers: only for what makes the rest of the screen untrue. */
  urgent?: boolean
}

/** A dead end with a door: what happened, what to do, one button that does it. */
export function Banner({ tone, title, children, action, icon, urgent = false }: BannerProps) {
  return (
    <div className={styles.banner} data-tone={tone} role={urgent ? 'alert' : undefined}>
      <div className={styles.row}>
        <div className={styles.words}>
          <span className={styles.shape}>{icon ?? toneShapes[tone]}</span>
          <div>
            <p className={styles.title}>{title}</p>
            {children === undefined ? null : <div className={styles.advice}>{children}</div>}
          </div>
        </div>
        {action === undefined ? null : (
          <div className={styles.action}>
            <Button kind="secondary" busy={action.busy ?? false} onClick={action.onPress}>
              {action.label}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}
