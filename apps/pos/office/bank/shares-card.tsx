import type { WebhookCare } from '@balcao/contracts'
import { Card, ShareBar } from '@balcao/ui'
import { bankWords as words } from '../../checkout/words/bank.ts'
import { heardByWords } from '../../checkout/words/reconciliation.ts'
import styles from './bank.module.css'

/** By which way Pix became known: how much the webhook is worth. */
export function SharesCard({ heardBy }: Pick<WebhookCare, 'heardBy'>) {
  const { webhook, sweep, asking } = heardBy
  return (
    <Card title={words.shares}>
      {webhook + sweep + asking === 0 ? <p className={styles.muted}>{words.sharesEmpty}</p> : null}
      <ShareBar
        parts={[
          { label: heardByWords.webhook, count: webhook },
          { label: heardByWords.sweep, count: sweep },
          { label: heardByWords.asking, count: asking },
        ]}
      />
      <p className={styles.muted}>{words.sharesAdvice}</p>
    </Card>
  )
}
