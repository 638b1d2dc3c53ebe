import { useSyncExternalStore } from 'react'

export const pages = ['pagar', 'autorizacoes', 'cobrancas'] as const
export type PayerPage = (typeof pages)[number]

const changed = 'balcao-address'

/** What is looked at stands in the address, so that it can be reloaded and gone back from. */
export function useAddress() {
  const parameters = new URLSearchParams(useSyncExternalStore(listen, () => location.search))
  return {
    page: pages.find((one) => one === parameters.get('pagina')) ?? 'pagar',
    recurrenceId: parameters.get('autorizacao') ?? undefined,
    proposalId: parameters.get('proposta') ?? undefined,
  }
}

export const addressOf = (page: PayerPage, more: Record<string, string> = {}): string =>
  `?${new URLSearchParams({ pagina: page, ...more })}`

export function goTo(address: string) {
  history.pushState(null, '', address)
  scrollTo(0, 0)
  dispatchEvent(new Event(changed))
}

function listen(onChange: () => void) {
  addEventListener('popstate', onChange)
  addEventListener(changed, onChange)
  return () => {
    removeEventListener('popstate', onChange)
    removeEventListener(changed, onChange)
  }
}
