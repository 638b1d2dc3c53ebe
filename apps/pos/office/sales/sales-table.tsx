import type { Charge } from '@balcao/contracts'
import { Amount, Badge, Button, DataTable, type Tone } from '@balcao/ui'
import { flagWords } from '../../checkout/words/cashier.ts'
import { searchWords } from '../../checkout/words/history.ts'
import { officeWords, saleWords } from '../../checkout/words/office.ts'
import { formatRecent } from '../format-when.ts'
import { ReadState } from '../read-state.tsx'
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
  /** Somebody looks for certain sales, and not for the latest. */
  isNarrowed: boolean
  chosen: string | undefined
  onChoose: (txid: string) => void
}

/** Newest first. */
export function SalesTable({ sales, isNarrowed, chosen, onChoose }: SalesTableProps) {
  const charges = sales.data?.pages.flatMap((page) => page.charges) ?? []
  return (
    <div className={styles.list}>
      <ReadState query={sales} loading={saleWords.loading} failed={saleWords.failed} />
      {sales.isSuccess && charges.length === 0 ? (
        <p className={styles.note}>{nothingWords(isNarrowed, sales.hasNextPage)}</p>
      ) : null}
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

function nothingWords(isNarrowed: boolean, hasMore: boolean): string {
  if (hasMore) return searchWords.noneYet
  return isNarrowed ? searchWords.none : saleWords.empty
}

const columns: Parameters<typeof DataTable<Charge>>[0]['columns'] = [
  { heading: saleWords.columns.time, cell: ({ createdAt }) => formatRecent(createdAt) },
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
