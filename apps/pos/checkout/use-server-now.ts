import type { ServerClock } from '@balcao/shell'
import { useEffect, useReducer } from 'react'

/** Beats with the server's seconds, so that a countdown neither skips one nor shows one twice. Undefined until the server has spoken. */
export function useServerNow(clock: ServerClock): number | undefined {
  const [, beat] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const next = () => {
      const nowMs = clock.nowMs() ?? 0
      timer = setTimeout(
        () => {
          beat()
          next()
        },
        1_000 - (nowMs % 1_000),
      )
    }
    next()
    // A hidden tab's timers sleep; whoever looks again sees the right second at once.
    document.addEventListener('visibilitychange', beat)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', beat)
    }
  }, [clock])
  return clock.nowMs()
}
