import type { Recurrence } from '@balcao/contracts'
import { Badge } from '@balcao/ui'
import { OfferBadge } from '../../checkout/offer-badge.tsx'
import { recurrencesWords as words } from '../../checkout/words/recurrence-office.ts'
import styles from './recurrences.module.css'

export const RecurrenceBadges = ({
  status,
  ending,
  cycleToCharge,
}: Pick<Recurrence, 'status' | 'ending' | 'cycleToCharge'>) => (
  <span className={styles.badges}>
    <OfferBadge status={ending ? 'expired' : status} />
    {cycleToCharge ? <Badge tone="attention">{words.missing}</Badge> : null}
  </span>
)
