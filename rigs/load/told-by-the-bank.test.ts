import type { Charge } from '@balcao/contracts'
import { expect, test } from 'vitest'
import type { PspState } from '../psp-state.ts'
import { unlikeTheBank } from './told-by-the-bank.ts'

const txid = 'a'.repeat(32)
const awaiting: Charge = {
  ...{ txid, terminalId: 'caixa-1', amountCents: 2350, description: null, version: 2, status: 'awaiting' },
  ...{ dueDay: null, pending: null, receivedCents: 0, refundedCents: 0, pixCopiaECola: '000201' },
  createdAt: '2026-03-01T12:00:00.000Z',
  expiresAt: '2026-03-01T13:00:00.000Z',
  ...{ payments: [], refunds: [], flags: [] },
}
const pix = { endToEndId: 'E1', txid, valor: '23.50', horario: '2026-03-01T12:01:00.000Z' }
const earlier = { ...pix, endToEndId: 'E2', horario: '2026-03-01T12:00:30.000Z' }
const payment = { endToEndId: 'E1', amountCents: 2350, paidAt: pix.horario }
const refund = { endToEndId: 'E1', id: 'd1', valor: '0.50', status: 'DEVOLVIDO' }

const paid: Charge = { ...awaiting, status: 'paid', receivedCents: 2350, payments: [payment] }
const refunded: Charge = {
  ...paid,
  refundedCents: 50,
  refunds: [
    {
      ...{ id: 'd1', endToEndId: 'E1', status: 'refunded', amountCents: 50, reason: null, origin: 'here' },
      askedAt: '2026-03-01T12:02:00.000Z',
    },
  ],
}
const twice: Charge = {
  ...paid,
  receivedCents: 4700,
  payments: [{ ...payment, endToEndId: 'E2', paidAt: earlier.horario }, payment],
  flags: ['duplicate', 'overpaid'],
}
const both: Partial<PspState> = { pix: [pix, earlier] }

test.each<[sentence: string, now: Charge, psp: Partial<PspState>, unlike: number]>([
  ['not paid', awaiting, {}, 0],
  ['paid', paid, { pix: [pix] }, 0],
  ['paid and returned in part', refunded, { pix: [pix], refunds: [refund] }, 0],
  ['paid twice', twice, both, 0],
  ['paid late', { ...paid, flags: ['late'] }, { pix: [pix] }, 0],
  ['paid with what is not there', paid, {}, 1],
  ['in the order in which it was told', { ...twice, payments: twice.payments.toReversed() }, both, 1],
  ['without the word for the second', { ...twice, flags: ['overpaid'] }, both, 1],
  ['with the sum of one', { ...twice, receivedCents: 2350 }, both, 1],
  ['without what went back', paid, { pix: [pix], refunds: [refund] }, 1],
  [
    'with what did not go back',
    refunded,
    { pix: [pix], refunds: [{ ...refund, status: 'NAO_REALIZADO' }] },
    1,
  ],
  ['open though it has its money', { ...paid, status: 'awaiting' }, { pix: [pix] }, 1],
])('a charge that is %s is held against what the bank’s list comes to', (_sentence, now, psp, unlike) => {
  const all: PspState = {
    ...{ cobs: [], pix: [], refunds: [], webhooks: [], faults: { struck: [] }, calls: {}, atOnce: {} },
    ...psp,
  }
  expect(unlikeTheBank({ ledger: [now], psp: all })).toHaveLength(unlike)
})
