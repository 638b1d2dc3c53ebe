import { malformed, PixError } from './errors.ts'
import { refusal } from './problem.ts'
import type { Dialect } from './profile.ts'
import { readOptionalText } from './reading.ts'
import { attempt, parseObject, readObject } from './reply.ts'
import type { PixReply } from './wire.ts'

export type Token = {
  /** Sent as `Bearer` whatever the case of `token_type`; opaque, a UUID at Cielo. */
  accessToken: string
  /** 30 to 3600. */
  expiresInSeconds: number
  /** What was granted, where the PSP says so: Sicredi grants less than it was asked for without an error. */
  scope?: string
}

/**
 * Any 2xx with an `access_token`: Cielo says 201. No scope is not an error, and the token is never parsed. Throws
 * `unauthorized` where the credentials are refused, by 401 or by RFC 6749 §5.2's 400, and `access-denied` where the
 * profile checks scopes and less was granted than asked: better now than with the first charge.
 */
export function readToken(reply: PixReply, profile?: TokenDialect, asked = profile?.scopes ?? []): Token {
  if (reply.status === 400) throw tokenRefusal(reply, profile)
  const wire = readObject(reply, profile)
  const accessToken = readOptionalText(wire.access_token)
  // It becomes a header: anything but visible ASCII would be a second header or a broken one.
  if (accessToken === undefined || !/^[\x21-\x7e]+$/.test(accessToken)) {
    throw malformed('reply.access_token: missing or not a token', { status: reply.status })
  }
  const tokenType = readOptionalText(wire.token_type) ?? 'bearer'
  if (tokenType.toLowerCase() !== 'bearer')
    throw malformed('reply.token_type: not bearer', { status: reply.status })
  const scope = readOptionalText(wire.scope)
  if (profile?.checksScope) checkGranted(scope, asked, reply.status)
  return {
    accessToken,
    expiresInSeconds: readLifetime(wire.expires_in),
    ...(scope !== undefined && { scope }),
  }
}

type TokenDialect = Dialect & { readonly checksScope?: boolean; readonly scopes?: readonly string[] }

/** RFC 6749 §5.1: an absent scope says that what was asked for was granted. */
function checkGranted(scope: string | undefined, asked: readonly string[], status: number): void {
  if (scope === undefined) return
  const granted = new Set(scope.split(' '))
  const missing = asked.filter((name) => !granted.has(name))
  if (missing.length === 0) return
  throw new PixError('access-denied', `The PSP did not grant ${missing.join(' ')}`, { status })
}

/** RFC 6749 §5.2, the errors that a person has to act on; any other 400 is read as everywhere. */
const codesByError: ReadonlyMap<unknown, 'unauthorized' | 'access-denied'> = new Map([
  ['invalid_client', 'unauthorized'],
  ['unauthorized_client', 'unauthorized'],
  ['invalid_grant', 'unauthorized'],
  ['invalid_scope', 'access-denied'],
])

function tokenRefusal(reply: PixReply, profile: Dialect | undefined): PixError {
  const content = attempt(() => parseObject(reply.body, 'reply'))
  if (content instanceof PixError) return refusal(reply, profile?.errorShapes)
  const code = codesByError.get(content.error)
  if (code === undefined) return refusal(reply, profile?.errorShapes)
  return new PixError(code, `The PSP refused a token: ${content.error}`, { status: reply.status })
}

const shortestSeconds = 30
const longestSeconds = 3600
const unusableSeconds = 300

/**
 * A string at Cielo ("3600"), a number elsewhere. Clamped, so that a short one does not ask for a token with every
 * call and a long one does not outlive a revoked certificate by a day; 300 where it is missing, zero or nonsense.
 */
function readLifetime(value: unknown): number {
  const isNumeric =
    typeof value === 'number' || (typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value))
  const seconds = isNumeric ? Math.floor(Number(value)) : Number.NaN
  if (!(seconds > 0)) return unusableSeconds
  return Math.min(Math.max(seconds, shortestSeconds), longestSeconds)
}
