import type { PayerBilling } from '@balcao/contracts'
import { Amount, Badge, Button } from '@balcao/ui'
import { useState } from 'react'
import { billingStatus } from '../authorizations/status-words.ts'
import { formatMoment } from '../format-moment.ts'
import styles from '../payer.module.css'
import { formatDay } from '../terms-words.ts'
import { CancelBillingDialog } from './cancel-billing-dialog.tsx'

/** One charge of a recurrence, with the way to stop it while there is one. */
export function BillingRow({ billing }: { billing: PayerBilling }) {
  const [isCancelling, setCancelling] = useState(false)
  const { words, tone } = billingStatus[billing.status]
  return (
    <li className={styles.billing}>
      <span className={styles.rowHead}>
        <bdi className={styles.name}>{billing.receiver.name}</bdi>
        <Badge tone={tone}>{words}</Badge>
      </span>
      <span className={styles.rowHead}>
        <Amount cents={billing.amountCents} size="lead" />
        <time dateTime={billing.day}>{formatDay(billing.day)}</time>
      </span>
      {billing.reason === null ? null : <span className={styles.muted}>{billing.reason}</span>}
      {billing.cancelUntil === null ? null : (
        <span className={styles.rowHead}>
          <span className={styles.muted}>Pode ser cancelada até {formatMoment(billing.cancelUntil)}</span>
          <Button size="compact" onClick={() => setCancelling(true)}>
            Cancelar cobrança
          </Button>
        </span>
      )}
      {isCancelling ? <CancelBillingDialog billing={billing} onClose={() => setCancelling(false)} /> : null}
    </li>
  )
}
