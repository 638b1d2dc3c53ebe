import type { BeforeSetUp } from '@balcao/contracts'
import { useEffect, useState } from 'react'
import { getBeforeSetUp } from './entrance-api.ts'
import { wordsForEntrance } from './words-for-entrance.ts'

/** What the settings say of a shop that nobody has set up: the first fields are filled with it. */
export function useBeforeSetUp() {
  const [before, setBefore] = useState<BeforeSetUp>()
  const [failure, setFailure] = useState<string>()
  useEffect(() => {
    const stopped = new AbortController()
    getBeforeSetUp(stopped.signal).then((reply) => {
      if (stopped.signal.aborted) return
      if (reply.ok) setBefore(reply.value)
      else setFailure(wordsForEntrance(reply.problem))
    })
    return () => stopped.abort()
  }, [])
  return { before, failure }
}
