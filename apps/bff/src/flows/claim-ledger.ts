import type { Deps } from '../deps.ts'
import type { PspOfLedger } from '../store/psp-of-ledger.ts'

export type Claim =
  | { kind: 'claimed' }
  /** Play money and real money in one book: every sum in it would be wrong. */
  | { kind: 'other-money'; before: PspOfLedger }
  /** The new PSP knows nothing of these, so nobody could ever finish them. */
  | { kind: 'unfinished'; before: PspOfLedger; charges: number; refunds: number }

/**
 * A ledger belongs to one PSP at a time. A shop that changes its PSP keeps its book once nothing in it is open any more; what was tried in
 * a sandbox stays in a book of its own.
 */
export async function claimLedger(store: Deps['store'], now: PspOfLedger): Promise<Claim> {
  const before = await store.pspOfLedger()
  if (before?.psp === now.psp && before.environment === now.environment) return { kind: 'claimed' }
  if (before !== undefined && (await store.hasCharges())) {
    if (before.environment === 'sandbox' || now.environment === 'sandbox')
      return { kind: 'other-money', before }
    const [charges, refunds] = [await store.countOpen(), (await store.openRefunds()).length]
    if (charges + refunds > 0) return { kind: 'unfinished', before, charges, refunds }
  }
  await store.setPspOfLedger(now)
  return { kind: 'claimed' }
}
