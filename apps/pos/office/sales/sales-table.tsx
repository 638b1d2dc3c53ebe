import type { Charge } from '@balcao/contracts'
import { Amount, Badge, Banner, Button, DataTable, type Tone } from '@balcao/ui'
import { formatTime } from '../../checkout/format-time.ts'
import { flagWords } from '../../checkout/words/cashier.ts'
import { officeWords, saleWords } from '../../checkout/words/office.ts'
import { deviceTimeZone } from '../format-when.ts'
import { dayIn, formatShortDay } from '../shop-days.ts'
import styles from './sales.module.css'
import type { useSales } from './sales-api.ts'

export const toneOf: Record<Charge['status'], Tone> = {
  opening: 'accent',
  awaiting: 'accent',
  paid: 'paid',
  expired: 'neutral',
  cancelled: 'neutral',
}

type SalesTableProps = {
  sales: ReturnType<typeof useSales>
  chosen: string | undefined
  onChoose: (txid: string) => void
}

/** Newest first. */
export function SalesTable({ sales, chosen, onChoose }: SalesTableProps) {
  if (sales.isPending) return <p className={styles.note}>{saleWords.loading}</p>
  const charges = sales.data?.pages.flatMap((page) => page.charges) ?? []
  return (
    <div className={styles.list}>
      {sales.isError ? (
        <Banner
          tone="danger"
          title={saleWords.failed}
          action={{ label: officeWords.retry, onPress: () => void sales.refetch() }}
        />
      ) : null}
      {charges.length === 0 && !sales.isError ? <p className={styles.note}>{saleWords.empty}</p> : null}
      {charges.length === 0 ? null : (
        <DataTable
          caption={officeWords.pages.vendas}
          columns={columns}
          rows={charges}
          keyOf={({ txid }) => txid}
          chosen={chosen}
          onChoose={onChoose}
        />
      )}
      {sales.hasNextPage ? (
        <Button kind="secondary" busy={sales.isFetchingNextPage} onClick={() => void sales.fetchNextPage()}>
          {saleWords.more}
        </Button>
      ) : null}
    </div>
  )
}

const columns: Parameters<typeof DataTable<Charge>>[0]['columns'] = [
  { heading: saleWords.columns.time, cell: ({ createdAt }) => when(createdAt) },
  { heading: saleWords.columns.terminal, cell: ({ terminalId }) => terminalId, room: 'wide' },
  {
    heading: saleWords.columns.amount,
    cell: ({ amountCents }) => <Amount cents={amountCents} />,
    align: 'end',
  },
  {
    heading: saleWords.columns.status,
    cell: ({ status, flags }) => (
      <span className={styles.state}>
        <Badge tone={toneOf[status]}>{saleWords.statuses[status]}</Badge>
        {flags.map((flag) => flagWords[flag]).join(', ')}
      </span>
    ),
  },
  {
    heading: saleWords.columns.txid,
    cell: ({ txid }) => <span className={styles.muted}>…{txid.slice(-6)}</span>,
    room: 'wide',
  },
]

/** `14:02` today, `22/11 14:02` before. */
function when(instant: string): string {
  const day = dayIn(deviceTimeZone, Date.parse(instant))
  const time = formatTime(instant)
  return day === dayIn(deviceTimeZone, Date.now()) ? time : `${formatShortDay(day)} ${time}`
}
