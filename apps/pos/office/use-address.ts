import { ChargeStatus, Txid } from '@balcao/contracts'
import { useSyncExternalStore } from 'react'

const changed = 'balcao-address'

/** What is looked at stands in the address, so that it can be reloaded, sent to somebody, and gone back from. */
export function useAddress() {
  const search = useSyncExternalStore(listen, () => location.search)
  const parameters = new URLSearchParams(search)
  return {
    status: ChargeStatus.safeParse(parameters.get('estado')).data,
    txid: Txid.safeParse(parameters.get('venda')).data,
    go(change: { estado?: string | undefined; venda?: string | undefined }) {
      const next = new URLSearchParams(location.search)
      for (const [name, value] of Object.entries(change)) {
        if (value === undefined) next.delete(name)
        else next.set(name, value)
      }
      history.pushState(null, '', `?${next}`)
      dispatchEvent(new Event(changed))
    },
  }
}

function listen(onChange: () => void) {
  addEventListener('popstate', onChange)
  addEventListener(changed, onChange)
  return () => {
    removeEventListener('popstate', onChange)
    removeEventListener(changed, onChange)
  }
}
