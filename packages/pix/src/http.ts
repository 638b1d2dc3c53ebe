import { invalidRequest, PixError } from './errors.ts'
import { featureOf, type Operation } from './operation.ts'
import { queryOf } from './path.ts'
import type { PspProfile } from './profile.ts'
import { fillTemplates } from './template.ts'
import type { PixRequest } from './wire.ts'

/** A request with its whole URL, ready for the wire. It holds a token or a secret: never in a log as it is. */
export type HttpRequest = {
  url: string
  method: PixRequest['method']
  headers: Record<string, string>
  body?: string
}

/**
 * Puts a request at the profile's base, with what this PSP wants in every call. `settings` are what the profile
 * needs. Throws `unsupported` for what this PSP does not offer, and `invalid-request` for a setting that is missing.
 */
export function toHttp(
  profile: PspProfile,
  request: PixRequest,
  accessToken: string,
  settings: Readonly<Record<string, string>> = {},
): HttpRequest {
  const { operation, path, ...rest } = request
  checkSupport(profile, request)
  const values = { ...settings, accessToken }
  const prefix = profile.pathPrefixes?.[operation] ?? profile.pathPrefixes?.others ?? ''
  const base = profile.baseUrl.replace(/\/+$/, '') + prefix
  const query = queryOf(fillTemplates(profile.staticQuery, values))
  const url = base + path + (path.includes('?') ? query.replace('?', '&') : query)
  // The paths of this package cannot leave the base; one written elsewhere could (`/../oauth/token`).
  if (!isBelow(url, base)) throw invalidRequest('path', 'must stay below the base URL of the profile')
  const headers = {
    ...fillTemplates(profile.staticHeaders, values),
    ...(registrations.has(operation) && fillTemplates(profile.webhook.headers, values)),
    ...request.headers,
    authorization: `Bearer ${accessToken}`,
  }
  return { ...rest, url, headers }
}

/** A PSP that probes one webhook at its registration probes all of them. */
const registrations: ReadonlySet<Operation> = new Set(['putWebhook', 'putRecWebhook', 'putCobrWebhook'])

function checkSupport(profile: PspProfile, { operation }: PixRequest) {
  if (profile.supports[featureOf(operation)]) return
  throw new PixError('unsupported', `${profile.name} does not offer ${operation}`, { field: operation })
}

function isBelow(url: string, base: string): boolean {
  const [there, root] = [URL.parse(url), URL.parse(base)]
  if (!there || !root || there.origin !== root.origin) return false
  return there.pathname.startsWith(`${root.pathname.replace(/\/+$/, '')}/`)
}
