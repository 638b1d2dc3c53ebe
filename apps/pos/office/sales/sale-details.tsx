import type { Charge } from '@balcao/contracts'
import { Amount, Badge, Banner, Button, Card, Facts, formatCents } from '@balcao/ui'
import { useEffect, useRef, useState } from 'react'
import { SaleTimeline } from '../../checkout/timeline/sale-timeline.tsx'
import { flagWords } from '../../checkout/words/cashier.ts'
import { timelineWords } from '../../checkout/words/history.ts'
import { officeWords, saleWords } from '../../checkout/words/office.ts'
import { refundWords } from '../../checkout/words/refund.ts'
import { deviceTimeZone, formatDate, formatWhen } from '../format-when.ts'
import { RefundTimeline } from '../refunds/refund-timeline.tsx'
import { surplusOf, surplusPixOf } from '../refunds/refundable.ts'
import { ReceivedPix } from './received-pix.tsx'
import { SaleRefund } from './sale-refund.tsx'
import styles from './sales.module.css'
import { toneOf } from './sales-table.tsx'

/** One sale: what was asked, what came, what went back. */
export function SaleDetails({ sale, onClose }: { sale: Charge; onClose: () => void }) {
  const [returning, setReturning] = useState<string>()
  const surplusPix = surplusPixOf(sale)
  const start = useFocusWhileOpen()
  return (
    <Card
      title={saleWords.details}
      aside={
        <Button ref={start} kind="quiet" size="compact" onClick={onClose}>
          {officeWords.close}
        </Button>
      }
    >
      {surplusPix === undefined ? null : (
        <Banner
          tone="attention"
          title={surplusWords(sale)}
          action={{ label: refundWords.press, onPress: () => setReturning(surplusPix) }}
        />
      )}
      <div className={styles.figure}>
        <Amount cents={sale.amountCents} size="title" />
        <p className={styles.state} role="status">
          <Badge tone={toneOf[sale.status]}>{saleWords.statuses[sale.status]}</Badge>
          {sale.flags.map((flag) => flagWords[flag]).join(', ')}
        </p>
      </div>
      <Facts
        facts={[
          { name: saleWords.received, value: <Amount cents={sale.receivedCents} /> },
          { name: saleWords.returned, value: <Amount cents={sale.refundedCents} /> },
          { name: saleWords.madeAt, value: formatWhen(sale.createdAt) },
          { name: saleWords.columns.terminal, value: sale.terminalId },
          ...(sale.description
            ? [{ name: saleWords.description, value: <bdi>{sale.description}</bdi> }]
            : []),
          { name: saleWords.columns.txid, value: sale.txid },
        ]}
      />
      <h3 className={styles.heading}>{saleWords.payments}</h3>
      {sale.payments.length === 0 ? <p className={styles.note}>{saleWords.noPayments}</p> : null}
      <ul>
        {sale.payments.map((pix) => (
          <ReceivedPix
            key={pix.endToEndId}
            sale={sale}
            pix={pix}
            // The banner above has the same button for this one, and one is enough.
            onRefund={pix.endToEndId === surplusPix ? undefined : () => setReturning(pix.endToEndId)}
          />
        ))}
      </ul>
      {sale.refunds.length === 0 ? null : (
        <>
          <h3 className={styles.heading}>{refundWords.heading}</h3>
          <RefundTimeline refunds={sale.refunds} timeZone={deviceTimeZone} />
        </>
      )}
      <h3 className={styles.heading}>{timelineWords.heading}</h3>
      <SaleTimeline txid={sale.txid} version={sale.version} formatDay={formatDate} />
      {returning === undefined ? null : (
        <SaleRefund sale={sale} endToEndId={returning} onClose={() => setReturning(undefined)} />
      )}
    </Card>
  )
}

function surplusWords(sale: Charge): string {
  const surplus = formatCents(surplusOf(sale))
  return sale.flags.includes('duplicate') ? saleWords.duplicate(surplus) : saleWords.overpaid(surplus)
}

/** Brings the keyboard, and on a phone the eye, to a panel that has just opened, and back to its row when it closes. */
function useFocusWhileOpen() {
  const start = useRef<HTMLButtonElement>(null)
  const [opener] = useState(() => document.activeElement)
  useEffect(() => {
    start.current?.focus()
    return () => {
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [opener])
  return start
}
