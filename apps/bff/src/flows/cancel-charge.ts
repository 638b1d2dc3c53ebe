import type { Charge } from '@balcao/domain'
import { PixError } from '@balcao/pix'
import type { Deps } from '../deps.ts'
import { commitFact } from './commit-fact.ts'
import type { Opening } from './create-charge.ts'
import { settleCharge } from './settle-charge.ts'

export type Cancelled =
  /** As the ledger has it now: cancelled, or paid where the payment won, or still awaiting with the cancel pending. */
  { kind: 'asked'; charge: Charge } | { kind: 'not-found' } | { kind: 'already-closed'; charge: Charge }

/**
 * Asks the PSP to remove the charge. That is a request, not a fact: until the PSP has answered the charge is awaiting with the cancel
 * pending, and a payment that comes first wins.
 */
export async function cancelCharge(deps: Deps & { opening: Opening }, txid: string): Promise<Cancelled> {
  const asked = await commitFact(deps, txid, { kind: 'cancel-asked' })
  const charge = await deps.store.charge(txid)
  if (asked === undefined || charge === undefined) {
    deps.opening.withdraw(txid)
    return { kind: 'not-found' }
  }
  if (asked.kind === 'refused')
    return charge.status === 'cancelled' ? { kind: 'asked', charge } : { kind: 'already-closed', charge }
  if (charge.status === 'awaiting') await finishCancel(deps, txid)
  return { kind: 'asked', charge: (await deps.store.charge(txid)) ?? charge }
}

/** Goes on with a cancel that was asked for. Where the PSP does not answer the request stays pending and is repeated. */
export async function finishCancel(deps: Deps, txid: string): Promise<void> {
  try {
    const kind = (await deps.store.hasDueDay(txid)) ? 'due' : 'immediate'
    const removed = await deps.psp.removeCharge(txid, kind)
    // The answer to a removal may leave out a Pix that was just settled, so one look after it decides; and that look may come from a
    // replica that does not know of the removal yet, so without a Pix in it the removal stands.
    const after = await deps.psp.readCharge(txid, kind)
    const hasPix = after !== 'absent' && after.payments.length > 0
    const truth = hasPix || removed === 'absent' ? after : removed
    if (truth !== 'absent') await commitFact(deps, txid, truth)
  } catch (error) {
    if (!(error instanceof PixError)) throw error
    deps.log.warn({ txid, code: error.code }, 'cancel not answered')
    if (error.code === 'invalid-operation' || error.code === 'conflict')
      await settleCharge(deps, txid, 'asking').catch(passing)
  }
}

/** The PSP not answering leaves the request where it was; everything else is ours and is not hidden. */
const passing = (error: unknown) => {
  if (!(error instanceof PixError)) throw error
}
