import { type Charge, newCharge, type PspTruth } from '@balcao/domain'

/** Charges as tests of the store write them: the n-th was made n milliseconds after the start. */
export const start = Date.UTC(2026, 10, 22, 14)
export const note = { heardBy: 'asking', nowMs: start } as const
export const txidOf = (n: number) => `${n}`.padStart(32, '0')
export const truth = (change: Partial<PspTruth> = {}): PspTruth => ({
  kind: 'psp-says',
  status: 'active',
  expiresAtMs: start + 3_600_000,
  copiaECola: '000201',
  payments: [],
  refunds: [],
  ...change,
})
export const pix = (endToEndId: string, amountCents = 2350) => ({
  endToEndId,
  amountCents,
  paidAtMs: start + 1000,
})
export const chargeOf = (n: number, terminalId = 'caixa-1'): Charge =>
  newCharge({ txid: txidOf(n), terminalId, amountCents: 2350, description: 'Pão & café' }, start + n)
