import { paths, Session } from '@balcao/contracts'
import { askOrThrow } from '@balcao/shell'
import { useQuery } from '@tanstack/react-query'

/** Who is signed in here, on which device. */
export const useSession = () =>
  useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => askOrThrow({ method: 'GET', path: paths.session(), answer: Session, signal }),
  })

/** Whether whoever is here sees the whole business: operators see the terminal of their till alone. */
export function useSeesAll(): boolean {
  const actor = useSession().data?.actor
  return actor?.kind === 'key' || (actor?.kind === 'person' && actor.role !== 'operator')
}
