import type { Person } from '@balcao/contracts'
import { formatCents } from '@balcao/ui'
import { peopleWords as words } from '../../checkout/words/people.ts'

/** How much somebody may return without a manager. */
export const limitWords = ({ refundLimitCents }: Person): string =>
  refundLimitCents === null ? words.unlimited : words.limited(formatCents(refundLimitCents))
