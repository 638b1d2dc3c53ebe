import { paths, Session } from '@balcao/contracts'
import { askOrThrow } from '@balcao/shell'
import { useQuery } from '@tanstack/react-query'

/** Who is signed in here; `isBarred` where that is somebody whom the doors of this account refuse. */
export function useSession() {
  const session = useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => askOrThrow({ method: 'GET', path: paths.session(), answer: Session, signal }),
  })
  const actor = session.data?.actor
  return {
    isPending: session.isPending,
    name: actor?.kind === 'person' ? actor.name : '',
    isBarred: actor?.kind === 'person' && actor.role === 'operator',
  }
}
