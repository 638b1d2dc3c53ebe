import { Card } from '@balcao/ui'
import type { Feed } from '../feed.ts'
import styles from '../payer.module.css'
import { useBillings } from '../payer-api.ts'
import { PayerPage } from '../payer-page.tsx'
import { ReadState } from '../read-state.tsx'
import { payerWords } from '../words.ts'
import { BillingRow } from './billing-row.tsx'

/** What will be charged, and what was. */
export function BillingsPage({ feed }: { feed: Feed }) {
  const billings = useBillings()
  const all = billings.data?.billings ?? []
  const groups = [
    { title: 'Vão ser cobradas', billings: all.filter(({ status }) => status === 'scheduled') },
    { title: 'Passadas', billings: all.filter(({ status }) => status !== 'scheduled') },
  ]
  return (
    <PayerPage title={payerWords.pages.cobrancas} feed={feed}>
      <ReadState query={billings} failed="As cobranças não puderam ser lidas." />
      {billings.data && all.length === 0 ? (
        <p className={styles.empty}>
          Nenhuma cobrança ainda. Elas aparecem aqui alguns dias antes de vencer.
        </p>
      ) : null}
      {groups.map((group) =>
        group.billings.length === 0 ? null : (
          <Card key={group.title} title={group.title}>
            <ul className={styles.list}>
              {group.billings.map((billing) => (
                <BillingRow key={billing.txid} billing={billing} />
              ))}
            </ul>
          </Card>
        ),
      )}
    </PayerPage>
  )
}
