import { paths, Session } from '@balcao/contracts'
import { useQuery } from '@tanstack/react-query'
import { askOrThrow } from './ask-or-throw.ts'

/** Who is signed in here, on which device. */
export const useSession = () =>
  useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => askOrThrow({ method: 'GET', path: paths.session(), answer: Session, signal }),
  })
