import { useEffect } from 'react'

/**
 * Keeps a passer-by inside the page as far as a page can: no menu, no dragging, no way back. The rest is the device's own kiosk mode.
 */
export function useLockedIn() {
  useEffect(() => {
    const refuse = (event: Event) => event.preventDefault()
    const stayHere = () => history.pushState(null, '', location.href)
    stayHere()
    window.addEventListener('popstate', stayHere)
    document.addEventListener('contextmenu', refuse)
    document.addEventListener('dragstart', refuse)
    return () => {
      window.removeEventListener('popstate', stayHere)
      document.removeEventListener('contextmenu', refuse)
      document.removeEventListener('dragstart', refuse)
    }
  }, [])
}
