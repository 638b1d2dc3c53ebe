import { ChargeListQuery } from '@balcao/contracts'

type QueryName = keyof typeof ChargeListQuery.shape

/** What a search is called in the address, and what the server calls it. */
const queryNames = {
  estado: 'status',
  'valor-de': 'minCents',
  'valor-ate': 'maxCents',
  de: 'from',
  'hora-de': 'fromTime',
  ate: 'to',
  'hora-ate': 'toTime',
  caixa: 'terminalId',
  loja: 'shopId',
  sinal: 'flag',
  operador: 'madeBy',
  codigo: 'txid',
  pix: 'endToEndIdEnding',
} as const satisfies Record<string, QueryName>

export type SearchName = keyof typeof queryNames
/** What is looked for, by its name in the address. Amounts are cents in digits. */
export type SaleSearch = Partial<Record<SearchName, string>>
/** Chosen beside the title, each by itself; the rest is asked together. */
const besideNames = ['estado', 'loja'] as const
export type AskedName = Exclude<SearchName, (typeof besideNames)[number]>
const isAsked = (name: SearchName): name is AskedName => besideNames.every((one) => one !== name)
const searchNames = Object.keys(queryNames) as SearchName[]
export const askedNames = searchNames.filter(isAsked)

/** What is no search that the server takes is left out: the address may have been written by hand. */
export function readSearch(parameters: URLSearchParams): SaleSearch {
  const search: SaleSearch = {}
  for (const name of searchNames) {
    const value = parameters.get(name)
    if (value !== null && isGood(name, value)) search[name] = value
  }
  if (search.de === undefined) delete search['hora-de']
  if (search.ate === undefined) delete search['hora-ate']
  return isInOrder(search) ? search : {}
}

/** Whether the server would take this alone. */
export const isGood = (name: SearchName, value: string): boolean =>
  ChargeListQuery.shape[queryNames[name]].safeParse(value).success

/** Whether what begins comes before what ends. */
function isInOrder(search: SaleSearch): boolean {
  const { de = '', ate = '9', 'valor-de': least = '0', 'valor-ate': most = '999999999999' } = search
  if (Number(most) < Number(least) || ate < de) return false
  return ate !== de || (search['hora-ate'] ?? '24') >= (search['hora-de'] ?? '')
}

export const queryOf = (search: SaleSearch): Record<string, string> =>
  Object.fromEntries(Object.entries(search).map(([name, value]) => [queryNames[name as SearchName], value]))

/** Whether it asks for more than a state and a shop: else what is new is expected to fit while somebody looks. */
export const isNarrowed = (search: SaleSearch): boolean => askedNames.some((name) => name in search)
