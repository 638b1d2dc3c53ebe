import { invalidRequest } from './errors.ts'

/** Every identifier is checked before a path is made of it: `..%2f` in one would be another endpoint. */

/** 29 characters: `RN` or `RR`, the ISPB, the day and 11 more (API Pix 2.9.0, RecId). */
export const checkRecId = (recId: string): string =>
  check('recId', recId, /^R[RN][0-9A-Z]{8}\d{8}[a-zA-Z0-9]{11}$/)

/** 29 characters: `SC`, the ISPB, the day and 11 more (API Pix 2.9.0, SolicRecId). */
export const checkRequestRecId = (requestRecId: string): string =>
  check('requestRecId', requestRecId, /^SC[0-9A-Z]{8}\d{8}[a-zA-Z0-9]{11}$/)

/** API Pix 2.9.0, TxId of a recurring charge. */
export const checkTxid = (txid: string): string => check('txid', txid, /^[a-zA-Z0-9]{26,35}$/)

/** IBGE, 7 digits, of the payer's town. */
export const checkMunicipality = (code: string | undefined): string | undefined =>
  code === undefined ? undefined : check('municipalityCode', code, /^\d{7}$/)

export function check(field: string, value: string, pattern: RegExp): string {
  if (typeof value !== 'string' || !pattern.test(value)) {
    throw invalidRequest(field, `must match ${pattern.source}`)
  }
  return value
}

/** Text that a person reads on the other side: no control characters, whole characters. */
export function checkText(field: string, value: string, longest: number): string {
  if (typeof value !== 'string') throw invalidRequest(field, 'text')
  const length = Array.from(value).length
  if (length < 1 || length > longest) throw invalidRequest(field, `1 to ${longest} characters`)
  if (!value.isWellFormed() || /\p{Cc}/u.test(value)) throw invalidRequest(field, 'no control characters')
  return value
}

export function checkFlag(field: string, value: boolean): boolean {
  if (typeof value !== 'boolean') throw invalidRequest(field, 'true or false')
  return value
}

export const pathOf = (...segments: string[]): string =>
  segments.map((segment) => `/${encodeURIComponent(segment)}`).join('')
