import { LineKind, OfferId, ShiftId, Txid } from '@balcao/contracts'
import { useSyncExternalStore } from 'react'
import { readSearch, type SearchName } from './sales/search.ts'

export const pages = [
  'vendas',
  'conciliacao',
  'turnos',
  'recorrencias',
  'banco',
  'pessoas',
  'aparelhos',
  'loja',
] as const
export type OfficePage = (typeof pages)[number]

/** What the lines of a reconciliation may be narrowed to: one kind, or all that differ. */
export const shownKinds = ['mismatch', ...LineKind.options] as const
export type ShownKind = (typeof shownKinds)[number]

/** The names that an address may have after its question mark. */
type Change = Partial<
  Record<'pagina' | 'venda' | 'tipo' | 'turno' | 'recorrencia' | SearchName, string | undefined>
>

const changed = 'balcao-address'

/** What is looked at stands in the address, so that it can be reloaded, sent to somebody, and gone back from. */
export function useAddress() {
  const search = useSyncExternalStore(listen, () => location.search)
  const parameters = new URLSearchParams(search)
  const page: OfficePage = pages.find((one) => one === parameters.get('pagina')) ?? 'vendas'
  return {
    page,
    search: readSearch(parameters),
    txid: Txid.safeParse(parameters.get('venda')).data,
    from: parameters.get('de'),
    to: parameters.get('ate'),
    recurrenceId: OfferId.safeParse(parameters.get('recorrencia')).data,
    shiftId: ShiftId.safeParse(parameters.get('turno')).data,
    kind: shownKinds.find((one) => one === parameters.get('tipo')),
  }
}

/** The same page with something changed; what is undefined leaves the address. */
export function changeAddress(change: Change) {
  const next = new URLSearchParams(location.search)
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) next.delete(name)
    else next.set(name, value)
  }
  goTo(`?${next}`)
}

export function goTo(address: string) {
  history.pushState(null, '', address === '?' ? location.pathname : address)
  dispatchEvent(new Event(changed))
}

/** Where a page begins, without the filters of another. */
export const addressOf = (page: OfficePage, more: Record<string, string> = {}): string =>
  `?${new URLSearchParams({ pagina: page, ...more })}`

function listen(onChange: () => void) {
  addEventListener('popstate', onChange)
  addEventListener(changed, onChange)
  return () => {
    removeEventListener('popstate', onChange)
    removeEventListener(changed, onChange)
  }
}
