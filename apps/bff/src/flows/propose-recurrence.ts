import type { NewProposal } from '@balcao/contracts'
import type { Recurrence } from '@balcao/domain'
import { isOutcomeUnknown, type NewRecRequest, PixError, type RecRequest } from '@balcao/pix'
import type { KeptProposal } from '../store/recurrence-proposals.ts'
import { isPassing, outcome, type RecurrenceDeps, refusalText } from './recurrence-deps.ts'

/** Long enough for somebody who looks at the bank's app on the weekend. */
const answerWithinMs = 7 * 24 * 3_600_000

export type Proposed =
  | { kind: 'proposed' | 'unknown' | 'already-there'; proposal: KeptProposal }
  | { kind: 'not-offered' | 'id-reused' }

/** Sends what is offered to the payer's bank (journey 1). One at a time is open at the PSP; the same id again is the same proposal. */
export async function proposeRecurrence(
  deps: RecurrenceDeps,
  recurrence: Recurrence,
  { proposalId, recipient }: { proposalId: string; recipient: NewProposal },
): Promise<Proposed> {
  const { store, psp } = deps
  const { recurrenceId, idRec, status } = recurrence
  const known = await store.proposal(proposalId)
  if (known !== undefined) {
    const isSame =
      known.recurrenceId === recurrenceId && JSON.stringify(known.recipient) === JSON.stringify(recipient)
    return isSame ? { kind: 'already-there', proposal: known } : { kind: 'id-reused' }
  }
  if (status !== 'offered' || idRec === null) return { kind: 'not-offered' }
  const createdAtMs = psp.nowMs()
  const proposal: KeptProposal = {
    ...{ proposalId, recurrenceId, status: 'sending', pspId: null, recipient, refusal: null },
    ...{ createdAtMs, expiresAtMs: createdAtMs + answerWithinMs },
  }
  if (!(await store.insertProposal(proposal, deps.by))) return { kind: 'id-reused' }
  const sent = await outcome(psp.recurrences.propose(requestOf(proposal, idRec)))
  if (sent instanceof PixError && (isOutcomeUnknown(sent) || isPassing(sent))) {
    // What came of it is told by the recurrence, which lists its proposals.
    await store.askAboutRecurrence(recurrenceId, psp.nowMs())
    return { kind: 'unknown', proposal }
  }
  const now: KeptProposal =
    sent instanceof PixError
      ? { ...proposal, status: 'refused', refusal: refusalText(sent) }
      : { ...proposal, pspId: sent.idSolicRec, status: statusOf(sent) ?? 'created' }
  await store.setProposal(proposal, now, deps.clock.now())
  return { kind: 'proposed', proposal: now }
}

const statusOf = ({ status }: RecRequest) => (status === 'undetermined' ? undefined : status)

function requestOf({ recipient, expiresAtMs }: KeptProposal, idRec: string): NewRecRequest {
  const { ispb, branch, account, document } = recipient
  const person = document.length === 11 ? { cpf: document } : { cnpj: document }
  return {
    idRec,
    expiresAt: new Date(expiresAtMs).toISOString(),
    recipient: { ispb, account, branch, ...person },
  }
}

/** A lost answer is the request at the PSP that none of ours has yet: only one is open at a time. */
export async function followProposals(
  { store, psp, clock }: RecurrenceDeps,
  recurrenceId: string,
  told: readonly RecRequest[],
): Promise<void> {
  const ours = await store.proposalsOf(recurrenceId)
  const taken = new Set(ours.map(({ pspId }) => pspId))
  for (const proposal of ours) {
    const isSending = proposal.status === 'sending'
    const found = told.find(({ idSolicRec, recipient }) =>
      isSending
        ? !taken.has(idSolicRec) && recipient?.account === proposal.recipient.account
        : idSolicRec === proposal.pspId,
    )
    const status = found && statusOf(found)
    if (found !== undefined && status !== undefined && status !== proposal.status) {
      taken.add(found.idSolicRec)
      await store.setProposal(proposal, { status, pspId: found.idSolicRec, refusal: null }, clock.now())
    } else if (isSending && found === undefined && psp.nowMs() - proposal.createdAtMs > lostAfterMs)
      await store.setProposal(proposal, { status: 'refused', pspId: null, refusal: null }, clock.now())
  }
}

/** What the PSP does not list by then it has never had: a request of ours lives for seconds, its replicas lag for less. */
const lostAfterMs = 60_000
