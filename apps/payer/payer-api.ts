import {
  type NewLimits,
  PayerBilling,
  PayerBillingList,
  PayerDeed,
  PayerRecurrence,
  PayerRecurrenceDetail,
  PayerRecurrenceList,
  Proposal,
  type ProposalAnswer,
  ProposalList,
  paths,
} from '@balcao/contracts'
import { askOrThrow, isRefusal, Refused } from '@balcao/shell'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { KeptDeed } from './deed-store.ts'
import { readAgain } from './read-again.ts'

/** What this app reads and asks for. The stream says when to read again. */

export const useProposals = () =>
  useQuery({
    queryKey: ['proposals'],
    queryFn: ({ signal }) =>
      askOrThrow({ method: 'GET', path: paths.proposals(), answer: ProposalList, signal }),
  })

export const useRecurrences = () =>
  useQuery({
    queryKey: ['recurrences'],
    queryFn: ({ signal }) =>
      askOrThrow({ method: 'GET', path: paths.payerRecurrences(), answer: PayerRecurrenceList, signal }),
  })

export const useRecurrence = (recurrenceId: string) =>
  useQuery({
    queryKey: ['recurrences', recurrenceId],
    queryFn: ({ signal }) =>
      askOrThrow({
        method: 'GET',
        path: paths.payerRecurrence(recurrenceId),
        answer: PayerRecurrenceDetail,
        signal,
      }),
  })

export const useBillings = () =>
  useQuery({
    queryKey: ['billings'],
    queryFn: ({ signal }) =>
      askOrThrow({ method: 'GET', path: paths.payerBillings(), answer: PayerBillingList, signal }),
  })

/** How soon a deed whose outcome is not known yet is looked at again. */
const lookAgainMs = 2_000

/**
 * Sends a deed, and looks at it until its outcome is known: the same bytes under the same id are the same deed, so asking again is only
 * looking. A refusal ends it, since nothing was done.
 */
export const useDeed = ({ deedId, kind, body }: KeptDeed) =>
  useQuery({
    queryKey: ['deed', deedId],
    queryFn: ({ signal }) =>
      askOrThrow({
        method: 'PUT',
        path: kind === 'payment' ? paths.payerPayment(deedId) : paths.payerAuthorization(deedId),
        body,
        answer: PayerDeed,
        signal,
      }),
    retry: (_failures, error) => !(error instanceof Refused && isRefusal(error.problem)),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isUnderWay(state.data) ? lookAgainMs : false,
  })

export const isUnderWay = ({ payment, authorization }: PayerDeed): boolean =>
  payment?.status === 'asked' || authorization?.status === 'asked'

export const useAnswerProposal = (proposalId: string) =>
  useChange((answer: ProposalAnswer) =>
    askOrThrow({
      method: 'POST',
      path: paths.proposalAnswer(proposalId),
      body: JSON.stringify(answer),
      answer: Proposal,
    }),
  )

export const useConfigure = (recurrenceId: string) =>
  useChange((limits: NewLimits) =>
    askOrThrow({
      method: 'POST',
      path: paths.payerConfigure(recurrenceId),
      body: JSON.stringify(limits),
      answer: PayerRecurrence,
    }),
  )

export const useCancelRecurrence = (recurrenceId: string) =>
  useChange((_: undefined) =>
    askOrThrow({ method: 'POST', path: paths.payerCancel(recurrenceId), answer: PayerRecurrence }),
  )

export const useCancelBilling = () =>
  useChange((txid: string) =>
    askOrThrow({ method: 'POST', path: paths.payerBillingCancel(txid), answer: PayerBilling }),
  )

/** Something that changes what is shown: it is read again whatever came of it. */
function useChange<Request, Answer>(mutationFn: (request: Request) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => readAgain(queries) })
}
