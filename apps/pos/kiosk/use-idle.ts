import { useCallback, useEffect, useRef, useState } from 'react'

/** Long enough to read the question and reach the button. */
export const warningMs = 15_000

/**
 * Keeps the kiosk from standing in the middle of a sale that nobody is at: after `idleMs` without a touch it warns, and then
 * it resets. Undefined: nothing to reset. A WCAG duty too (2.2.1): the warning can always be answered.
 */
export function useIdle(idleMs: number | undefined, onReset: () => void) {
  const [secondsLeft, setSecondsLeft] = useState<number>()
  const touchedAt = useRef(performance.now())
  const reset = useRef(onReset)
  useEffect(() => {
    reset.current = onReset
  })
  const stay = useCallback(() => {
    touchedAt.current = performance.now()
    setSecondsLeft(undefined)
  }, [])
  useEffect(() => {
    stay()
    if (idleMs === undefined) return
    const timer = setInterval(() => {
      const leftMs = touchedAt.current + idleMs + warningMs - performance.now()
      if (leftMs > warningMs) return
      if (leftMs > 0) return setSecondsLeft(Math.ceil(leftMs / 1000))
      stay()
      reset.current()
    }, 1_000)
    const onTouch = () => {
      // While the question stands only its buttons answer it.
      if (touchedAt.current + idleMs > performance.now()) touchedAt.current = performance.now()
    }
    window.addEventListener('pointerdown', onTouch)
    window.addEventListener('keydown', onTouch)
    return () => {
      clearInterval(timer)
      window.removeEventListener('pointerdown', onTouch)
      window.removeEventListener('keydown', onTouch)
    }
  }, [idleMs, stay])
  return { secondsLeft, stay }
}
