import { useState } from 'react'

/** How long `key` has been what it is, by the clock that the screen beats with. Zero in the render in which it changes. */
export function useShownFor(key: string, nowMs: number | undefined): number {
  const [shown, setShown] = useState({ key, sinceMs: nowMs })
  if (shown.key !== key || shown.sinceMs === undefined) {
    if (shown.key !== key || nowMs !== undefined) setShown({ key, sinceMs: nowMs })
    return 0
  }
  return (nowMs ?? shown.sinceMs) - shown.sinceMs
}
