import { useEffect } from 'react'

/** Keeps a screen that nobody types on as large as it can be: every touch asks for the whole screen again, because Esc and a sleep take it away. */
export function useFullscreen() {
  useEffect(() => {
    const fill = () => {
      if (!document.fullscreenElement) document.documentElement.requestFullscreen?.().catch(() => {})
    }
    document.addEventListener('pointerup', fill)
    return () => document.removeEventListener('pointerup', fill)
  }, [])
}
