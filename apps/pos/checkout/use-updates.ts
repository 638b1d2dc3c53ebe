import type { Charge } from '@balcao/contracts'
import { watchForUpdates } from '@balcao/shell'
import { useEffect } from 'react'
import { isOpen } from './charge-face.ts'
import type { UseChargeStore } from './charge-store.ts'
import type { TerminalFeed } from './terminal-feed.ts'

let isWatching = false

/** Keeps the version of the screen in step with the server's, never while a charge is open or something is half typed. */
export function useUpdates(feed: TerminalFeed, useStore?: UseChargeStore) {
  useEffect(() => {
    if (isWatching) return
    isWatching = true
    watchForUpdates({
      mayReload: () => {
        const store = useStore?.getState()
        const isBusy = store && (store.outgoing !== null || store.amountCents > 0 || store.description !== '')
        const { snapshot } = feed.current()
        // What is due in a month is nothing that anybody waits for, once it is off the screens.
        const isWaited = (charge: Charge) =>
          isOpen(charge) && (!charge.dueDay || charge.txid === snapshot?.currentTxid)
        return !isBusy && !snapshot?.charges.some(isWaited)
      },
      subscribe: (onChange) => {
        feed.subscribe(onChange)
        useStore?.subscribe(onChange)
      },
    })
  }, [feed, useStore])
}
