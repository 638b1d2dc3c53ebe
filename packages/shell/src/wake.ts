/**
 * Tells when a screen comes back: it is looked at again, the network is there again, or the device has slept.
 * `slept` means that this page's own sense of time is not to be trusted until the server has spoken.
 */
export type Waking = 'looked-at' | 'slept'

export interface WakeWatch {
  /** Looks at the clocks now, for whoever is about to answer for the freshness of something. */
  readonly check: () => void
  readonly stop: () => void
}

const tickMs = 1_000
/**
 * `performance.now()` stands still on some systems while the device sleeps (W3C High Resolution Time leaves it open) and
 * the calendar does not: when the calendar runs ahead, the device was away. It is used for nothing but this suspicion,
 * so a calendar that is wrong, stopped or corrected costs one reconnection at most.
 */
const sleptMs = 5_000

export function watchWake(onWake: (waking: Waking) => void): WakeWatch {
  let calendar = Date.now()
  let monotonic = performance.now()
  const check = () => {
    const ahead = Date.now() - calendar - (performance.now() - monotonic)
    calendar = Date.now()
    monotonic = performance.now()
    if (ahead > sleptMs) onWake('slept')
  }
  const onVisible = () => {
    check()
    if (document.visibilityState === 'visible') onWake('looked-at')
  }
  const onOnline = () => onWake('looked-at')
  const onPageShow = (event: PageTransitionEvent) => onWake(event.persisted ? 'slept' : 'looked-at')
  const onResume = () => onWake('slept')

  const timer = setInterval(check, tickMs)
  document.addEventListener('visibilitychange', onVisible)
  // Page Lifecycle: a frozen page gets `resume` before the tasks that queued up meanwhile.
  document.addEventListener('resume', onResume)
  window.addEventListener('pageshow', onPageShow)
  window.addEventListener('online', onOnline)
  return {
    check,
    stop: () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', onVisible)
      document.removeEventListener('resume', onResume)
      window.removeEventListener('pageshow', onPageShow)
      window.removeEventListener('online', onOnline)
    },
  }
}
