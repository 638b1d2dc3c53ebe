import { useEffect, useState } from 'react'

/** `refused`: the browser has no wake lock, or the battery saver said no, so the screen may go dark. */
export type WakeLockState = 'asking' | 'held' | 'refused'

/** Keeps the screen lit while the page is looked at. The lock is lost whenever the page is hidden (W3C Screen Wake Lock), so it is taken again. */
export function useWakeLock(): WakeLockState {
  const [state, setState] = useState<WakeLockState>('asking')
  useEffect(() => {
    let lock: WakeLockSentinel | undefined
    let isGone = false
    const take = async () => {
      if (document.visibilityState !== 'visible' || (lock && !lock.released)) return
      try {
        lock = await navigator.wakeLock.request('screen')
        if (isGone) await lock.release()
        else setState('held')
      } catch {
        setState('refused')
      }
    }
    void take()
    document.addEventListener('visibilitychange', take)
    return () => {
      isGone = true
      document.removeEventListener('visibilitychange', take)
      void lock?.release()
    }
  }, [])
  return state
}
