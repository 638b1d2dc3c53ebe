import {
  type NewProposal,
  type NewRecurrenceCharge,
  paths,
  Recurrence,
  RecurrenceCharge,
  RecurrenceDetails,
  RecurrenceList,
  SentProposal,
} from '@balcao/contracts'
import { askOrThrow } from '@balcao/shell'
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'

/** Rows of a page: more than a tall screen shows. */
const pageLength = 50
/** Payers answer at the counter; charges change a few times a day. */
const pauseMs = 5_000

export type RecurrenceSearch = { status?: string | undefined; text?: string | undefined }

export const useRecurrences = ({ status, text }: RecurrenceSearch) =>
  useInfiniteQuery({
    queryKey: ['recurrences', status, text],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        limit: String(pageLength),
        ...(status !== undefined && { status }),
        ...(text !== undefined && { q: text }),
        ...(pageParam && { before: pageParam }),
      })
      return askOrThrow({
        method: 'GET',
        path: `${paths.recurrences()}?${query}`,
        answer: RecurrenceList,
        signal,
      })
    },
    getNextPageParam: ({ nextBefore }) => nextBefore,
    refetchInterval: pauseMs,
    placeholderData: keepPreviousData,
  })

export const useRecurrence = (recurrenceId: string) =>
  useQuery({
    queryKey: ['recurrence', recurrenceId],
    queryFn: ({ signal }) =>
      askOrThrow({ method: 'GET', path: paths.recurrence(recurrenceId), answer: RecurrenceDetails, signal }),
    refetchInterval: pauseMs,
  })

/** A change of one recurrence, after which it is read again. Each id is minted once: what is sent again is the same wish. */
function useChange<Request, Answer>(recurrenceId: string, ask: (request: Request) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ask,
    onSettled: () => queries.invalidateQueries({ queryKey: ['recurrence', recurrenceId] }),
  })
}

export const useEnd = (recurrenceId: string) =>
  useChange(recurrenceId, () =>
    askOrThrow({ method: 'POST', path: paths.cancelRecurrence(recurrenceId), answer: Recurrence }),
  )

export const useCharging = (recurrenceId: string) =>
  useChange(recurrenceId, ({ txid, charge }: { txid: string; charge: NewRecurrenceCharge }) =>
    askOrThrow({
      method: 'PUT',
      path: paths.recurrenceCharge(recurrenceId, txid),
      body: JSON.stringify(charge),
      answer: RecurrenceCharge,
    }),
  )

export const useChargeCancel = (recurrenceId: string) =>
  useChange(recurrenceId, (txid: string) =>
    askOrThrow({
      method: 'POST',
      path: paths.cancelRecurrenceCharge(recurrenceId, txid),
      answer: RecurrenceCharge,
    }),
  )

export const useRetry = (recurrenceId: string, txid: string) =>
  useChange(recurrenceId, (day: string) =>
    askOrThrow({
      method: 'POST',
      path: paths.retryRecurrenceCharge(recurrenceId, txid),
      body: JSON.stringify({ day }),
      answer: RecurrenceCharge,
    }),
  )

export const useProposing = (recurrenceId: string) =>
  useChange(recurrenceId, ({ proposalId, recipient }: { proposalId: string; recipient: NewProposal }) =>
    askOrThrow({
      method: 'PUT',
      path: paths.sentProposal(recurrenceId, proposalId),
      body: JSON.stringify(recipient),
      answer: SentProposal,
    }),
  )
