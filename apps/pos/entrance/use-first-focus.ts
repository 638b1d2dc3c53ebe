import { useEffect, useRef } from 'react'

/** Puts the focus where the next key belongs, as soon as what it belongs to is there. */
export function useFirstFocus<T extends HTMLElement>() {
  const ref = useRef<T>(null)
  useEffect(() => ref.current?.focus(), [])
  return ref
}
