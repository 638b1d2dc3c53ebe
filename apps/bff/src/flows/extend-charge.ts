import type { Charge } from '@balcao/domain'
import { isOutcomeUnknown, PixError } from '@balcao/pix'
import type { Deps } from '../deps.ts'
import { commitFact } from './commit-fact.ts'
import type { Opening } from './create-charge.ts'
import { settleCharge } from './settle-charge.ts'

/** A code that lives for more than a day is not a sale at a counter. */
const longestLifeMs = 24 * 3_600_000
/** What was sent longer ago than this has arrived, or never will. */
const longestWayMs = 60_000

export type Extended =
  | { kind: 'extended'; charge: Charge }
  | { kind: 'not-found' }
  | { kind: 'already-closed' }
  | { kind: 'too-long' }
  | { kind: 'has-due-day' }
  | { kind: 'refused'; error: PixError }

/** Keeps the same code alive for some minutes more. Throws PixError where the PSP does not answer: the code then ends when it did before. */
export async function extendCharge(
  deps: Deps & { opening: Opening },
  txid: string,
  minutes: number,
): Promise<Extended> {
  const charge = await deps.store.charge(txid)
  if (charge === undefined) return { kind: 'not-found' }
  if (charge.status !== 'awaiting' || charge.pending !== null || charge.expiresAtMs === null)
    return { kind: 'already-closed' }
  if (charge.dueDay !== null) return { kind: 'has-due-day' }
  const untilMs = charge.expiresAtMs + minutes * 60_000
  if (untilMs - charge.createdAtMs > longestLifeMs) return { kind: 'too-long' }
  // A create that was given up, here or by a server before this one, may still arrive there, and would put the old end back.
  const repeatedAtMs = await deps.store.repeatedAtMs(txid)
  const isRepeatedLately = repeatedAtMs !== null && deps.psp.nowMs() - repeatedAtMs < longestWayMs
  if (deps.opening.underWay(txid) !== undefined || isRepeatedLately)
    throw new PixError('unavailable', 'The PSP has yet to answer about this charge')
  try {
    const truth = await deps.psp.extendCharge(txid, untilMs)
    if (truth === 'absent') return { kind: 'already-closed' }
    await commitFact(deps, txid, truth)
    return { kind: 'extended', charge: (await deps.store.charge(txid)) ?? charge }
  } catch (error) {
    if (!(error instanceof PixError) || isOutcomeUnknown(error)) throw error
    // A refusal may mean that it was paid in this very moment.
    await settleCharge(deps, txid, 'asking')
    return { kind: 'refused', error }
  }
}
