import type { Problem } from '@balcao/contracts'
import { useCallback, useEffect, useState } from 'react'
import { cancelCharge, putCharge } from './charge-api.ts'
import type { UseChargeStore } from './charge-store.ts'
import { type Sent, sendCharge } from './send-charge.ts'
import type { TerminalFeed } from './terminal-feed.ts'

/** Why the last charge came to nothing, until the next one is tried. */
export type Refusal = Problem | 'withdrawn'

/** Keeps the server in step with the charge that this device has decided: whatever is on its way is sent until somebody knows what became of it. */
export function useOutgoing(useStore: UseChargeStore, feed: TerminalFeed) {
  const [refusal, setRefusal] = useState<Refusal>()
  const forget = useCallback(() => setRefusal(undefined), [])
  const txid = useStore(({ outgoing }) => outgoing?.txid)

  useEffect(() => {
    if (txid === undefined) return
    const stopped = new AbortController()
    const store = () => useStore.getState()
    const body = store().outgoing?.body ?? ''
    const known = () => feed.current().snapshot?.charges.find((charge) => charge.txid === txid)
    const end = (sent: Sent) => {
      if (sent.kind === 'accepted') {
        store().delivered(txid)
        if (sent.charge) feed.addReply(sent.charge)
      }
      if (sent.kind === 'withdrawn' || sent.kind === 'refused') {
        store().returned(txid)
        setRefusal(sent.kind === 'refused' ? sent.problem : 'withdrawn')
      }
    }
    setRefusal(undefined)
    sendCharge(
      {
        put: (signal) => putCharge(txid, body, signal),
        cancel: () => cancelCharge(txid),
        isKnown: () => known() !== undefined,
        isGivenUp: () => store().outgoing?.isGivenUp ?? false,
        pause,
      },
      stopped.signal,
    ).then(end)
    // The stream may bring the code while the answer to the request is lost on its way: then there is nothing left to wait for.
    const unsubscribe = feed.subscribe(() => {
      const charge = known()
      if (charge && charge.status !== 'opening' && !charge.flags.includes('refused')) store().delivered(txid)
    })
    return () => {
      stopped.abort()
      unsubscribe()
    }
  }, [txid, useStore, feed])

  return { refusal, forget }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
