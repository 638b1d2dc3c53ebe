import { paths, Session } from '@balcao/contracts'
import { askOrThrow } from '@balcao/shell'
import { Banner } from '@balcao/ui'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'

/** This account spends the shop's money, so an operator is told whom to call. The server's doors decide for themselves. */
export function ManagersOnly({ children }: { children: ReactNode }) {
  const session = useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => askOrThrow({ method: 'GET', path: paths.session(), answer: Session, signal }),
  })
  if (session.isPending) return null
  const actor = session.data?.actor
  if (actor?.kind !== 'person' || actor.role !== 'operator') return children
  return (
    <Banner tone="neutral" title="Só gerentes pagam e autorizam por esta conta.">
      Quem entrou aqui é {actor.name}. Um gerente entra neste aparelho com o próprio PIN e abre esta página.
    </Banner>
  )
}
