import type { Charge } from '@balcao/contracts'
import { Amount, Badge, Button, Card, formatCents } from '@balcao/ui'
import { type ReactNode, useState } from 'react'
import { formatTime } from '../checkout/format-time.ts'
import { flagWords } from '../checkout/words/cashier.ts'
import { officeWords } from '../checkout/words/office.ts'
import styles from './office.module.css'
import { RefundDialog } from './refund-dialog.tsx'
import { refundableOf } from './refundable.ts'
import { toneOf } from './sales-table.tsx'

/** One sale: what was asked, what came, what went back. */
export function SaleDetails({ sale, close }: { sale: Charge; close: ReactNode }) {
  const [returning, setReturning] = useState<string>()
  const pix = sale.payments.find(({ endToEndId }) => endToEndId === returning)
  return (
    <Card title={officeWords.details} aside={close}>
      <div className={styles.figure}>
        <Amount cents={sale.amountCents} size="title" />
        <p className={styles.state} role="status">
          <Badge tone={toneOf[sale.status]}>{officeWords.statuses[sale.status]}</Badge>
          {sale.flags.map((flag) => flagWords[flag]).join(', ')}
        </p>
      </div>
      <dl className={styles.facts}>
        <Fact name={officeWords.received} value={formatCents(sale.receivedCents)} />
        <Fact name={officeWords.returned} value={formatCents(sale.refundedCents)} />
        <Fact name={officeWords.columns.terminal} value={sale.terminalId} />
        {sale.description ? <Fact name={officeWords.description} value={sale.description} /> : null}
        <Fact name={officeWords.columns.txid} value={sale.txid} />
      </dl>
      <h3 className={styles.heading}>{officeWords.payments}</h3>
      {sale.payments.length === 0 ? <p className={styles.note}>{officeWords.noPayments}</p> : null}
      <ul className={styles.items}>
        {sale.payments.map(({ endToEndId, amountCents, paidAt }) => (
          <li key={endToEndId} className={styles.item}>
            <div>
              <strong>{formatCents(amountCents)}</strong> · {formatTime(paidAt, 'seconds')}
              <p className={styles.code}>{endToEndId}</p>
            </div>
            {refundableOf(sale, endToEndId) === 0 ? null : (
              <Button kind="secondary" size="compact" onClick={() => setReturning(endToEndId)}>
                {officeWords.refund}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sale.refunds.length === 0 ? null : (
        <>
          <h3 className={styles.heading}>{officeWords.refunds}</h3>
          <ul className={styles.items}>
            {sale.refunds.map(({ id, endToEndId, amountCents, status, reason }) => (
              <li key={`${endToEndId} ${id}`} className={styles.item}>
                <div>
                  <strong>{formatCents(amountCents)}</strong> · {officeWords.refundStatuses[status]}
                  {status === 'not-realized' && reason ? `: ${reason}` : ''}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      {pix === undefined ? null : (
        <RefundDialog sale={sale} endToEndId={pix.endToEndId} onClose={() => setReturning(undefined)} />
      )}
    </Card>
  )
}

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div className={styles.fact}>
    <dt>{name}</dt>
    <dd>
      <bdi>{value}</bdi>
    </dd>
  </div>
)
