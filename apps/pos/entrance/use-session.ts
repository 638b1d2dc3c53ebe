import type { Session } from '@balcao/contracts'
import { useCallback, useEffect, useState } from 'react'
import { getSession } from './entrance-api.ts'

/** A server that is starting is there in a moment, and nobody has to press anything. */
const againAfterMs = 2_000

/** Keeps the entrance in step with who the server takes this browser for; another tab may have signed in or out meanwhile. */
export function useSession() {
  const [session, setSession] = useState<Session>()
  const [isUnreachable, setUnreachable] = useState(false)
  const refresh = useCallback(async (signal?: AbortSignal) => {
    const reply = await getSession(signal)
    if (signal?.aborted) return true
    if (reply.ok) setSession(reply.value)
    setUnreachable(!reply.ok)
    return reply.ok
  }, [])

  useEffect(() => {
    const stopped = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      clearTimeout(timer)
      const isKnown = await refresh(stopped.signal)
      if (!isKnown) timer = setTimeout(look, againAfterMs)
    }
    const onVisible = () => document.visibilityState === 'visible' && look()
    void look()
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      stopped.abort()
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onVisible)
    }
  }, [refresh])
  return { session, isUnreachable, refresh }
}
