import { Person, type PersonChange, PersonList, paths } from '@balcao/contracts'
import { askOrThrow } from '@balcao/shell'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

/** A lock after wrong PINs is half a minute at first, and should be seen to begin and to end. */
const pauseMs = 10_000

export const usePeople = () =>
  useQuery({
    queryKey: ['people'],
    queryFn: ({ signal }) => askOrThrow({ method: 'GET', path: paths.people(), answer: PersonList, signal }),
    refetchInterval: pauseMs,
  })

/** Makes or changes a person. The id is made once, so that a second press after a lost answer makes nobody twice. */
export function usePersonChange() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ personId, change }: { personId: string; change: PersonChange }) =>
      askOrThrow({
        method: 'PUT',
        path: paths.person(personId),
        body: JSON.stringify(change),
        answer: Person,
      }),
    // Whoever changes themselves is signed out by it.
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['people'] }),
        queries.invalidateQueries({ queryKey: ['session'] }),
      ]),
  })
}
