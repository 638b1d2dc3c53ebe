import { type FormEvent, type ReactNode, useId } from 'react'
import { Banner } from './banner.tsx'
import { Button, type ButtonProps } from './button.tsx'
import { Dialog } from './dialog.tsx'
import styles from './form-dialog.module.css'

export interface FormDialogProps {
  title: string
  /** The fields, and what has to be known before they are sent. */
  children: ReactNode
  /** The button that sends; `isReady` is false while something is wrong or missing. */
  submit: { label: string; kind: NonNullable<ButtonProps['kind']>; isReady: boolean; isPending: boolean }
  onSubmit: () => void
  /** Why it could not be done, in one sentence. */
  error: string | undefined
  cancelLabel: string
  onClose: () => void
}

/** A modal question that is answered with fields. It is sent once, however often Enter or the button is pressed. */
export function FormDialog({
  title,
  children,
  submit,
  onSubmit,
  error,
  cancelLabel,
  onClose,
}: FormDialogProps) {
  const formId = useId()
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (submit.isReady && !submit.isPending) onSubmit()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>{cancelLabel}</Button>
          <Button
            kind={submit.kind}
            type="submit"
            form={formId}
            busy={submit.isPending}
            disabled={!submit.isReady}
          >
            {submit.label}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={send}>
        {children}
        {error === undefined ? null : <Banner tone="danger" title={error} urgent />}
      </form>
    </Dialog>
  )
}
