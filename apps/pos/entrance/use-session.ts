import type { Session } from '@balcao/contracts'
import { useCallback, useEffect, useState } from 'react'
import { getSession } from './entrance-api.ts'

/** A server that is starting is there in a moment, and a shop that is set up at another screen concerns this one: nobody has to press anything. */
const againAfterMs = 2_000

/** Keeps the entrance in step with who the server takes this browser for; another tab may have signed in or out meanwhile. */
export function useSession() {
  const [session, setSession] = useState<Session>()
  const [isUnreachable, setUnreachable] = useState(false)
  /** Whether the answer may soon be another one. */
  const refresh = useCallback(async (signal?: AbortSignal) => {
    const reply = await getSession(signal)
    if (signal?.aborted) return false
    if (reply.ok) setSession(reply.value)
    setUnreachable(!reply.ok)
    return !reply.ok || !reply.value.shop.isSetUp
  }, [])

  useEffect(() => {
    const stopped = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      clearTimeout(timer)
      const maySoonDiffer = await refresh(stopped.signal)
      if (maySoonDiffer) timer = setTimeout(look, againAfterMs)
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
