import type { Health } from '@balcao/contracts'
import { Badge, Card } from '@balcao/ui'
import Check from 'lucide-react/icons/check'
import { bankWords as words } from '../../checkout/words/bank.ts'

/** Whether the bank answers us. */
export function PspCard({ psp: { status } }: { psp: Health['psp'] }) {
  return (
    <Card title={words.psp} aside={<PspBadge status={status} />}>
      <p>{status === 'ok' ? words.pspOk : words.pspDown}</p>
    </Card>
  )
}

const PspBadge = ({ status }: { status: Health['psp']['status'] }) => (
  <Badge
    tone={status === 'ok' ? 'accent' : 'danger'}
    {...(status === 'ok' && { icon: <Check aria-hidden /> })}
  >
    {words.pspStatuses[status]}
  </Badge>
)
