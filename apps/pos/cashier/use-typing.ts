import { useLayoutEffect, useRef } from 'react'

export interface Typing {
  readonly push: (digit: string) => void
  readonly pop: () => void
  readonly charge: () => void
  readonly clear: () => void
  readonly paste: (text: string) => void
}

/** Keeps the amount in step with a keyboard that nobody pointed at a field: a numeric pad beside the till is all a cashier needs. */
export function useTyping(typing: Typing) {
  const latest = useRef(typing)
  // Before the screen is painted, so that no key pressed at its first sight is lost.
  useLayoutEffect(() => {
    latest.current = typing
  })
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isInDialog(event.target)) return
      // Enter held down repeats itself; one sale was meant.
      if (event.key === 'Enter' && event.repeat) return event.preventDefault()
      if (event.key === 'Escape') return latest.current.clear()
      if (isField(event.target)) return
      if (/^\d$/.test(event.key)) latest.current.push(event.key)
      else if (event.key === 'Backspace') latest.current.pop()
      else if (event.key === 'Enter' && !isPressable(event.target)) latest.current.charge()
      else return
      event.preventDefault()
    }
    const onPaste = (event: ClipboardEvent) => {
      if (isField(event.target) || isInDialog(event.target)) return
      latest.current.paste(event.clipboardData?.getData('text') ?? '')
    }
    const onMouseDown = (event: MouseEvent) => {
      // A key pressed with a finger does not take the focus: the Enter that follows must charge, not press it again.
      if (isWithin(event.target, '[role="group"] button')) event.preventDefault()
    }
    window.addEventListener('mousedown', onMouseDown)
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('mousedown', onMouseDown)
      window.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('paste', onPaste)
    }
  }, [])
}

const isWithin = (target: EventTarget | null, selector: string) =>
  target instanceof Element && target.closest(selector) !== null
const isField = (target: EventTarget | null) => isWithin(target, 'input, textarea, select')
const isPressable = (target: EventTarget | null) => isWithin(target, 'button, a')
const isInDialog = (target: EventTarget | null) => isWithin(target, 'dialog')
