import type { Charge, Snapshot } from '@balcao/contracts'
import { Amount, Badge, Button, Card } from '@balcao/ui'
import ReceiptText from 'lucide-react/icons/receipt-text'
import type { ReactNode } from 'react'
import { faceOf, isOpen } from '../checkout/charge-face.ts'
import { formatTime } from '../checkout/format-time.ts'
import { cashierWords, flagWords, rowWords } from '../checkout/words/cashier.ts'
import { toneOf } from './sale-words.ts'
import styles from './sales-list.module.css'
import { TimeButton } from './timeline/time-button.tsx'
import type { Actions } from './use-actions.ts'

interface SalesListProps {
  snapshot: Snapshot | undefined
  nowMs: number | undefined
  /** Paid a moment ago. */
  rung: readonly Charge[]
  actions: Actions
  /** Undefined until receipts can be shown. */
  onReceipt: ((txid: string) => void) | undefined
}

/** Sales that may still be paid, each one tap away from the customer's screen, and the latest that are closed. */
export function SalesList({ snapshot, nowMs = 0, rung, actions, onReceipt }: SalesListProps) {
  const charges = snapshot?.charges ?? []
  const open = charges.filter((charge) => isOpen(charge) && charge.txid !== snapshot?.currentTxid)
  const closed = charges.filter((charge) => !isOpen(charge))
  return (
    <>
      {open.length === 0 ? null : (
        <Card title={cashierWords.open} aside={<span className={styles.hint}>{cashierWords.showAgain}</span>}>
          <ul className={styles.list}>
            {open.map((charge) => (
              <li key={charge.txid}>
                <button type="button" className={styles.row} onClick={() => actions.show(charge.txid)}>
                  <Sale charge={charge} nowMs={nowMs} time={formatTime(charge.createdAt)} />
                </button>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={cashierWords.latest}>
        {closed.length === 0 ? <p className={styles.none}>{cashierWords.noSales}</p> : null}
        <ul className={styles.list}>
          {closed.map((charge) => (
            <li
              key={charge.txid}
              className={styles.row}
              data-rung={rung.some(({ txid }) => txid === charge.txid) || undefined}
            >
              <Sale charge={charge} nowMs={nowMs} time={<TimeButton sale={charge} />} />
              {charge.status === 'paid' && onReceipt ? (
                <div className={styles.receipt}>
                  <Button
                    kind="quiet"
                    size="compact"
                    icon={<ReceiptText aria-hidden />}
                    aria-label={cashierWords.receiptOf(formatTime(charge.createdAt, 'seconds'))}
                    onClick={() => onReceipt(charge.txid)}
                  />
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      </Card>
    </>
  )
}

function Sale({ charge, nowMs, time }: { charge: Charge; nowMs: number; time: ReactNode }) {
  const face = faceOf(charge, nowMs)
  // A refusal is what the badge says already.
  const flags = charge.flags.filter((flag) => flag !== 'refused').map((flag) => flagWords[flag])
  return (
    <>
      <span className={styles.time}>{time}</span>
      <span className={styles.main}>
        <Amount cents={charge.amountCents} />
        <Badge tone={toneOf[face]}>{rowWords[face]}</Badge>
      </span>
      {flags.length > 0 ? <span className={styles.flags}>{flags.join(', ')}</span> : null}
      {charge.description ? <span className={styles.description}>{charge.description}</span> : null}
    </>
  )
}
