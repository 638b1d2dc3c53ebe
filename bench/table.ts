import { cpus, loadavg, totalmem } from 'node:os'

export type Target =
  | { ratioAtMost: number }
  | { ratioAtLeast: number }
  /** In the row's own unit. */
  | { oursAtMost: number }
  | { oursAtLeast: number }

export type Row = {
  part: string
  name: string
  unit: 'ms' | '/s' | 'KB'
  ours: number
  baselineName: string
  /** Absent where the target is a figure and there is nothing to compare with. */
  baseline?: number
  ratio?: number
  /** Lowest and highest ratio of a single round. */
  spread?: [number, number]
  /** Absent where the figure is told and not judged. */
  target?: Target
}

/** Before anything of ours ran: what the machine was busy with besides. */
const loadBefore = Number((loadavg()[0] ?? 0).toFixed(2))

/** The figures are worth nothing without it. */
export const machine = () => ({
  cores: cpus().length,
  loadBefore,
  cpu: cpus()[0]?.model ?? 'unknown',
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  system: `${process.platform} ${process.arch}`,
})

export function isMet({ ours, ratio = Number.NaN, target }: Row): boolean {
  if (target === undefined) return true
  if ('ratioAtMost' in target) return ratio <= target.ratioAtMost
  if ('ratioAtLeast' in target) return ratio >= target.ratioAtLeast
  if ('oursAtLeast' in target) return ours >= target.oursAtLeast
  return ours <= target.oursAtMost
}

const headings = ['Measure', 'Ours', 'Baseline', 'Ratio', 'Rounds', 'Target', 'Met']

const cellsOf = (row: Row): string[] => [
  row.name,
  figure(row.ours, row.unit),
  row.baseline === undefined ? row.baselineName : figure(row.baseline, row.unit),
  row.ratio === undefined ? '' : times(row.ratio),
  row.spread === undefined ? '' : `${row.spread[0].toFixed(2)} to ${row.spread[1].toFixed(2)}`,
  targetOf(row),
  row.target === undefined ? '' : isMet(row) ? 'yes' : 'no',
]

function targetOf({ target, unit }: Row): string {
  if (target === undefined) return ''
  if ('ratioAtMost' in target) return `≤ ${times(target.ratioAtMost)}`
  if ('ratioAtLeast' in target) return `≥ ${times(target.ratioAtLeast)}`
  if ('oursAtLeast' in target) return `≥ ${figure(target.oursAtLeast, unit)}`
  return `≤ ${figure(target.oursAtMost, unit)}`
}

const times = (ratio: number) => `${ratio.toFixed(2)} ×`
const figure = (value: number, unit: Row['unit']) =>
  `${value >= 1000 ? Math.round(value).toLocaleString('en') : value >= 100 ? value.toFixed(0) : value.toFixed(1)}${unit === '/s' ? '' : ' '}${unit}`

/** For a terminal. */
export function asText(rows: readonly Row[]): string {
  const lines = [headings, ...rows.map(cellsOf)]
  const widths = headings.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)))
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** For docs/bench.md. */
export function asMarkdown(rows: readonly Row[], command: string): string {
  const { cores, cpu, memoryGiB, node, system } = machine()
  const baselines = new Map(rows.map((row) => [row.baselineName, row.part]))
  return [
    `Measured with \`${command}\` on ${cores} cores of ${cpu}, ${memoryGiB} GiB, ${system}, Node ${node}, load ${loadBefore} before the start. Each ratio is the median of the rounds' ratios; both sides of a round ran within the same seconds.`,
    '',
    `| ${headings.join(' | ')} |`,
    `|---${'|---:'.repeat(headings.length - 2)}|---|`,
    ...rows.map((row) => `| ${cellsOf(row).join(' | ')} |`),
    '',
    'Baselines:',
    '',
    ...[...baselines].map(([name, part]) => `- ${part}: ${name}`),
  ].join('\n')
}

export const asJson = (rows: readonly Row[]): string =>
  JSON.stringify({ machine: machine(), rows: rows.map((row) => ({ ...row, isMet: isMet(row) })) })
