import { paths, Timeline } from '@balcao/contracts'
import { ask } from '@balcao/shell'
import { useEffect, useState } from 'react'

export type TimelineState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'read'; readonly timeline: Timeline }

/** What was painted is written a second after it was, so a sale that has just changed is looked at once more. */
const lookAgainAfterMs = 2_500

const readTimeline = (json: unknown) => Timeline.safeParse(json).data

/** How a sale went, read again with every version of it. */
export function useTimeline(txid: string, version: number): { state: TimelineState; retry: () => void } {
  const [state, setState] = useState<TimelineState>({ kind: 'loading' })
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each version and each attempt asks anew
  useEffect(() => {
    const request = new AbortController()
    const read = async () => {
      const reply = await ask({
        ...{ method: 'GET', path: paths.timeline(txid), read: readTimeline, signal: request.signal },
      })
      if (request.signal.aborted) return
      if (reply.ok) setState({ kind: 'read', timeline: reply.value })
      else setState((before) => (before.kind === 'read' ? before : { kind: 'failed' }))
    }
    void read()
    const timer = setTimeout(() => void read(), lookAgainAfterMs)
    return () => {
      request.abort()
      clearTimeout(timer)
    }
  }, [txid, version, attempt])
  return {
    state,
    retry: () => {
      setState({ kind: 'loading' })
      setAttempt((before) => before + 1)
    },
  }
}
