import { useEffect, useState } from 'react'

/** `value`, except that `passing` must last for a while before it is shown; `instead` stands there until then. */
export function useSettled<T>(value: T, passing: T, graceMs: number, instead: T): T {
  const [hasLasted, setHasLasted] = useState(false)
  const isPassing = value === passing
  useEffect(() => {
    setHasLasted(false)
    if (!isPassing) return
    const timer = setTimeout(() => setHasLasted(true), graceMs)
    return () => clearTimeout(timer)
  }, [isPassing, graceMs])
  return isPassing && !hasLasted ? instead : value
}
