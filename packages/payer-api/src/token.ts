import { malformed, PayerApiError } from './errors.ts'
import { check } from './path.ts'
import type { HttpRequest, Provider } from './provider.ts'
import { attempt, readOptionalText } from './reading.ts'
import { readReply } from './reply.ts'
import type { PayerReply, Wire } from './wire.ts'

export type Credentials = { clientId: string; clientSecret: string }

export type Token = {
  accessToken: string
  /** 30 to 3600. */
  expiresInSeconds: number
}

/** The OAuth 2.0 client credentials request as a form (RFC 6749 §4.4, §2.3.1). Never put it in a log: it holds the secret. */
export function tokenRequest(provider: Provider, credentials: Credentials): HttpRequest {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: check('clientId', credentials.clientId, printable),
    client_secret: check('clientSecret', credentials.clientSecret, printable),
  })
  const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' }
  return { url: provider.tokenUrl, method: 'POST', headers, body: form.toString() }
}

/** A newline or a blank pasted along with a secret is the usual cause of a 401 that nobody understands. */
const printable = /^[\x21-\x7e]{1,512}$/

/** Throws `unauthorized` where the credentials are refused, by 401 or by RFC 6749 §5.2's 400. */
export function readToken(reply: PayerReply): Token {
  const token = attempt(() => readReply(reply, tokenFrom))
  if (!(token instanceof PayerApiError)) return token
  if (!refusedCredentials.has(token.providerCode ?? '')) throw token
  const { status, providerCode } = token
  throw new PayerApiError('unauthorized', `The account provider refused a token: ${providerCode}`, {
    status,
    providerCode,
  })
}

const refusedCredentials: ReadonlySet<string> = new Set([
  'invalid_client',
  'unauthorized_client',
  'invalid_grant',
])

function tokenFrom(wire: Wire, at: string): Token {
  const accessToken = readOptionalText(wire.access_token)
  // It becomes a header: anything but visible ASCII would be a second header or a broken one.
  if (accessToken === undefined || !/^[\x21-\x7e]+$/.test(accessToken)) {
    throw malformed(`${at}.access_token: missing or not a token`)
  }
  return { accessToken, expiresInSeconds: readLifetime(wire.expires_in) }
}

const shortestSeconds = 30
const longestSeconds = 3600
const unusableSeconds = 300

/** Clamped, so that a short one does not ask for a token with every call; 300 where it is missing or nonsense. */
function readLifetime(value: unknown): number {
  const isNumeric = typeof value === 'number' || (typeof value === 'string' && /^\d{1,9}$/.test(value))
  const seconds = isNumeric ? Math.floor(Number(value)) : Number.NaN
  if (!(seconds > 0)) return unusableSeconds
  return Math.min(Math.max(seconds, shortestSeconds), longestSeconds)
}
