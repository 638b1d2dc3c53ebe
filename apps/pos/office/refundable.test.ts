import { expect, test } from 'vitest'
import { offeredOf, refundableOf } from './refundable.ts'

const pix = (endToEndId: string, amountCents: number) => ({
  endToEndId,
  amountCents,
  paidAt: '2026-11-22T14:00:00Z',
})
const refund = (
  amountCents: number,
  status: 'requested' | 'refunded' | 'not-realized',
  endToEndId = 'E1',
) => ({
  id: `d${amountCents}${status}`,
  endToEndId,
  amountCents,
  status,
  reason: null,
})
const sale = (payments: ReturnType<typeof pix>[], refunds: ReturnType<typeof refund>[]) => ({
  payments,
  refunds,
  amountCents: 2350,
  receivedCents: payments.reduce((sum, { amountCents }) => sum + amountCents, 0),
})

test.each([
  ['the whole of an exact Pix', sale([pix('E1', 2350)], []), 2350, 2350],
  ['the surplus where more came', sale([pix('E1', 2700)], []), 2700, 350],
  ['the rest once the surplus went back', sale([pix('E1', 2700)], [refund(350, 'refunded')]), 2350, 2350],
  [
    'the whole again when the bank did not return it',
    sale([pix('E1', 2350)], [refund(2350, 'not-realized')]),
    2350,
    2350,
  ],
  ['nothing while all of it is asked for', sale([pix('E1', 2350)], [refund(2350, 'requested')]), 0, 0],
])('a refund is offered of %s', (_sentence, charge, left, offered) => {
  expect([refundableOf(charge, 'E1'), offeredOf(charge, 'E1')]).toEqual([left, offered])
})

test('of two Pix for one sale the second is offered whole', () => {
  expect(offeredOf(sale([pix('E1', 2350), pix('E2', 2350)], []), 'E2')).toBe(2350)
})
