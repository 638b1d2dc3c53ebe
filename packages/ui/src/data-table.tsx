import { Fragment, type KeyboardEvent, type ReactNode } from 'react'
import styles from './data-table.module.css'

export interface Column<Row> {
  heading: string
  cell: (row: Row) => ReactNode
  /** Figures stand at the end, so that they line up. */
  align?: 'start' | 'end'
  /** Shown where the table has this much room only: a phone is narrow, and so is half of a small screen. Paper is wide. */
  room?: 'wide' | 'narrow'
}

export interface DataTableProps<Row> {
  /** The accessible name of the table. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** With it, a row is chosen by a press anywhere in it; for the keyboard its first cell is a button. */
  onChoose?: (key: string) => void
  chosen?: string | undefined
  /** What stands under a row, over its whole width; null for nothing. */
  detail?: (row: Row) => ReactNode
}

/** Rows of one kind under heads that stay in sight. The arrows go from row to row where rows can be chosen. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  keyOf,
  onChoose,
  chosen,
  detail,
}: DataTableProps<Row>) {
  return (
    <div className={styles.box}>
      <table className={styles.table} data-choosable={onChoose !== undefined || undefined}>
        <caption className={styles.caption}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ heading, align, room }) => (
              <th key={heading} scope="col" data-align={align} data-room={room}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={onChoose && moveBetweenRows}>
          {rows.map((row) => {
            const key = keyOf(row)
            const below = detail?.(row) ?? null
            return (
              <Fragment key={key}>
                <tr
                  data-chosen={key === chosen || undefined}
                  data-has-detail={below !== null || undefined}
                  onClick={onChoose && (() => onChoose(key))}
                >
                  {columns.map(({ heading, cell, align, room }, index) => (
                    <td key={heading} data-align={align} data-room={room}>
                      {onChoose && index === 0 ? (
                        <button type="button" className={styles.choose} aria-pressed={key === chosen}>
                          {cell(row)}
                        </button>
                      ) : (
                        cell(row)
                      )}
                    </td>
                  ))}
                </tr>
                {below === null ? null : (
                  <tr className={styles.detail}>
                    <td colSpan={columns.length}>{below}</td>
                  </tr>
                )}
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

const steps: Record<string, (index: number, length: number) => number> = {
  ArrowDown: (index, length) => Math.min(index + 1, length - 1),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_, length) => length - 1,
}

function moveBetweenRows(event: KeyboardEvent<HTMLElement>) {
  const step = steps[event.key]
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>(`.${styles.choose}`)]
  const index = buttons.indexOf(event.target as HTMLElement)
  if (!step || index < 0) return
  event.preventDefault()
  buttons[step(index, buttons.length)]?.focus()
}
