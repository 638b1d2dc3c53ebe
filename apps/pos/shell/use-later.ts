import { useEffect, useState } from 'react'

const againAfterMs = 2_000

/**
 * What is not needed for the first picture and comes right after it. Undefined until it is there; a connection that is lost meanwhile only
 * delays it. `load` is one function for as long as the screen stands.
 */
export function useLater<T>(load: () => Promise<T>): T | undefined {
  const [loaded, setLoaded] = useState<{ value: T }>()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isGone = false
    const attempt = () => {
      load().then(
        (value) => {
          if (!isGone) setLoaded({ value })
        },
        () => {
          if (!isGone) timer = setTimeout(attempt, againAfterMs)
        },
      )
    }
    attempt()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [load])
  return loaded?.value
}
