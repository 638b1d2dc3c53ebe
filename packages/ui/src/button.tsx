import LoaderCircle from 'lucide-react/icons/loader-circle'
import type { ComponentProps, ReactNode } from 'react'
import styles from './button.module.css'

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'style'> {
  kind?: 'primary' | 'secondary' | 'quiet' | 'danger'
  /** `touch` 56 px, `huge` 72 px and as wide as its container, `compact` 40 px for a mouse and 44 px for a finger. */
  size?: 'touch' | 'huge' | 'compact'
  /** The work it started is still going on: it keeps its place and its focus, and ignores presses. */
  busy?: boolean
  icon?: ReactNode
}

export function Button({
  kind = 'secondary',
  size = 'touch',
  busy = false,
  icon,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={styles.button}
      data-kind={kind}
      data-size={size}
      aria-busy={busy || undefined}
      // `disabled` would throw the focus away in the middle of the work; this only refuses the press.
      aria-disabled={busy || rest['aria-disabled'] || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {busy ? <LoaderCircle aria-hidden className={styles.busy} /> : icon}
      {children}
    </button>
  )
}
