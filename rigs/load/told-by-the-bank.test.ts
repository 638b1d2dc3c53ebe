import type { Charge } from '@balcao/contracts'
import { expect, test } from 'vitest'
import type { PspState } from '../psp-state.ts'
import { awaiting, nothingThere, paid, pix, refunded, returned } from './one-sale.ts'
import { unlikeTheBank } from './told-by-the-bank.ts'

const earlier = { ...pix, endToEndId: 'E2', horario: '2026-03-01T12:00:30.000Z' }
const twice: Charge = {
  ...paid,
  receivedCents: 4700,
  payments: paid.payments.flatMap((payment) => [
    { ...payment, endToEndId: 'E2', paidAt: earlier.horario },
    payment,
  ]),
  flags: ['duplicate', 'overpaid'],
}
const both: Partial<PspState> = { pix: [pix, earlier] }

test.each<[sentence: string, now: Charge, psp: Partial<PspState>, unlike: number]>([
  ['not paid', awaiting, {}, 0],
  ['paid', paid, { pix: [pix] }, 0],
  ['paid and returned in part', refunded, { pix: [pix], refunds: [returned] }, 0],
  ['paid twice', twice, both, 0],
  ['paid late', { ...paid, flags: ['late'] }, { pix: [pix] }, 0],
  ['paid with what is not there', paid, {}, 1],
  ['in the order in which it was told', { ...twice, payments: twice.payments.toReversed() }, both, 1],
  ['without the word for the second', { ...twice, flags: ['overpaid'] }, both, 1],
  ['with the sum of one', { ...twice, receivedCents: 2350 }, both, 1],
  ['without what went back', paid, { pix: [pix], refunds: [returned] }, 1],
  [
    'with what did not go back',
    refunded,
    { pix: [pix], refunds: [{ ...returned, status: 'NAO_REALIZADO' }] },
    1,
  ],
  ['open though it has its money', { ...paid, status: 'awaiting' }, { pix: [pix] }, 1],
])('a charge that is %s is held against what the bank’s list comes to', (_sentence, now, psp, unlike) => {
  expect(unlikeTheBank({ ledger: [now], psp: { ...nothingThere, ...psp } })).toHaveLength(unlike)
})
