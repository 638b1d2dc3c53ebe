import { Health, paths, WebhookCare } from '@balcao/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { askOrThrow } from '../ask-or-throw.ts'

/** How often the bank's state is read again while somebody looks at it. */
const pauseMs = 5_000

const readCare = (json: unknown) => WebhookCare.safeParse(json).data
const readHealth = (json: unknown) => Health.safeParse(json).data

export const useHealth = () =>
  useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => askOrThrow({ method: 'GET', path: paths.health(), read: readHealth, signal }),
    refetchInterval: pauseMs,
  })

export const useWebhookCare = () =>
  useQuery({
    queryKey: ['webhook'],
    queryFn: ({ signal }) => askOrThrow({ method: 'GET', path: paths.webhook(), read: readCare, signal }),
    refetchInterval: pauseMs,
  })

/** Has the webhook registered and verified anew; the answer is how it stands then. */
export function useRegistration() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => askOrThrow({ method: 'POST', path: paths.webhook(), read: readCare }),
    onSuccess: (care) => queries.setQueryData(['webhook'], care),
  })
}
