import type { Charge } from '@balcao/contracts'
import type { PspState } from '../psp-state.ts'
import type { Records } from './records.ts'

/** One sale of R$ 23,50 as everybody has it at each of its steps, for those who try out what notices that it is otherwise. */
export const txid = 'a'.repeat(32)
export const awaiting: Charge = {
  ...{ txid, terminalId: 'caixa-1', amountCents: 2350, description: 'Pão', version: 2, status: 'awaiting' },
  ...{ dueDay: null, pending: null, receivedCents: 0, refundedCents: 0, pixCopiaECola: '000201' },
  createdAt: '2026-03-01T12:00:00.000Z',
  expiresAt: '2026-03-01T13:00:00.000Z',
  ...{ payments: [], refunds: [], flags: [] },
}
export const paid: Charge = {
  ...awaiting,
  version: 3,
  status: 'paid',
  receivedCents: 2350,
  payments: [{ endToEndId: 'E1', amountCents: 2350, paidAt: '2026-03-01T12:01:00.000Z' }],
}
export const refund = {
  ...{ id: 'd1', endToEndId: 'E1', status: 'refunded' as const, amountCents: 50, reason: null },
  ...{ askedAt: '2026-03-01T12:02:00.000Z', origin: 'here' as const },
}
export const refunded: Charge = { ...paid, version: 5, refundedCents: 50, refunds: [refund] }

export const cob = {
  ...{ txid, status: 'ATIVA', revisao: 0, pixCopiaECola: '000201', valor: { original: '23.50' } },
  calendario: { criacao: '2026-03-01T12:00:00.000Z', expiracao: 3600 },
}
export const pix = { endToEndId: 'E1', txid, valor: '23.50', horario: '2026-03-01T12:01:00.000Z' }
export const returned = { endToEndId: 'E1', id: 'd1', valor: '0.50', status: 'DEVOLVIDO' }
/** A PSP that has nothing of ours. */
export const nothingThere: PspState = {
  ...{ cobs: [], pix: [], refunds: [], webhooks: [], faults: { struck: [] }, calls: {}, atOnce: {} },
}

export const inOrder: Records = {
  inbox: [],
  chain: { kind: 'whole', rows: 0, head: { place: 0, hash: '' }, waiting: 0 },
  ...{ untold: [], unnamed: [], strangers: [], amounts: [], leaks: [] },
}
