import type { ReconciliationLine } from '@balcao/contracts'
import { leftOf } from './line-words.ts'

/** What was so when a refund of a line's money was asked for: a line tells sums, not refunds, so news of one shows in these. */
export type AwaitedRefund = { refundedCents: number; isAllThatWasLeft: boolean }

export const awaitRefund = (line: ReconciliationLine, amountCents: number): AwaitedRefund => ({
  refundedCents: line.here?.refundedCents ?? 0,
  isAllThatWasLeft: amountCents === leftOf(line),
})

/** Whether the bank has returned it. That it will not shows only where nothing was left and something is again. */
export function refundNews(
  { refundedCents, isAllThatWasLeft }: AwaitedRefund,
  { here, offers }: Pick<ReconciliationLine, 'here' | 'offers'>,
): 'open' | 'refunded' | 'not-realized' {
  if ((here?.refundedCents ?? 0) > refundedCents) return 'refunded'
  return isAllThatWasLeft && offers.includes('refund') ? 'not-realized' : 'open'
}
