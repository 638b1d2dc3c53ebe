import { Banner, Button } from '@balcao/ui'
import { bankWords as words } from '../../checkout/words/bank.ts'
import { officeWords } from '../../checkout/words/office.ts'
import { OfficePage } from '../office-page.tsx'
import { wordsForError } from '../words-for-error.ts'
import styles from './bank.module.css'
import { useHealth, useRegistration, useWebhookCare } from './bank-api.ts'
import { PspCard } from './psp-card.tsx'
import { SharesCard } from './shares-card.tsx'
import { WebhookCard } from './webhook-card.tsx'

/** Whether the bank answers, and whether it tells us of payments. */
export function BankPage() {
  const health = useHealth()
  const care = useWebhookCare()
  const registration = useRegistration()
  return (
    <OfficePage
      title={officeWords.pages.banco}
      aside={
        <Button kind="primary" busy={registration.isPending} onClick={() => registration.mutate()}>
          {words.register}
        </Button>
      }
    >
      {registration.error ? <Banner tone="danger" title={wordsForError(registration.error)} urgent /> : null}
      {health.isPending || care.isPending ? <p>{words.loading}</p> : null}
      {health.isError ? (
        <Banner
          tone="danger"
          title={words.healthFailed}
          action={{ label: officeWords.retry, onPress: () => void health.refetch() }}
        />
      ) : null}
      {care.isError ? (
        <Banner
          tone="danger"
          title={words.webhookFailed}
          action={{ label: officeWords.retry, onPress: () => void care.refetch() }}
        />
      ) : null}
      <div className={styles.cards}>
        {care.data ? <WebhookCard care={care.data} /> : null}
        {care.data ? <SharesCard heardBy={care.data.heardBy} /> : null}
        {health.data ? <PspCard psp={health.data.psp} /> : null}
      </div>
    </OfficePage>
  )
}
