import type { Shift } from '@balcao/contracts'
import { Badge, type Column, DataTable, formatCents, type Tone } from '@balcao/ui'
import Check from 'lucide-react/icons/check'
import { officeWords } from '../../checkout/words/office.ts'
import { shiftsWords as words } from '../../checkout/words/shifts.ts'
import { formatRecent } from '../format-when.ts'
import { doerWords } from './doer-words.ts'
import styles from './shifts.module.css'

const tones: Record<Shift['status'], Tone> = { open: 'accent', closing: 'attention', closed: 'neutral' }

/** A closed shift is quiet and has a tick all the same: green is for a sale that was paid. */
export const ShiftBadge = ({ status }: Pick<Shift, 'status'>) => (
  <Badge tone={tones[status]} {...(status === 'closed' && { icon: <Check aria-hidden /> })}>
    {words.statuses[status]}
  </Badge>
)

const columns: Column<Shift>[] = [
  { heading: words.columns.opened, cell: ({ openedAt }) => formatRecent(openedAt) },
  { heading: words.columns.terminal, cell: ({ terminalId }) => terminalId },
  { heading: words.columns.number, cell: ({ number }) => number, align: 'end', room: 'wide' },
  { heading: words.columns.who, cell: ({ openedBy }) => doerWords(openedBy), room: 'wide' },
  {
    heading: words.columns.status,
    cell: ({ status, figures }) => (
      <span className={styles.state}>
        <ShiftBadge status={status} />
        {figures && figures.differenceCount > 0 ? (
          <Badge tone="attention">{words.differ(figures.differenceCount)}</Badge>
        ) : null}
      </span>
    ),
  },
  {
    heading: words.columns.net,
    cell: ({ figures }) => (figures === null ? officeWords.none : formatCents(figures.netCents)),
    align: 'end',
  },
]

type ShiftsTableProps = { caption: string; shifts: readonly Shift[]; onChoose: (id: string) => void }

/** Newest first. */
export const ShiftsTable = ({ caption, shifts, onChoose }: ShiftsTableProps) => (
  <DataTable
    caption={caption}
    columns={columns}
    rows={shifts}
    keyOf={({ shiftId }) => shiftId}
    onChoose={onChoose}
  />
)
