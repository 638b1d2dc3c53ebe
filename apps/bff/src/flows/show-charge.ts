import type { Deps } from '../deps.ts'

/** Puts a charge of this terminal on the customer's screen; null is the idle screen. Answers false where the terminal has no such charge. */
export async function showCharge(
  { store, bus }: Pick<Deps, 'store' | 'bus'>,
  terminalId: string,
  txid: string | null,
): Promise<boolean> {
  if (txid !== null && (await store.charge(txid))?.terminalId !== terminalId) return false
  await store.setCurrent(terminalId, txid)
  bus.ring(terminalId)
  return true
}
