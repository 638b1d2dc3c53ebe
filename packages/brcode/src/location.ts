import { BrCodeError } from './errors.ts'

/**
 * A location is host and path without scheme (API Pix 2.9.0, `location`): readers put `https://` before it and
 * fetch, so it must stay one URL when they do. Hence a host, no user information, which would hide the true host
 * behind a familiar one (RFC 3986 §7.6), and only characters that a URL may have (§2).
 */
export function checkLocation(url: string, field: string): void {
  if (locationForm.test(url)) return
  throw new BrCodeError(url.includes('://') ? 'url-scheme' : 'malformed-url', field)
}

/** Host, port, the rest: no character can belong to two of them, so nothing is tried twice. */
const locationForm = /^[\w.-]+(?::\d+)?(?:[/?#][\w.~:/?#[\]@!$&'()*+,;=%-]*)?$/

/** A charge with due date is recognised by the path segment `cobv` of its location (Manual de Padrões, BR Code). */
export function isCobv(url: string): boolean {
  const segment = url.indexOf('/cobv/')
  if (segment < 0) return false
  const query = url.indexOf('?')
  return query < 0 || segment < query
}
