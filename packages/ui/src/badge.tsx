import type { ReactNode } from 'react'
import styles from './badge.module.css'
import { type Tone, toneShapes } from './tone.tsx'

export interface BadgeProps {
  tone: Tone
  /** Replaces the tone's own shape; there is no badge without one. */
  icon?: ReactNode
  /** The state as a word. */
  children: ReactNode
  size?: 'body' | 'lead'
}

/** A state: word, shape and colour together. */
export function Badge({ tone, icon, children, size = 'body' }: BadgeProps) {
  return (
    <span className={styles.badge} data-tone={tone} data-size={size}>
      {icon ?? toneShapes[tone]}
      {children}
    </span>
  )
}
