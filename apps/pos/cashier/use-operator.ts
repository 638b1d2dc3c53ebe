import { paths } from '@balcao/contracts'
import { ask, goToEntrance } from '@balcao/shell'
import { useEffect, useState } from 'react'

/** A session ends by itself on a till that nobody touches: its name may stand here for this much longer. */
const lookEveryMs = 60_000

/** Keeps the till in step with who is signed in, and leaves for the entrance where nobody is and somebody has to be. */
export function useOperator(): string | undefined {
  const [operator, setOperator] = useState<string>()
  useEffect(() => {
    const stopped = new AbortController()
    const look = async () => {
      if (document.visibilityState !== 'visible') return
      const { signal } = stopped
      const reply = await ask({ method: 'GET', path: paths.session(), read: readSession, signal })
      if (signal.aborted || !reply.ok) return
      const { name, mustSignIn } = reply.value
      setOperator(name)
      if (mustSignIn) goToEntrance()
    }
    void look()
    const timer = setInterval(look, lookEveryMs)
    document.addEventListener('visibilitychange', look)
    return () => {
      stopped.abort()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return operator
}

/** By hand: the contract's schema would bring all that the entrance needs to the till, which wants a name. */
function readSession(json: unknown): { name: string | undefined; mustSignIn: boolean } | undefined {
  const { actor, shop } = json as { actor?: { kind?: unknown; name?: unknown }; shop?: { isSetUp?: unknown } }
  if (typeof actor?.kind !== 'string') return undefined
  const name = typeof actor.name === 'string' ? actor.name : undefined
  return { name, mustSignIn: actor.kind === 'nobody' && shop?.isSetUp === true }
}
