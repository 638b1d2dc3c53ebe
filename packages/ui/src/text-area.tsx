import { useId } from 'react'
import styles from './text-field.module.css'

export interface TextAreaProps {
  label: string
  value: string
  onChange: (text: string) => void
  /** Lines in sight. */
  rows: number
  /** Under the field, always. */
  hint?: string | undefined
  /** What is wrong and what would be right. Replaces the hint. */
  error?: string | undefined
}

/** A few lines of text. */
export function TextArea({ label, value, onChange, rows, hint, error }: TextAreaProps) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <textarea
        id={id}
        className={styles.input}
        rows={rows}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={note === undefined ? undefined : `${id}note`}
      />
      {note === undefined ? null : (
        <p id={`${id}note`} className={error === undefined ? styles.hint : styles.error}>
          {note}
        </p>
      )}
    </div>
  )
}
