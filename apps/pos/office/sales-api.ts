import { Charge, ChargeList, type ChargeStatus, type Problem, paths } from '@balcao/contracts'
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { ask, type Reply } from '../shell/api.ts'

/** Rows of a page: more than a tall screen shows. */
const pageLength = 50
/** How often a list, and a sale whose refund is not final, are read again while somebody looks. */
const listPauseMs = 5_000
const refundPauseMs = 1_000

/** Why a request failed, for React Query, which tells success from failure by what is thrown. */
export class Refused extends Error {
  readonly problem: Problem | 'network'
  constructor(problem: Problem | 'network') {
    super(problem === 'network' ? 'network' : problem.type)
    this.problem = problem
  }
}

async function orThrow<T>(reply: Promise<Reply<T>>): Promise<T> {
  const answer = await reply
  if (!answer.ok) throw new Refused(answer.problem)
  return answer.value
}

const readCharge = (json: unknown) => Charge.safeParse(json).data
const readList = (json: unknown) => ChargeList.safeParse(json).data

export function useSales(status: ChargeStatus | undefined) {
  return useInfiniteQuery({
    queryKey: ['sales', status],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        limit: String(pageLength),
        ...(status && { status }),
        ...(pageParam && { before: pageParam }),
      })
      return orThrow(ask({ method: 'GET', path: `${paths.charges()}?${query}`, read: readList, signal }))
    },
    getNextPageParam: ({ nextBefore }) => nextBefore,
    refetchInterval: listPauseMs,
    placeholderData: keepPreviousData,
  })
}

export function useSale(txid: string | undefined) {
  return useQuery({
    queryKey: ['sale', txid],
    enabled: txid !== undefined,
    queryFn: ({ signal }) =>
      orThrow(ask({ method: 'GET', path: paths.charge(txid ?? ''), read: readCharge, signal })),
    refetchInterval: ({ state }) =>
      state.data?.refunds.some(({ status }) => status === 'requested' || status === 'processing')
        ? refundPauseMs
        : listPauseMs,
  })
}

export type RefundAsked = { id: string; amountCents: number; endToEndId: string }

/** The same id is sent again after a lost answer: it is the same refund. */
export function useRefund(txid: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, amountCents, endToEndId }: RefundAsked) =>
      orThrow(
        ask({
          method: 'PUT',
          path: paths.refund(txid, id),
          body: JSON.stringify({ amountCents, endToEndId }),
          read: readCharge,
        }),
      ),
    onSuccess: (sale) => {
      queries.setQueryData(['sale', txid], sale)
      return queries.invalidateQueries({ queryKey: ['sales'] })
    },
  })
}
