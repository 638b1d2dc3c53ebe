import { type RefObject, useLayoutEffect, useState } from 'react'

/** The side of the largest square in an element, and how many of the screen's own pixels one CSS pixel takes. */
export interface Square {
  /** 0 until it has been measured. */
  sideCssPx: number
  dpr: number
}

/** Follows an element's size and the density of the screen it is on, which changes with zoom and when a window is dragged to another monitor. */
export function useSquareInDevicePixels(ref: RefObject<HTMLElement | null>): Square {
  const [square, setSquare] = useState<Square>({ sideCssPx: 0, dpr: 1 })
  const { dpr: knownDpr } = square

  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const measure = () => {
      const { width, height } = element.getBoundingClientRect()
      const sideCssPx = Math.min(width, height)
      const dpr = window.devicePixelRatio
      setSquare((last) => (last.sideCssPx === sideCssPx && last.dpr === dpr ? last : { sideCssPx, dpr }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    // A new density may leave the size in CSS pixels as it was, so the observer alone would miss it. The query holds for
    // one density only: when that changes, the effect runs again with the next.
    const density = window.matchMedia(`(resolution: ${knownDpr}dppx)`)
    density.addEventListener('change', measure)
    return () => {
      observer.disconnect()
      density.removeEventListener('change', measure)
    }
  }, [ref, knownDpr])

  return square
}
