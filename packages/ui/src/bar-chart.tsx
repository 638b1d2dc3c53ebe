import type { CSSProperties } from 'react'
import styles from './bar-chart.module.css'
import { DataTable } from './data-table.tsx'

export interface Bar {
  /** Its own among the bars: where clocks are put back, an hour comes twice. */
  id: string
  /** `14h`, `22/11`. */
  label: string
  /** How tall it is; never negative. */
  value: number
  /** The value as a person reads it. */
  text: string
}

export interface BarChartProps {
  title: string
  bars: readonly Bar[]
  /** Heads of the two columns of the table behind it. */
  headings: readonly [label: string, value: string]
  /** Opens that table, e.g. "Ver em tabela". */
  tableLabel: string
}

/** About as many words as fit under the bars of a phone. */
const LABELS = 8

/** Bars to see a shape by, and behind them a table to read. To a screen reader the bars are not there. */
export function BarChart({ title, bars, headings: [label, value], tableLabel }: BarChartProps) {
  const tallest = Math.max(1, ...bars.map((bar) => bar.value))
  const labelEvery = Math.ceil(bars.length / LABELS)
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.title}>{title}</figcaption>
      <div className={styles.bars} aria-hidden="true">
        {bars.map((bar, index) => (
          <div key={bar.id} className={styles.slot} title={`${bar.label}: ${bar.text}`}>
            <span
              className={styles.bar}
              data-empty={bar.value === 0 || undefined}
              style={{ '--share': bar.value / tallest } as CSSProperties}
            />
            <span className={styles.label}>{index % labelEvery === 0 ? bar.label : ''}</span>
          </div>
        ))}
      </div>
      <details className={styles.behind}>
        <summary>{tableLabel}</summary>
        <DataTable
          caption={title}
          columns={[
            { heading: label, cell: (bar) => bar.label },
            { heading: value, cell: (bar) => bar.text, align: 'end' },
          ]}
          rows={bars}
          keyOf={(bar) => bar.id}
        />
      </details>
    </figure>
  )
}
