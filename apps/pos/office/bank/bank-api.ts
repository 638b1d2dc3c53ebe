import { Health, paths, WebhookCare } from '@balcao/contracts'
import { askOrThrow } from '@balcao/shell'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

/** How often the bank's state is read again while somebody looks at it. */
const pauseMs = 5_000

export const useHealth = () =>
  useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => askOrThrow({ method: 'GET', path: paths.health(), answer: Health, signal }),
    refetchInterval: pauseMs,
  })

export const useWebhookCare = () =>
  useQuery({
    queryKey: ['webhook'],
    queryFn: ({ signal }) =>
      askOrThrow({ method: 'GET', path: paths.webhook(), answer: WebhookCare, signal }),
    refetchInterval: pauseMs,
  })

/** Has the webhook registered and verified anew; the answer is how it stands then. */
export function useRegistration() {
  const queries = useQueryClient()
  return useMutation({
    // An answer that is still under way is older than what comes of this.
    onMutate: () => queries.cancelQueries({ queryKey: ['webhook'] }),
    mutationFn: () => askOrThrow({ method: 'POST', path: paths.webhook(), answer: WebhookCare }),
    onSuccess: (care) => queries.setQueryData(['webhook'], care),
  })
}
