import type { QrCode } from '@balcao/ui'
import { useEffect, useState } from 'react'

const againAfterMs = 2_000

/**
 * The encoder comes right after the first paint: the idle screen has no code to draw, and a start on a slow tablet is
 * 7 KB shorter without it. Undefined until it is there; a lost connection only delays it.
 */
export function useQrCode(): typeof QrCode | undefined {
  const [code, setCode] = useState<{ QrCode: typeof QrCode }>()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isGone = false
    const load = () => {
      import('./code.ts').then(
        (loaded) => {
          if (!isGone) setCode(loaded)
        },
        () => {
          if (!isGone) timer = setTimeout(load, againAfterMs)
        },
      )
    }
    load()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [])
  return code?.QrCode
}
