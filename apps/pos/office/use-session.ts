import { paths, Session } from '@balcao/contracts'
import { askOrThrow } from '@balcao/shell'
import { useQuery } from '@tanstack/react-query'

/** Who is signed in here, on which device. */
export const useSession = () =>
  useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => askOrThrow({ method: 'GET', path: paths.session(), answer: Session, signal }),
  })
