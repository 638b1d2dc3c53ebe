import { Health, paths, WebhookCare } from '@balcao/contracts'
import { askOrThrow } from '@balcao/shell'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { takeAnswer } from '../take-answer.ts'

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
    mutationFn: () => askOrThrow({ method: 'POST', path: paths.webhook(), answer: WebhookCare }),
    onSuccess: (care) => takeAnswer(queries, ['webhook'], care),
  })
}
