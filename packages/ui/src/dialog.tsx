import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react'
import styles from './dialog.module.css'

export interface DialogProps {
  open: boolean
  /** Esc, or a press outside. The owner then sets `open` to false. */
  onClose: () => void
  title: string
  children?: ReactNode
  /** The buttons, the main one last. */
  actions?: ReactNode
}

/** A modal question. The native element gives the focus trap, the inert page behind it, Esc and the return of the focus. */
export function Dialog({ open, onClose, title, children, actions }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useModal(ref, open)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the press outside is a second way; the keyboard has Esc
    <dialog
      ref={ref}
      className={styles.dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      // A second Esc in a row closes it in spite of that, and the owner must know.
      onClose={() => open && onClose()}
      onClick={(event) => {
        if (event.target === ref.current) onClose()
      }}
    >
      <div className={styles.body}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        {children}
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </div>
    </dialog>
  )
}

/** Keeps the native dialog open or closed as `open` says: `showModal` has no attribute that React could set. */
function useModal(ref: RefObject<HTMLDialogElement | null>, open: boolean) {
  useEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    if (open && !dialog.open) dialog.showModal()
    if (!open && dialog.open) dialog.close()
  }, [ref, open])
}
