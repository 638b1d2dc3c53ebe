import { isRefusal } from '@balcao/shell'
import { useEffect, useState } from 'react'
import { cancelCharge } from '../checkout/charge-api.ts'
import type { TerminalFeed } from '../checkout/terminal-feed.ts'

const againAfterMs = 3_000

/** Keeps asking to cancel the charge that somebody walked away from, until the server has heard it: the next customer must not pay it. */
export function useAbandon(feed: TerminalFeed): (txid: string) => void {
  const [txid, setTxid] = useState<string>()
  useEffect(() => {
    if (txid === undefined) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let isGone = false
    const cancel = async () => {
      const reply = await cancelCharge(txid)
      if (isGone) return
      if (reply.ok) feed.addReply(reply.value)
      else if (!isRefusal(reply.problem)) timer = setTimeout(cancel, againAfterMs)
    }
    void cancel()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [txid, feed])
  return setTxid
}
