import type { ReconciliationLine } from '@balcao/contracts'

/** For tests: a Pix of R$ 23,50 that agrees, and what differs. */
export const exampleLine = (change: Partial<ReconciliationLine> = {}): ReconciliationLine => ({
  id: 'pix-E00000000202611221400abcdefghijk',
  kind: 'matched',
  endToEndId: 'E00000000202611221400abcdefghijk',
  txid: 'c'.repeat(32),
  at: '2026-11-22T14:00:00.000Z',
  here: { amountCents: 2350, refundedCents: 0, terminalId: 'caixa-1', status: 'paid' },
  there: { amountCents: 2350, refundedCents: 0 },
  webhookAt: null,
  heardBy: 'sweep',
  refunds: [],
  notes: [],
  offers: [],
  ...change,
})

/** The ledger's side of a line that no sale stands behind. */
export const orphanSide = (amountCents: number) => ({
  amountCents,
  refundedCents: 0,
  terminalId: null,
  status: null,
})
