import type { Period, Reconciliation } from '@balcao/contracts'
import { type Bar, formatCents } from '@balcao/ui'
import { reconciliationWords } from '../../checkout/words/reconciliation.ts'
import { dayIn, formatShortDay, timeIn } from '../shop-days.ts'

/** A bar for each hour of one day, or for each day of a longer period, by the shop's clock. */
export function chartBars(
  { from, to }: Period,
  { buckets, timeZone }: Pick<Reconciliation, 'buckets' | 'timeZone'>,
): Bar[] {
  const isOneDay = from === to
  return buckets.map((bucket) => ({
    id: bucket.from,
    label: isOneDay
      ? reconciliationWords.hour24(timeIn(timeZone, bucket.from).slice(0, 2))
      : formatShortDay(dayIn(timeZone, Date.parse(bucket.from))),
    value: bucket.received.cents,
    text: `${formatCents(bucket.received.cents)} · ${reconciliationWords.pixCount(bucket.received.count)}`,
  }))
}
