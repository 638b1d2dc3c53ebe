import Delete from 'lucide-react/icons/delete'
import styles from './keypad.module.css'

export interface KeypadProps {
  /** `0` to `9`, or `00`. */
  onDigit: (digits: string) => void
  onBackspace: () => void
  labels: {
    /** Accessible name of the group, e.g. "Teclado". */
    keypad: string
    /** e.g. "Apagar". */
    backspace: string
  }
  disabled?: boolean
  /** An amount is typed faster with it; in a PIN it would be two digits in one press. */
  hasDoubleZero?: boolean
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

/** The till's keys: 72 px, because a hurried thumb misses smaller ones. Typed digits go from the right, as on every card machine. */
export function Keypad({
  onDigit,
  onBackspace,
  labels,
  disabled = false,
  hasDoubleZero = true,
}: KeypadProps) {
  const digit = (digits: string) => (
    <button
      key={digits}
      type="button"
      className={styles.key}
      disabled={disabled}
      onClick={() => onDigit(digits)}
    >
      {digits}
    </button>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields; these are keys
    <div role="group" aria-label={labels.keypad} className={styles.keypad}>
      {DIGITS.map(digit)}
      <button
        type="button"
        className={`${styles.key} ${styles.word}`}
        disabled={disabled}
        onClick={onBackspace}
      >
        <Delete aria-hidden />
        {labels.backspace}
      </button>
      {digit('0')}
      {hasDoubleZero ? digit('00') : null}
    </div>
  )
}
