import type { WebhookCare } from '@balcao/contracts'
import { Badge, Card, type Tone } from '@balcao/ui'
import Check from 'lucide-react/icons/check'
import { bankWords as words } from '../../checkout/words/bank.ts'
import { officeWords } from '../../checkout/words/office.ts'
import { formatWhen } from '../format-when.ts'
import styles from './bank.module.css'

const tones: Record<WebhookCare['registration'], Tone> = {
  registered: 'accent',
  missing: 'danger',
  elsewhere: 'danger',
  unknown: 'neutral',
}

/** How the bank's notifications stand, as the bank itself says. */
export function WebhookCard({ care }: { care: WebhookCare }) {
  const { registration, url, registeredAt, verifiedAt, lastDeliveryAt, advice } = care
  return (
    <Card
      title={words.webhook}
      aside={
        <Badge
          tone={tones[registration]}
          {...(registration === 'registered' && { icon: <Check aria-hidden /> })}
        >
          {words.registrations[registration]}
        </Badge>
      }
    >
      <p role="status">{advice ?? words.registrationAdvice[registration]}</p>
      <dl className={styles.facts}>
        <Fact name={words.url} value={url ?? officeWords.none} />
        <Fact name={words.registeredAt} value={registeredAt ? formatWhen(registeredAt) : officeWords.none} />
        <Fact name={words.verifiedAt} value={verifiedAt ? formatWhen(verifiedAt) : officeWords.none} />
        <Fact
          name={words.lastDeliveryAt}
          value={lastDeliveryAt ? formatWhen(lastDeliveryAt) : words.neverDelivered}
        />
      </dl>
    </Card>
  )
}

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div className={styles.fact}>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
)
