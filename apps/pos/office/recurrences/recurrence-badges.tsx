import type { Recurrence } from '@balcao/contracts'
import { Badge, type Tone } from '@balcao/ui'
import { offerStatusWords } from '../../checkout/words/recurrence.ts'
import { recurrencesWords as words } from '../../checkout/words/recurrence-office.ts'
import styles from './recurrences.module.css'

const tones: Record<Recurrence['status'], Tone> = {
  opening: 'neutral',
  offered: 'accent',
  approved: 'paid',
  rejected: 'attention',
  expired: 'neutral',
  cancelled: 'neutral',
}

export const RecurrenceBadges = ({
  status,
  ending,
  cycleToCharge,
}: Pick<Recurrence, 'status' | 'ending' | 'cycleToCharge'>) => (
  <span className={styles.badges}>
    <Badge tone={ending ? tones.expired : tones[status]}>
      {offerStatusWords[ending ? 'expired' : status]}
    </Badge>
    {cycleToCharge ? <Badge tone="attention">{words.missing}</Badge> : null}
  </span>
)
