import { watchForUpdates } from '@balcao/shell'
import { useEffect } from 'react'

let isWatching = false
/** How many parts of the page hold something that a reload would lose. */
let stillNeeded = 0

/** Keeps the version of the app in step with the server's: while nobody looks, and nothing is read, typed or asked for. */
export function useUpdates() {
  useEffect(() => {
    if (isWatching) return
    isWatching = true
    watchForUpdates({
      mayReload: () => document.visibilityState === 'hidden' && stillNeeded === 0,
      subscribe: (onChange) => document.addEventListener('visibilitychange', onChange),
    })
  }, [])
}

/** No reload while this holds. */
export function useStandStill(isNeeded: boolean) {
  useEffect(() => {
    if (!isNeeded) return
    stillNeeded += 1
    return () => {
      stillNeeded -= 1
    }
  }, [isNeeded])
}
