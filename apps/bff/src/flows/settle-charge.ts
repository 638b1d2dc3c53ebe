import type { Advance, Charge } from '@balcao/domain'
import type { Deps } from '../deps.ts'
import type { HeardBy } from '../store/store.ts'
import { commitFact } from './commit-fact.ts'

/**
 * Asks the PSP what is true of one charge and commits it. Whoever says that something happened, a webhook, the sweep or a
 * countdown, only causes this question. Answers 'absent' where the PSP does not know the txid; throws PixError where it does not answer.
 */
export async function settleCharge(
  deps: Deps,
  txid: string,
  heardBy: HeardBy,
  known?: Charge,
): Promise<Advance | 'absent' | undefined> {
  const isDue = known === undefined ? await deps.store.hasDueDay(txid) : known.dueDay !== null
  const truth = await deps.psp.readCharge(txid, isDue ? 'due' : 'immediate')
  return truth === 'absent' ? 'absent' : commitFact(deps, txid, truth, heardBy, known)
}
