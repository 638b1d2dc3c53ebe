import { useEffect, useState } from 'react'

/** A timer of a browser counts no further than 24 days. */
const longestMs = 2 ** 31 - 1

/** Whether an instant is over, and the moment when it becomes so. */
export function useIsPast(atMs: number): boolean {
  const [nowMs, setNowMs] = useState(Date.now)
  const leftMs = atMs - nowMs
  useEffect(() => {
    if (leftMs < 0) return
    const timer = setTimeout(() => setNowMs(Date.now()), Math.min(leftMs + 1, longestMs))
    return () => clearTimeout(timer)
  }, [leftMs])
  return leftMs < 0
}
