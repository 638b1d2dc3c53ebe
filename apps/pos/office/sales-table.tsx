import type { Charge } from '@balcao/contracts'
import { Badge, Banner, Button, formatCents, type Tone } from '@balcao/ui'
import { formatTime } from '../checkout/format-time.ts'
import { flagWords } from '../checkout/words/cashier.ts'
import { officeWords } from '../checkout/words/office.ts'
import styles from './office.module.css'
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

/** Newest first. A row is chosen by a press anywhere in it, or by its time, which is a button for the keyboard. */
export function SalesTable({ sales, chosen, onChoose }: SalesTableProps) {
  if (sales.isPending) return <p className={styles.note}>{officeWords.loading}</p>
  const charges = sales.data?.pages.flatMap((page) => page.charges) ?? []
  return (
    <div className={styles.list}>
      {sales.isError ? (
        <Banner
          tone="danger"
          title={officeWords.failed}
          action={{ label: officeWords.retry, onPress: () => void sales.refetch() }}
        />
      ) : null}
      {charges.length === 0 && !sales.isError ? <p className={styles.note}>{officeWords.none}</p> : null}
      {charges.length === 0 ? null : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{officeWords.columns.time}</th>
              <th scope="col" className={styles.wide}>
                {officeWords.columns.terminal}
              </th>
              <th scope="col" className={styles.number}>
                {officeWords.columns.amount}
              </th>
              <th scope="col">{officeWords.columns.status}</th>
              <th scope="col" className={styles.wide}>
                {officeWords.columns.txid}
              </th>
            </tr>
          </thead>
          <tbody>
            {charges.map((charge) => (
              <tr
                key={charge.txid}
                data-chosen={charge.txid === chosen || undefined}
                onClick={() => onChoose(charge.txid)}
              >
                <td>
                  <button type="button" className={styles.open} aria-pressed={charge.txid === chosen}>
                    {when(charge.createdAt)}
                  </button>
                </td>
                <td className={styles.wide}>{charge.terminalId}</td>
                <td className={styles.number}>{formatCents(charge.amountCents)}</td>
                <td>
                  <span className={styles.state}>
                    <Badge tone={toneOf[charge.status]}>{officeWords.statuses[charge.status]}</Badge>
                    {charge.flags.map((flag) => flagWords[flag]).join(', ')}
                  </span>
                </td>
                <td className={`${styles.wide} ${styles.muted}`}>…{charge.txid.slice(-6)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {sales.hasNextPage ? (
        <Button kind="secondary" busy={sales.isFetchingNextPage} onClick={() => void sales.fetchNextPage()}>
          {officeWords.more}
        </Button>
      ) : null}
    </div>
  )
}

/** `14:02` today, `22/11 14:02` before. */
function when(instant: string): string {
  const date = new Date(instant)
  if (date.toDateString() === new Date().toDateString()) return formatTime(instant)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(date.getDate())}/${two(date.getMonth() + 1)} ${formatTime(instant)}`
}
