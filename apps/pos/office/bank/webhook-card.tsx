import type { WebhookCare } from '@balcao/contracts'
import { Badge, Banner, Button, Card, Facts, type Tone } from '@balcao/ui'
import Check from 'lucide-react/icons/check'
import { bankWords as words } from '../../checkout/words/bank.ts'
import { officeWords } from '../../checkout/words/office.ts'
import { formatWhen } from '../format-when.ts'
import { wordsForError } from '../words-for-error.ts'
import { useRegistration } from './bank-api.ts'

const tones: Record<WebhookCare['registration'], Tone> = {
  registered: 'accent',
  missing: 'danger',
  elsewhere: 'danger',
  unknown: 'neutral',
}

/** How the bank's notifications stand, as the bank itself says. */
export function WebhookCard({ care }: { care: WebhookCare }) {
  const { registration, url, registeredAt, verifiedAt, lastDeliveryAt, advice } = care
  const { mutate, isPending, error } = useRegistration()
  const isRegistered = registration === 'registered'
  return (
    <Card
      title={words.webhook}
      aside={
        <Badge tone={tones[registration]} {...(isRegistered && { icon: <Check aria-hidden /> })}>
          {words.registrations[registration]}
        </Badge>
      }
    >
      <p role="status">{advice ?? words.registrationAdvice[registration]}</p>
      <Facts
        facts={[
          { name: words.url, value: url ?? officeWords.none },
          { name: words.registeredAt, value: registeredAt ? formatWhen(registeredAt) : officeWords.none },
          { name: words.verifiedAt, value: verifiedAt ? formatWhen(verifiedAt) : officeWords.none },
          {
            name: words.lastDeliveryAt,
            value: lastDeliveryAt ? formatWhen(lastDeliveryAt) : words.neverDelivered,
          },
        ]}
      />
      {error ? <Banner tone="danger" title={wordsForError(error)} urgent /> : null}
      <div>
        <Button kind={isRegistered ? 'secondary' : 'primary'} busy={isPending} onClick={() => mutate()}>
          {words.register}
        </Button>
      </div>
    </Card>
  )
}
