import { useId } from 'react'
import styles from './radio-group.module.css'

export interface RadioGroupProps<Value extends string> {
  /** The question. */
  legend: string
  options: readonly { value: Value; label: string }[]
  chosen: Value
  onChoose: (value: Value) => void
  /** Under the options, always: what the chosen one means. */
  hint?: string | undefined
}

/** One of a few, all of them in sight. */
export function RadioGroup<Value extends string>({
  legend,
  options,
  chosen,
  onChoose,
  hint,
}: RadioGroupProps<Value>) {
  const id = useId()
  return (
    <fieldset className={styles.group} aria-describedby={hint === undefined ? undefined : `${id}hint`}>
      <legend>{legend}</legend>
      <div className={styles.options}>
        {options.map(({ value, label }) => (
          <label key={value} className={styles.option}>
            <input type="radio" name={id} checked={value === chosen} onChange={() => onChoose(value)} />
            {label}
          </label>
        ))}
      </div>
      {hint === undefined ? null : (
        <p id={`${id}hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </fieldset>
  )
}
