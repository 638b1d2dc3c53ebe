import { invalidRequest } from './errors.ts'
import { queryOf } from './path.ts'
import type { PspProfile } from './profile.ts'
import type { PixRequest } from './wire.ts'

/** A request with its whole URL, ready for the wire. It holds a token or a secret: never in a log as it is. */
export type HttpRequest = {
  url: string
  method: PixRequest['method']
  headers: Record<string, string>
  body?: string
}

/** Puts a request at the profile's base, with what this PSP wants in every call. */
export function toHttp(profile: PspProfile, request: PixRequest, accessToken: string): HttpRequest {
  const { path, ...rest } = request
  const base = profile.baseUrl.replace(/\/+$/, '')
  const query = queryOf(profile.staticQuery)
  const url = base + path + (path.includes('?') ? query.replace('?', '&') : query)
  // The paths of this package cannot leave the base; one written elsewhere could (`/../oauth/token`).
  if (!isBelow(url, base)) throw invalidRequest('path', 'must stay below the base URL of the profile')
  const headers = { ...profile.staticHeaders, ...request.headers, authorization: `Bearer ${accessToken}` }
  return { ...rest, url, headers }
}

function isBelow(url: string, base: string): boolean {
  const [there, root] = [URL.parse(url), URL.parse(base)]
  if (!there || !root || there.origin !== root.origin) return false
  return there.pathname.startsWith(`${root.pathname.replace(/\/+$/, '')}/`)
}
