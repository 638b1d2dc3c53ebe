import type { Charge } from '@balcao/contracts'
import { RefundId } from '@balcao/contracts'
import { describe, expect, test } from 'vitest'
import { nextRefundId } from './refund-id.ts'
import { offeredOf, refundableOf, surplusOf, surplusPixOf } from './refundable.ts'

type Refund = Charge['refunds'][number]
const paidAt = '2026-11-22T14:00:00Z'

const pix = (endToEndId: string, amountCents: number) => ({ endToEndId, amountCents, paidAt })
const refund = (amountCents: number, status: Refund['status'], endToEndId = 'E1'): Refund => ({
  id: `d${amountCents}${status}`,
  endToEndId,
  amountCents,
  status,
  reason: null,
  askedAt: paidAt,
  origin: 'here',
})
const sale = (payments: ReturnType<typeof pix>[], refunds: Refund[]) => ({
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
    'the surplus again when the bank did not return it',
    sale([pix('E1', 2700)], [refund(350, 'not-realized')]),
    2700,
    350,
  ],
  [
    'the whole again when the bank did not return it',
    sale([pix('E1', 2350)], [refund(2350, 'not-realized')]),
    2350,
    2350,
  ],
  ['nothing while all of it is asked for', sale([pix('E1', 2350)], [refund(2350, 'requested')]), 0, 0],
  ['nothing while the bank works on it', sale([pix('E1', 2350)], [refund(2350, 'processing')]), 0, 0],
  ['the whole of what was too little', sale([pix('E1', 2000)], []), 2000, 2000],
])('a refund is offered of %s', (_sentence, charge, left, offered) => {
  expect([refundableOf(charge, 'E1'), offeredOf(charge, 'E1')]).toEqual([left, offered])
})

test.each([
  ['none where the price came', sale([pix('E1', 2350)], []), 0, undefined],
  ['of one Pix that was too much', sale([pix('E1', 2700)], []), 350, 'E1'],
  ['of two Pix in the later one', sale([pix('E1', 2350), pix('E2', 2350)], []), 2350, 'E2'],
  [
    'in the earlier one when the later went back already',
    sale([pix('E1', 2700), pix('E2', 2350)], [refund(2350, 'refunded', 'E2')]),
    350,
    'E1',
  ],
  [
    'none once it is asked for',
    sale([pix('E1', 2350), pix('E2', 2350)], [refund(2350, 'requested', 'E2')]),
    0,
    undefined,
  ],
])('there is a surplus: %s', (_sentence, charge, surplus, endToEndId) => {
  expect([surplusOf(charge), surplusPixOf(charge)]).toEqual([surplus, endToEndId])
})

describe('the id of a refund', () => {
  const endToEndId = 'E00000000202611221400abcdefghijk'
  const first = nextRefundId(sale([pix(endToEndId, 2350)], []), endToEndId)

  test('is one that the PSP takes, also of the longest endToEndId that is read', () => {
    expect(RefundId.safeParse(first).success).toBe(true)
    expect(RefundId.safeParse(nextRefundId(sale([], []), 'e'.repeat(64))).success).toBe(true)
  })

  test('is the same in every tab that knows as much', () => {
    expect(nextRefundId(sale([pix(endToEndId, 2350)], []), endToEndId)).toBe(first)
  })

  test('is another for the next refund, also after one that was not realised', () => {
    expect(
      nextRefundId(sale([pix(endToEndId, 2350)], [refund(100, 'not-realized', endToEndId)]), endToEndId),
    ).not.toBe(first)
  })

  test('is another for another Pix', () => {
    expect(nextRefundId(sale([], []), 'E00000000202611221400abcdefghijl')).not.toBe(first)
  })
})
