import type { Offer } from '@balcao/contracts'
import { Badge, type Tone } from '@balcao/ui'
import { offerStatusWords } from './words/recurrence.ts'

const tones: Record<Offer['status'], Tone> = {
  opening: 'neutral',
  offered: 'accent',
  approved: 'paid',
  rejected: 'attention',
  expired: 'neutral',
  cancelled: 'neutral',
}

/** Where an offer of Pix Automático stands, at the till and in the back office. */
export const OfferBadge = ({ status }: Pick<Offer, 'status'>) => (
  <Badge tone={tones[status]}>{offerStatusWords[status]}</Badge>
)
