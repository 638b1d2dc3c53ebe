import type { ProposalAnswer } from '@balcao/contracts'
import {
  isOutcomeUnknown,
  PayerApiError,
  type RecurrenceRequest,
  type RequestAnswer,
} from '@balcao/payer-api'
import { AccountResting } from '../account/account.ts'
import { byItself } from '../store/audit.ts'
import type { ProposalAnswered } from '../store/payer-answers.ts'
import type { Mirror, Mirrored } from './mirror-account.ts'
import { type PayerDeps, payerBell } from './payer-deps.ts'
import { isLimitTooLow, termsOf } from './payer-terms.ts'

export type ProposalStatus = 'received' | 'answering' | 'accepted' | 'rejected' | 'expired' | 'cancelled'
export type Answered =
  | { kind: 'answered' }
  | { kind: 'not-found' }
  | { kind: 'over' }
  | { kind: 'limit-below-value' }

/**
 * Time for the provider to show an answer that it may have got: after it, one that was never heard of may be given again. A yes to it proves
 * little, since a page in between may have said it, and is waited for longer.
 */
const unheardMs = { asked: 60_000, sent: 10 * 60_000 }

/** What it is now, by the provider's word, by the hour, and by what was answered here. */
export function statusOfProposal(
  { status, expirationDateMs }: Pick<RecurrenceRequest, 'status' | 'expirationDateMs'>,
  answered: ProposalAnswered | undefined,
  nowMs: number,
): ProposalStatus {
  switch (status) {
    case 'ACCEPTED':
      return 'accepted'
    case 'REJECTED':
      return 'rejected'
    case 'EXPIRED':
      return 'expired'
    case 'CANCELED':
      return 'cancelled'
    case 'RECEIVED':
      if (answered !== undefined) return 'answering'
      return expirationDateMs !== undefined && nowMs >= expirationDateMs ? 'expired' : 'received'
    case 'undetermined':
      return 'answering'
  }
}

/** Says yes or no to a receiver's proposal (journey 1), once: the same answer again is the same, another one comes too late. */
export async function answerProposal(
  deps: PayerDeps & { mirror: Mirror },
  proposalId: string,
  answer: ProposalAnswer,
): Promise<Answered> {
  const { account, payer, clock, bus, mirror, by = byItself } = deps
  const { requests } = await mirror.read()
  const request = requests.find(({ requestRecId }) => requestRecId === proposalId)
  if (request === undefined) return { kind: 'not-found' }
  const text = JSON.stringify(answer)
  const before = (await payer.answers()).get(proposalId)
  if (before?.answer === text) return { kind: 'answered' }
  if (statusOfProposal(request, before, account.nowMs()) !== 'received') return { kind: 'over' }
  const terms = request.terms && termsOf(request.terms)
  // What could not be shown cannot be agreed to; a no is always understood.
  if (answer.accept && terms === undefined) return { kind: 'not-found' }
  if (answer.accept && terms !== undefined && isLimitTooLow(answer, terms))
    return { kind: 'limit-below-value' }

  const isOurs = await payer.insertAnswer(
    { proposalId, answer: text, status: 'asked', atMs: clock.now() },
    by,
  )
  if (!isOurs)
    return (await payer.answers()).get(proposalId)?.answer === text ? { kind: 'answered' } : { kind: 'over' }
  bus.ring(payerBell)
  try {
    await account.answer(proposalId, wireAnswer(answer))
    await payer.sentAnswer(proposalId)
  } catch (error) {
    if (!(error instanceof PayerApiError)) throw error
    // Where nobody knows, it stays as answered, and the provider's list says in the end.
    if (isOutcomeUnknown(error) && !(error instanceof AccountResting)) return { kind: 'answered' }
    await takeBack(deps, proposalId, by)
    throw error
  }
  await mirror.refresh().catch(ignoreProvider)
  return { kind: 'answered' }
}

/** An answer that was lost on the way is taken back, as soon as the provider has long shown that it has none. */
export async function forgetLostAnswers(deps: PayerDeps, { requests }: Mirrored): Promise<void> {
  const answers = await deps.payer.answers()
  for (const { requestRecId, status } of requests) {
    const answered = answers.get(requestRecId)
    if (status !== 'RECEIVED' || answered === undefined) continue
    if (deps.clock.now() - answered.atMs > unheardMs[answered.status])
      await takeBack(deps, requestRecId, byItself)
  }
}

async function takeBack({ payer, clock, bus }: PayerDeps, proposalId: string, by: string): Promise<void> {
  const deed = { actor: by, action: 'payer-answer-not-taken', subject: `payer-proposal:${proposalId}` }
  await payer.forgetAnswer(proposalId, deed, clock.now())
  bus.ring(payerBell)
}

/** API Pix 2.9.0, `encerramento.rejeicao.codigo`: the two codes that a payer's no has. */
const rejectionCodes = { 'not-recognised': 'AP13', 'not-wanted': 'AP14' } as const

const wireAnswer = (answer: ProposalAnswer): RequestAnswer =>
  answer.accept
    ? {
        acceptance: true,
        useAccountLimit: answer.useAccountLimit,
        maximumValueCents: answer.maximumCents,
      }
    : { acceptance: false, rejectionCode: rejectionCodes[answer.reason] }

/** The deed is done: what the provider shows of it comes with the next reading. */
export function ignoreProvider(error: unknown): void {
  if (!(error instanceof PayerApiError)) throw error
}
