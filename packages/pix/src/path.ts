import { invalidRequest } from './errors.ts'

/**
 * Every identifier is checked before a path is made of it: `new URL('/cob/' + '../webhook/x', base)` is
 * another endpoint, and a server may decode `..%2f` after routing.
 */

/** API Pix 2.9.0, TxId. */
export const checkTxid = (txid: string): string => check('txid', txid, /^[a-zA-Z0-9]{26,35}$/)

/** The standard says 32; Cielo OpenAPI 1.0.2 gives GET /pix/{e2eid} no pattern and published examples have 31 to 35. */
export const checkEndToEndId = (endToEndId: string): string =>
  check('endToEndId', endToEndId, /^[a-zA-Z0-9]{1,64}$/)

/** API Pix 2.9.0, PayloadLocationId: int64, of which a JSON number carries 53 bits without loss. */
export const checkLocId = (locId: number): number => checkInteger('locId', locId, 0, Number.MAX_SAFE_INTEGER)

/** API Pix 2.9.0, DevolucaoId. */
export const checkRefundId = (id: string): string => check('refundId', id, /^[a-zA-Z0-9]{1,35}$/)

/** A Pix key: phone, e-mail, CPF, CNPJ or random; 77 characters (API Pix 2.9.0). An e-mail may hold a slash, which is encoded. */
export const checkChave = (chave: string): string => check('chave', chave, /^(?!\.{1,2}$)[\x21-\x7e]{1,77}$/)

function check(field: string, value: string, pattern: RegExp): string {
  if (typeof value !== 'string' || !pattern.test(value))
    throw invalidRequest(field, `must match ${pattern.source}`)
  return value
}

export const pathOf = (...segments: string[]): string =>
  segments.map((segment) => `/${encodeURIComponent(segment)}`).join('')

type QueryValue = string | number | boolean | undefined

/** `?a=1&b=2` in the order given, without what is undefined; '' where nothing is left. */
export function queryOf(parameters: Record<string, QueryValue>): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  )
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

/** Text that a person reads on the other side: no control characters, whole characters, counted as JSON Schema counts. */
export function checkText(field: string, value: string, longest: number): string {
  if (typeof value !== 'string') throw invalidRequest(field, 'text')
  const length = Array.from(value).length
  if (length < 1 || length > longest) throw invalidRequest(field, `1 to ${longest} characters`)
  if (!value.isWellFormed() || /\p{Cc}/u.test(value)) throw invalidRequest(field, 'no control characters')
  return value
}

export function checkInteger(field: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw invalidRequest(field, `an integer from ${least} to ${most}`)
  }
  return value
}
