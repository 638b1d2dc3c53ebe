import { type ComponentProps, type CSSProperties, useId } from 'react'
import { fittedWidth } from './fitted-width.ts'
import styles from './text-field.module.css'

export interface TextFieldProps
  extends Omit<ComponentProps<'input'>, 'className' | 'style' | 'onChange' | 'size'> {
  label: string
  value: string
  onChange: (text: string) => void
  /** Under the field, always. */
  hint?: string | undefined
  /** What is wrong and what would be right. Replaces the hint. */
  error?: string | undefined
  /** `amount`: the largest thing on the screen, to the right, in tabular figures. */
  look?: 'plain' | 'amount'
}

export function TextField({ label, value, onChange, hint, error, look = 'plain', ...rest }: TextFieldProps) {
  const id = useId()
  const note = error ?? hint
  // Never less than for `R$ 99,99`, so that the first digits of an amount do not shrink as the next ones come.
  const width = { '--width': Math.max(fittedWidth('R$ 99,99'), fittedWidth(value)) } as CSSProperties
  return (
    <div className={styles.field} data-look={look}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <input
        autoComplete="off"
        {...rest}
        id={id}
        className={styles.input}
        style={look === 'amount' ? width : undefined}
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
