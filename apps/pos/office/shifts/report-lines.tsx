import type { ShiftDifference, ShiftPix, ShiftReport } from '@balcao/contracts'
import { Amount, Badge, type Column, DataTable, formatCents } from '@balcao/ui'
import { flagWords } from '../../checkout/words/cashier.ts'
import { officeWords } from '../../checkout/words/office.ts'
import { lineWords } from '../../checkout/words/reconciliation.ts'
import { shiftsWords as words } from '../../checkout/words/shifts.ts'
import { SaleLink } from '../reconciliation/line-below.tsx'
import { dayIn, formatShortDay, timeIn } from '../shop-days.ts'
import { doerWords } from './doer-words.ts'
import styles from './shifts.module.css'

/** What differs first, then every Pix and every refund that was counted: all of it goes on paper as well. */
export function ReportLines({ report }: { report: ShiftReport }) {
  const { differences, pix, refunds, shop } = report
  const days = [
    ...pix.map(({ paidAt }) => paidAt),
    ...refunds.map(({ askedAt }) => askedAt),
    ...differences.map(({ paidAt }) => paidAt),
  ].map((at) => dayIn(shop.timeZone, Date.parse(at)))
  const isOneDay = new Set(days).size < 2
  const when = (at: string) => {
    const time = timeIn(shop.timeZone, at)
    // A refund may be of another day than every Pix.
    return isOneDay ? time : `${formatShortDay(dayIn(shop.timeZone, Date.parse(at)))} ${time}`
  }
  return (
    <>
      {differences.length === 0 ? null : (
        <section className={styles.lines}>
          <h2>{words.differences}</h2>
          <DataTable
            caption={words.differences}
            columns={differenceColumns(when)}
            rows={differences}
            keyOf={({ endToEndId }) => endToEndId}
            detail={({ endToEndId }) => <span className={styles.code}>{lineWords.pix(endToEndId)}</span>}
          />
        </section>
      )}
      <section className={styles.lines}>
        <h2>{words.pix}</h2>
        {pix.length === 0 ? (
          <p className={styles.muted}>{words.noPix}</p>
        ) : (
          <DataTable
            caption={words.pix}
            columns={pixColumns(when)}
            rows={pix}
            keyOf={({ endToEndId }) => endToEndId}
          />
        )}
      </section>
      {refunds.length === 0 ? null : (
        <section className={styles.lines}>
          <h2>{words.refunds}</h2>
          <DataTable
            caption={words.refunds}
            columns={refundColumns(when)}
            rows={refunds}
            keyOf={({ endToEndId, id }) => `${endToEndId} ${id}`}
          />
        </section>
      )}
    </>
  )
}

type When = (instant: string) => string

const pixColumns = (when: When): Column<ShiftPix>[] => [
  { heading: words.time, cell: ({ paidAt }) => when(paidAt) },
  { heading: words.amount, cell: ({ amountCents }) => <Amount cents={amountCents} />, align: 'end' },
  { heading: words.columns.who, cell: ({ by }) => doerWords(by), room: 'wide' },
  {
    heading: words.sale,
    cell: ({ txid, flags, ofShift }) => (
      <Sale txid={txid} notes={[...flags.map((flag) => flagWords[flag]), ...earlier(ofShift)]} />
    ),
  },
]

const refundColumns = (when: When): Column<ShiftReport['refunds'][number]>[] => [
  { heading: words.time, cell: ({ askedAt }) => when(askedAt) },
  { heading: words.amount, cell: ({ amountCents }) => <Amount cents={amountCents} />, align: 'end' },
  { heading: words.sale, cell: ({ txid, ofShift }) => <Sale txid={txid} notes={earlier(ofShift)} /> },
]

const differenceColumns = (when: When): Column<ShiftDifference>[] => [
  { heading: words.time, cell: ({ paidAt }) => when(paidAt) },
  { heading: words.kind, cell: ({ kind }) => <Badge tone="attention">{words.differenceKinds[kind]}</Badge> },
  {
    heading: words.here,
    cell: ({ hereCents, hereRefundedCents }) => <Side cents={hereCents} refundedCents={hereRefundedCents} />,
    align: 'end',
  },
  {
    heading: words.there,
    cell: ({ thereCents, thereRefundedCents }) => (
      <Side cents={thereCents} refundedCents={thereRefundedCents} />
    ),
    align: 'end',
  },
]

function Side({ cents, refundedCents }: { cents: number | null; refundedCents: number | null }) {
  if (cents === null) return officeWords.none
  return (
    <>
      <Amount cents={cents} />
      {refundedCents ? (
        <span className={styles.below}>{words.returned(formatCents(refundedCents))}</span>
      ) : null}
    </>
  )
}

function Sale({ txid, notes }: { txid: string | null; notes: readonly string[] }) {
  return (
    <>
      {txid === null ? officeWords.none : <SaleLink txid={txid} words={`…${txid.slice(-6)}`} />}
      {notes.length === 0 ? null : <span className={styles.below}>{notes.join(', ')}</span>}
    </>
  )
}

const earlier = (shift: number | null): string[] => (shift === null ? [] : [words.ofShift(shift)])
