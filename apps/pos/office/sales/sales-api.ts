import { Charge, ChargeList, type NewRefund, paths } from '@balcao/contracts'
import { askOrThrow } from '@balcao/shell'
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { isOpen } from '../refunds/refundable.ts'
import { readAgain, takeAnswer } from '../take-answer.ts'
import { isNarrowed, queryOf, type SaleSearch } from './search.ts'

/** Rows of a page: more than a tall screen shows. */
const pageLength = 50
/** How often the list is read again while somebody looks, and a sale of which something is still open. */
const listPauseMs = 5_000
const openPauseMs = 1_000

export function useSales(search: SaleSearch) {
  return useInfiniteQuery({
    queryKey: ['sales', search],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        limit: String(pageLength),
        ...queryOf(search),
        ...(pageParam && { before: pageParam }),
      })
      return askOrThrow({ method: 'GET', path: `${paths.charges()}?${query}`, answer: ChargeList, signal })
    },
    getNextPageParam: ({ nextBefore }) => nextBefore,
    // Whoever looks for one sale does not wait for new ones, and to look through years again and again is felt at the counter.
    refetchInterval: isNarrowed(search) ? false : listPauseMs,
    placeholderData: keepPreviousData,
  })
}

/** A sale, read again by itself for as long as the bank may still have news of it. */
export function useSale(txid: string | undefined) {
  return useQuery({
    queryKey: ['sale', txid],
    enabled: txid !== undefined,
    queryFn: ({ signal }) =>
      askOrThrow({ method: 'GET', path: paths.charge(txid ?? ''), answer: Charge, signal }),
    refetchInterval: ({ state: { data } }) => (data && mayChange(data) ? openPauseMs : false),
  })
}

const mayChange = ({ status, refunds }: Charge): boolean =>
  status === 'opening' || status === 'awaiting' || refunds.some(isOpen)

/** The id goes with the request, so that the same one is sent again after a lost answer: it is the same refund. */
export function useRefund(txid: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, refund }: { id: string; refund: NewRefund }) =>
      askOrThrow({
        method: 'PUT',
        path: paths.refund(txid, id),
        body: JSON.stringify(refund),
        answer: Charge,
      }),
    onSuccess: (sale) =>
      Promise.all([takeAnswer(queries, ['sale', txid], sale), readAgain(queries, ['sales'])]),
    // Another tab may have asked for a refund meanwhile: what is left is read again before the next press.
    onError: () => queries.invalidateQueries({ queryKey: ['sale', txid] }),
  })
}
