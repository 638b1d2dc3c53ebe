import type { Charge } from '@balcao/domain'
import { PixError } from '@balcao/pix'
import type { Deps } from '../deps.ts'
import { finishCancel } from './cancel-charge.ts'
import { commitFact } from './commit-fact.ts'
import { type Opening, openCharge, replicaLagMs } from './create-charge.ts'
import { settleCharge } from './settle-charge.ts'

/** After this long nobody waits at the counter for a code any more: a charge that never opened is taken back. */
const openingPatienceMs = 10 * 60_000
/** A payment made in the last second settles a little later: the final question is asked after it. */
export const expiryGraceMs = 2_000

/**
 * Finishes what an answer was never heard of: intents that a crash or a lost reply left opening, cancels that were asked for, codes
 * whose time is over. Called again and again; each call asks the PSP once for each such charge, and for no other.
 */
export async function resumeCharges(deps: Deps & { opening: Opening }): Promise<void> {
  const nowMs = deps.psp.nowMs()
  for (const charge of await deps.store.openCharges()) {
    try {
      await resume(deps, charge, nowMs)
    } catch (error) {
      if (!(error instanceof PixError)) throw error
      deps.log.debug({ txid: charge.txid, code: error.code }, 'not resumed')
    }
  }
}

async function resume(deps: Deps & { opening: Opening }, charge: Charge, nowMs: number): Promise<void> {
  if (charge.status === 'opening') return resumeOpening(deps, charge, nowMs)
  const isOver = charge.expiresAtMs !== null && nowMs >= charge.expiresAtMs
  if (isOver && charge.pending === null) await commitFact(deps, charge.txid, { kind: 'expiry-reached' })
  const isSettled = charge.expiresAtMs !== null && nowMs >= charge.expiresAtMs + expiryGraceMs
  if (isSettled) await settleCharge(deps, charge.txid, 'asking')
  else if (charge.pending === 'cancel') await finishCancel(deps, charge.txid)
}

async function resumeOpening(
  deps: Deps & { opening: Opening },
  charge: Charge,
  nowMs: number,
): Promise<void> {
  const { txid } = charge
  if (deps.opening.underWay(txid) !== undefined) return
  const ageMs = nowMs - charge.createdAtMs
  if (charge.pending === null && ageMs > openingPatienceMs)
    await commitFact(deps, txid, { kind: 'cancel-asked' })
  if (charge.pending === null && ageMs <= openingPatienceMs) {
    const body = await deps.store.pspRequest(txid)
    if (body !== undefined) await deps.opening.once(txid, () => openCharge(deps, charge, body, 'repeat'))
    return
  }
  // Taken back before it opened: it must not exist at the PSP, or must be removed there.
  const outcome = await settleCharge(deps, txid, 'asking')
  if (outcome !== 'absent') return finishCancel(deps, txid)
  if (ageMs > replicaLagMs) await commitFact(deps, txid, { kind: 'absent-at-psp' })
}
