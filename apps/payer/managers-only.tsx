import { Banner } from '@balcao/ui'
import type { ReactNode } from 'react'
import { useSession } from './use-session.ts'

/** This account spends the shop's money, so an operator is told whom to call. The server's doors decide for themselves. */
export function ManagersOnly({ children }: { children: ReactNode }) {
  const { isPending, isBarred, name } = useSession()
  if (isPending) return null
  if (!isBarred) return children
  return (
    <Banner tone="neutral" title="Só gerentes pagam e autorizam por esta conta.">
      Quem entrou aqui é {name}. Um gerente entra neste aparelho com o próprio PIN e abre esta página.
    </Banner>
  )
}
