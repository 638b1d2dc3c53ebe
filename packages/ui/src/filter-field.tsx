import type { ReactNode } from 'react'
import styles from './filter-field.module.css'

export interface FilterFieldProps {
  label: string
  /** A native `<select>` or `<input>`: on a phone nothing opens as well as these. */
  children: ReactNode
}

/** One choice of what a page shows, with its name before it. */
export const FilterField = ({ label, children }: FilterFieldProps) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
  <label className={styles.filter}>
    {label}
    {children}
  </label>
)
