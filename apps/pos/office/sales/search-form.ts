import { formatCents, parseCents } from '@balcao/ui'
import { searchWords as words } from '../../checkout/words/history.ts'
import { type AskedName, isGood, type SaleSearch, type SearchName } from './search.ts'

/** What stands in the fields, as people write it. */
export type SearchFields = Record<AskedName, string>
export type ReadFields =
  | { readonly kind: 'search'; readonly search: SaleSearch }
  | { readonly kind: 'wrong'; readonly errors: Partial<Record<SearchName, string>> }

const amountOf = (cents: string | undefined) =>
  cents === undefined ? '' : formatCents(Number(cents)).slice(3)

export function fieldsOf(search: SaleSearch): SearchFields {
  const isExact = search['valor-de'] === search['valor-ate']
  const same = (name: SearchName) => search[name] ?? ''
  return {
    'valor-de': amountOf(search['valor-de']),
    'valor-ate': isExact ? '' : amountOf(search['valor-ate']),
    ...{ de: same('de'), 'hora-de': same('hora-de'), ate: same('ate'), 'hora-ate': same('hora-ate') },
    ...{ caixa: same('caixa'), sinal: same('sinal'), operador: same('operador') },
    ...{ codigo: same('codigo'), pix: same('pix') },
  }
}

/** What the fields ask for. An amount alone is that amount exactly. */
export function readFields(fields: SearchFields): ReadFields {
  const errors: Partial<Record<SearchName, string>> = {}
  const search: SaleSearch = {}
  const take = (name: AskedName, wrong: string, text = fields[name].trim()) => {
    if (text === '') return
    if (isGood(name, text)) search[name] = text
    else errors[name] = wrong
  }
  for (const name of ['valor-de', 'valor-ate'] as const) take(name, words.amountUnread, centsOf(fields[name]))
  for (const name of ['de', 'ate', 'hora-de', 'hora-ate', 'sinal', 'operador'] as const)
    take(name, words.timesWrong)
  take('caixa', words.terminalWrong)
  take('codigo', words.codeWrong)
  take('pix', words.codeWrong)
  if (fields['valor-ate'].trim() === '' && search['valor-de'] !== undefined)
    search['valor-ate'] = search['valor-de']
  if (Number(search['valor-ate'] ?? Number.POSITIVE_INFINITY) < Number(search['valor-de'] ?? 0))
    errors['valor-ate'] = words.upToLess
  return Object.keys({ ...errors, ...wrongTimes(search, errors) }).length === 0
    ? { kind: 'search', search }
    : { kind: 'wrong', errors }
}

/** The text itself where it is no amount, so that it is refused as what it is. */
const centsOf = (text: string): string => (text.trim() === '' ? '' : String(parseCents(text) ?? text.trim()))

function wrongTimes(search: SaleSearch, errors: Partial<Record<SearchName, string>>) {
  const { de, ate } = search
  if (search['hora-de'] !== undefined && de === undefined) errors['hora-de'] = words.timeNeedsDay
  if (search['hora-ate'] !== undefined && ate === undefined) errors['hora-ate'] = words.timeNeedsDay
  if (de !== undefined && ate !== undefined && ate < de) errors.ate = words.daysWrong
  if (de !== undefined && de === ate && (search['hora-ate'] ?? '24') < (search['hora-de'] ?? ''))
    errors['hora-ate'] = words.timesWrong
  return errors
}
