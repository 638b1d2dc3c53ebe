import type { LineKind, LineOffer, Period, ReconciliationLine } from '@balcao/contracts'
import { Amount, Badge, type Column, DataTable, formatCents, type Tone } from '@balcao/ui'
import Check from 'lucide-react/icons/check'
import { officeWords } from '../../checkout/words/office.ts'
import { kindWords, lineWords } from '../../checkout/words/reconciliation.ts'
import { dayIn, formatShortDay, timeIn } from '../shop-days.ts'
import { LineBelow, SaleLink } from './line-below.tsx'
import styles from './reconciliation.module.css'

type LinesTableProps = {
  lines: readonly ReconciliationLine[]
  period: Period
  timeZone: string
  /** The line that the bank is being asked about. */
  lookingAt?: string | undefined
  /** Without it nothing is offered: on paper there is nothing to press. */
  onOffer?: (line: ReconciliationLine, offer: LineOffer) => void
}

/** Every line in a row; what differs, has been explained or has gone back says more below it. */
export function LinesTable({ lines, period, timeZone, lookingAt, onOffer }: LinesTableProps) {
  const when = (at: string) => {
    const time = timeIn(timeZone, at)
    return period.from === period.to ? time : `${formatShortDay(dayIn(timeZone, Date.parse(at)))} ${time}`
  }
  const columns: Column<ReconciliationLine>[] = [
    { heading: lineWords.columns.time, cell: ({ at }) => when(at) },
    ...sideColumns,
    { heading: lineWords.columns.kind, cell: ({ kind }) => <KindBadge kind={kind} /> },
    {
      heading: lineWords.columns.id,
      cell: ({ txid, here }) =>
        txid !== null && here?.status ? (
          <SaleLink txid={txid} words={`…${txid.slice(-6)}`} />
        ) : (
          <span className={styles.muted}>{lineWords.noSale}</span>
        ),
      room: 'wide',
    },
  ]
  return (
    <DataTable
      caption={lineWords.title}
      columns={columns}
      rows={lines}
      keyOf={({ id }) => id}
      detail={(line) => {
        if (line.kind === 'matched' && line.notes.length === 0 && line.refunds.length === 0) return null
        return (
          <LineBelow
            line={line}
            timeZone={timeZone}
            busy={line.id === lookingAt ? 'look-again' : undefined}
            onOffer={onOffer && ((offer) => onOffer(line, offer))}
          />
        )
      }}
    />
  )
}

const sideColumns: Column<ReconciliationLine>[] = [
  {
    heading: lineWords.columns.amount,
    cell: ({ here, there }) => <Side side={here ?? there} />,
    align: 'end',
    room: 'narrow',
  },
  { heading: lineWords.columns.here, cell: ({ here }) => <Side side={here} />, align: 'end', room: 'wide' },
  {
    heading: lineWords.columns.there,
    cell: ({ there }) => <Side side={there} />,
    align: 'end',
    room: 'wide',
  },
]

function Side({ side }: { side: ReconciliationLine['there'] }) {
  if (side === null) return officeWords.none
  return (
    <>
      <Amount cents={side.amountCents} />
      {side.refundedCents === 0 ? null : (
        <span className={styles.count}>{lineWords.alsoRefunded(formatCents(side.refundedCents))}</span>
      )}
    </>
  )
}

const tones: Record<LineKind, Tone> = {
  matched: 'neutral',
  'only-here': 'danger',
  'only-there': 'danger',
  'different-amount': 'danger',
  'without-charge': 'attention',
  'refund-differs': 'attention',
  'charge-only-here': 'attention',
  'charge-only-there': 'attention',
  'charge-differs': 'attention',
}

/** A line that agrees is quiet and has a tick all the same: green is for a sale that was paid. */
const KindBadge = ({ kind }: { kind: LineKind }) => (
  <span className={styles.kind}>
    <Badge tone={tones[kind]} {...(kind === 'matched' && { icon: <Check aria-hidden /> })}>
      {kindWords[kind].name}
    </Badge>
  </span>
)
