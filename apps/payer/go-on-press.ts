import type { MouseEvent } from 'react'
import { goTo } from './use-address.ts'

/** A link that goes there without loading the page again; a press with a modifier key stays the browser's own. */
export const goOnPress = (address: string) => (event: MouseEvent) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  goTo(address)
}
