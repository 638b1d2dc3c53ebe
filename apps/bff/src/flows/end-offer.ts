import { offerOver, type Recurrence } from '@balcao/domain'
import { isOutcomeUnknown, PixError } from '@balcao/pix'
import type { KeptProposal } from '../store/recurrence-proposals.ts'
import { commitRecurrence } from './commit-recurrence.ts'
import { isPassing, outcome, type RecurrenceDeps } from './recurrence-deps.ts'

/**
 * Ends an offer that is over, at the PSP too, where nobody has agreed to it: called with what the PSP has just said. Answers whether it is
 * over. Throws PixError where the PSP does not answer; one that refuses is asked again in its turn.
 */
export async function endOffer(deps: RecurrenceDeps, recurrence: Recurrence): Promise<boolean> {
  const { store, psp, log } = deps
  const { recurrenceId, idRec, txid, status } = recurrence
  if (status !== 'offered' || idRec === null) return false
  const charge = txid === null ? undefined : await store.charge(txid)
  const proposedUntilMs = latestOpen(await store.proposalsOf(recurrenceId))
  const why = offerOver(recurrence, charge, proposedUntilMs, psp.nowMs())
  if (why === undefined) return false
  await commitRecurrence(deps, recurrenceId, { kind: 'offer-over', why })
  const ended = await outcome(psp.recurrences.cancel(idRec))
  if (!(ended instanceof PixError)) await commitRecurrence(deps, recurrenceId, ended)
  else if (isOutcomeUnknown(ended) || isPassing(ended)) throw ended
  else
    log.warn({ recurrenceId, code: ended.code, problem: ended.problem?.type }, 'offer not ended at the PSP')
  return true
}

const openStatuses: readonly KeptProposal['status'][] = ['sending', 'created', 'sent', 'received']

const latestOpen = (proposals: readonly KeptProposal[]): number | undefined =>
  proposals.findLast(({ status }) => openStatuses.includes(status))?.expiresAtMs
