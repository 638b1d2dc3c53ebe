import { expect, test } from 'vitest'
import type { ChargeStatus } from './charge.ts'
import { offerLifeMs, offerOver } from './offer-over.ts'
import type { Recurrence } from './recurrence.ts'

const week = offerLifeMs
const offer: Pick<Recurrence, 'status' | 'ending' | 'createdAtMs'> = {
  status: 'offered',
  ending: null,
  createdAtMs: 0,
}
const charge = (status: ChargeStatus, paidAtMs?: number) => ({
  status,
  payments: paidAtMs === undefined ? [] : [{ endToEndId: 'E1', amountCents: 100, paidAtMs }],
})

test.each<
  [
    why: string,
    offer: Partial<typeof offer>,
    charge: ReturnType<typeof charge> | undefined,
    proposedUntilMs: number | undefined,
    nowMs: number,
    over: ReturnType<typeof offerOver>,
  ]
>([
  ['stands for a week', {}, undefined, undefined, week - 1, undefined],
  ['and no longer', {}, undefined, undefined, week, 'time-over'],
  ['is over with a charge that expired', {}, charge('expired'), undefined, 1, 'charge-ended'],
  ['is over with a sale taken back', {}, charge('cancelled'), undefined, 1, 'charge-ended'],
  ['waits for a charge that is due later', {}, charge('awaiting'), undefined, 3 * week, undefined],
  ['waits for the PSP', {}, charge('opening'), undefined, 3 * week, undefined],
  ['has its week from the payment on', {}, charge('paid', 2 * week), undefined, 3 * week - 1, undefined],
  ['which ends too', {}, charge('paid', 2 * week), undefined, 3 * week, 'time-over'],
  ['waits for an answer of the payer’s bank', {}, charge('expired'), 2 * week, 2 * week - 1, undefined],
  ['which does not come', {}, undefined, 2 * week, 2 * week, 'time-over'],
  ['stays over once it is', { ending: 'charge-ended' }, charge('paid', 1), undefined, 2, 'charge-ended'],
  ['is not what somebody has agreed to', { status: 'approved' }, charge('expired'), undefined, 1, undefined],
  ['nor what the PSP has not taken yet', { status: 'opening' }, charge('expired'), undefined, 1, undefined],
])('an offer %s', (_, change, paid, proposedUntilMs, nowMs, over) => {
  expect(offerOver({ ...offer, ...change }, paid, proposedUntilMs, nowMs)).toBe(over)
})
