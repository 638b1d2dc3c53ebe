import { bankWords as words } from '../../checkout/words/bank.ts'
import { officeWords } from '../../checkout/words/office.ts'
import { OfficePage } from '../office-page.tsx'
import { ReadState } from '../read-state.tsx'
import styles from './bank.module.css'
import { useHealth, useWebhookCare } from './bank-api.ts'
import { PspCard } from './psp-card.tsx'
import { SharesCard } from './shares-card.tsx'
import { WebhookCard } from './webhook-card.tsx'

/** Whether the bank answers, and whether it tells us of payments. */
export function BankPage() {
  const health = useHealth()
  const care = useWebhookCare()
  return (
    <OfficePage title={officeWords.pages.banco}>
      <ReadState query={health} loading={words.healthLoading} failed={words.healthFailed} />
      <ReadState query={care} loading={words.webhookLoading} failed={words.webhookFailed} />
      <div className={styles.cards}>
        {health.data ? <PspCard psp={health.data.psp} /> : null}
        {care.data ? <WebhookCard care={care.data} /> : null}
        {care.data ? <SharesCard heardBy={care.data.heardBy} /> : null}
      </div>
    </OfficePage>
  )
}
