import type { Charge, Snapshot } from '@balcao/contracts'

/** For tests: a charge of R$ 23,50 that is waiting for its payment, and what differs. */
export function exampleCharge(change: Partial<Charge> = {}): Charge {
  return {
    txid: 'c'.repeat(32),
    version: 2,
    status: 'awaiting',
    pending: null,
    terminalId: 'caixa-1',
    description: null,
    dueDay: null,
    amountCents: 2350,
    receivedCents: 0,
    refundedCents: 0,
    pixCopiaECola: '000201…6304ABCD',
    createdAt: '2026-11-22T14:00:00.000Z',
    expiresAt: '2026-11-22T15:00:00.000Z',
    payments: [],
    refunds: [],
    flags: [],
    ...change,
  }
}

export function exampleSnapshot(change: Partial<Snapshot> = {}): Snapshot {
  return {
    serverTime: '2026-11-22T14:00:01.000Z',
    terminalId: 'caixa-1',
    shopName: 'Padaria do Bairro',
    currentTxid: null,
    receiptUrl: null,
    charges: [],
    psp: { status: 'ok', since: null, nextAttemptAt: null },
    displays: { connected: 1, painted: null },
    build: 'b1',
    ...change,
  }
}
