import type { Receipt } from '@balcao/contracts'

/** For tests. */
export const exampleReceipt = (change: Partial<Receipt> = {}): Receipt => ({
  shopName: 'Empório São João',
  receiptText: 'Rua das Flores, 10\nVolte sempre!',
  timeZone: 'America/Sao_Paulo',
  amountCents: 2350,
  receivedCents: 2350,
  refundedCents: 0,
  paidAt: '2026-11-22T17:02:10.000Z',
  txidEnd: '7e8f9012',
  payments: [{ endToEndIdEnd: 'k3Jx91Qa', amountCents: 2350, paidAt: '2026-11-22T17:02:10.000Z' }],
  refunds: [],
  flags: [],
  ...change,
})
