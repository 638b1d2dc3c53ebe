import { paths, Shop, type ShopChange, ShopList } from '@balcao/contracts'
import { askOrThrow, noAnswer } from '@balcao/shell'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

const queryKey = ['shops']

export const useShops = ({ enabled = true } = {}) =>
  useQuery({
    queryKey,
    enabled,
    queryFn: ({ signal }) => askOrThrow({ method: 'GET', path: paths.shops(), answer: ShopList, signal }),
  })

/** Makes or changes a shop. */
export function useShopChange() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ shopId, change }: { shopId: string; change: ShopChange }) =>
      askOrThrow({ method: 'PUT', path: paths.shop(shopId), body: JSON.stringify(change), answer: Shop }),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  })
}

/** Says in which shop a terminal stands. */
export function usePlacing() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ terminalId, shopId }: { terminalId: string; shopId: string }) =>
      askOrThrow({
        method: 'PUT',
        path: paths.terminalShop(terminalId),
        body: JSON.stringify({ shopId }),
        answer: noAnswer,
      }),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  })
}
