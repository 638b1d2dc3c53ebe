import type { QrCode } from '@balcao/ui'
import { useEffect, useState } from 'react'

const againAfterMs = 2_000

/**
 * The encoder comes right after the first picture: a screen without a sale has no code to draw, and a start on a slow tablet is 7 KB
 * shorter without it. Undefined until it is there; a connection that is lost meanwhile only delays it.
 */
export function useQrCode(): typeof QrCode | undefined {
  const [Code, setCode] = useState<typeof QrCode>()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isGone = false
    const load = () => {
      import('./code.ts').then(
        ({ QrCode }) => {
          if (!isGone) setCode(() => QrCode)
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
  return Code
}
