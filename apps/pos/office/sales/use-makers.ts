import { PersonList, paths } from '@balcao/contracts'
import { askOrThrow } from '@balcao/shell'
import { useQuery } from '@tanstack/react-query'
import { searchWords } from '../../checkout/words/history.ts'
import { useSeesAll } from '../use-session.ts'

/** Who may have made a sale, as the audit names them. Only managers know everybody; for others there is nobody to choose. */
export function useMakers(): { madeBy: string; name: string }[] {
  const seesAll = useSeesAll()
  const people = useQuery({
    queryKey: ['people'],
    enabled: seesAll,
    queryFn: ({ signal }) => askOrThrow({ method: 'GET', path: paths.people(), answer: PersonList, signal }),
  })
  if (people.data === undefined) return []
  return [
    ...people.data.people.map(({ personId, name }) => ({ madeBy: `person:${personId}`, name })),
    { madeBy: 'key', name: searchWords.software },
  ]
}
