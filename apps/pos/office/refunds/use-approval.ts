import { type NewApproval, paths, problemName } from '@balcao/contracts'
import { askOrThrow, noAnswer, Refused } from '@balcao/shell'
import { useMutation } from '@tanstack/react-query'

/** The refund is above the limit of whoever asks for it. */
export const needsApproval = (error: Error | null): boolean =>
  error instanceof Refused && error.problem !== 'network' && problemName(error.problem) === 'approval-needed'

export const useApproval = () =>
  useMutation({
    mutationFn: (approval: NewApproval) =>
      askOrThrow({
        method: 'POST',
        path: paths.approvals(),
        body: JSON.stringify(approval),
        answer: noAnswer,
      }),
    // The PIN stays nowhere longer than it is asked for.
    gcTime: 0,
  })
