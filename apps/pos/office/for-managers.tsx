import type { Session } from '@balcao/contracts'
import { Banner } from '@balcao/ui'
import type { ReactNode } from 'react'
import { accessWords as words } from '../checkout/words/access.ts'
import { ReadState } from './read-state.tsx'
import { useSession } from './use-session.ts'

/** Its content for whoever may see it; for the others, why not and what to do. The server's doors decide for themselves. */
export function ForManagers({ children }: { children: (session: Session) => ReactNode }) {
  const session = useSession()
  if (session.data === undefined)
    return <ReadState query={session} loading={words.sessionLoading} failed={words.sessionFailed} />
  const { actor, shop } = session.data
  // Where nothing is locked yet, people and devices would mean nothing.
  if (!shop.isSetUp)
    return (
      <Banner
        tone="neutral"
        title={words.notSetUp}
        action={{ label: words.toSetUp, onPress: () => location.assign('/entrar/') }}
      >
        {words.notSetUpAdvice}
      </Banner>
    )
  if (actor.kind === 'nobody')
    return (
      <Banner tone="neutral" title={words.signIn} action={{ label: words.toEntrance, onPress: signIn }} />
    )
  if (actor.kind === 'person' && actor.role === 'operator')
    return (
      <Banner tone="neutral" title={words.managersOnly}>
        {words.managersOnlyAdvice}
      </Banner>
    )
  return children(session.data)
}

const signIn = () =>
  location.assign(`/entrar/?${new URLSearchParams({ para: location.pathname + location.search })}`)
