import type { Charge } from '@balcao/contracts'
import { useState } from 'react'
import { isOpen } from '../checkout/charge-face.ts'

/**
 * The charge of whoever stands here now: one that was begun here or is still open. What was closed before this page began
 * belongs to somebody who has left, and what was dismissed is over.
 */
export function useFollowed(current: Charge | undefined, outgoingTxid: string | undefined) {
  const [followed, setFollowed] = useState<string>()
  const [dismissed, setDismissed] = useState<string>()
  const found = outgoingTxid ?? (current && isOpen(current) ? current.txid : undefined)
  if (found !== undefined && found !== followed && found !== dismissed) setFollowed(found)
  const isFollowed = current && current.txid === followed && current.txid !== dismissed
  return {
    charge: isFollowed ? current : undefined,
    dismiss: () => setDismissed(followed),
  }
}
