import type { Shift } from '@balcao/contracts'
import { useCallback, useEffect, useState } from 'react'
import { askForLatest } from './shift-api.ts'

/** Another till of the terminal, or the office, may end a shift: whose it is may stand here for this much longer. */
const lookEveryMs = 30_000
/** While it is counted somebody waits for its end. */
const closingPauseMs = 2_000

/** Keeps the terminal's latest shift in step with the server: undefined until it has told it, null where there never was one. */
export function useLatestShift(terminalId: string): { shift: Shift | null | undefined; look: () => void } {
  const [shift, setShift] = useState<Shift | null>()
  const [round, setRound] = useState(0)
  const look = useCallback(() => setRound((before) => before + 1), [])
  const pauseMs = shift?.status === 'closing' ? closingPauseMs : lookEveryMs

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks at once
  useEffect(() => {
    const stopped = new AbortController()
    const ask = async () => {
      if (document.visibilityState !== 'visible') return
      const reply = await askForLatest(terminalId, stopped.signal)
      if (!stopped.signal.aborted && reply.ok) setShift(reply.value)
    }
    void ask()
    const timer = setInterval(ask, pauseMs)
    document.addEventListener('visibilitychange', ask)
    return () => {
      stopped.abort()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', ask)
    }
  }, [terminalId, pauseMs, round])
  return { shift, look }
}
