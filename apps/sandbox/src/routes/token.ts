import type { TokenManners } from '../manners/manners.ts'
import type { Credentials } from '../pki.ts'
import { json, type Reply } from '../problem.ts'
import { issueToken, sameSecret, scopes } from '../tokens.ts'
import type { World } from '../world.ts'
import type { Call, Endpoint } from './api.ts'

/**
 * The authorization server: client credentials and nothing else (Manual de Segurança do Pix, item 2e). API Pix does
 * not say how a token is asked for, so every PSP has its own way (see manners).
 */
export function tokenEndpoints(world: World, credentials: Credentials, manners: TokenManners): Endpoint[] {
  return [{ operation: 'token', method: 'post', path: manners.path, handle }]

  function handle(call: Call): Reply {
    const asked = readRequest(call, manners)
    if (!isClient(call.authorization, asked, credentials, manners)) {
      return json(401, { error: 'invalid_client' }, { 'WWW-Authenticate': 'Basic realm="sandbox"' })
    }
    const grantType = asked?.grant_type ?? (manners.grantImplied && 'client_credentials')
    if (!asked || !grantType) return json(400, { error: 'invalid_request' })
    if (grantType !== 'client_credentials') return json(400, { error: 'unsupported_grant_type' })
    const granted = grant(asked.scope, manners)
    if (!granted) return json(400, { error: 'invalid_scope' })
    const { status, expiresIn, seconds, silent } = manners
    const answer = {
      access_token: issueToken(world, call.thumbprint, granted, seconds),
      token_type: 'bearer',
      expires_in: expiresIn === 'text' ? String(seconds) : seconds,
      ...(!silent && { scope: granted.join(' ') }),
    }
    return json(status, answer, { Pragma: 'no-cache' })
  }
}

/** What was asked for, all of it where nothing was; undefined when there is something that cannot be given. */
function grant(asked: string | undefined, { scopeRequired, narrows }: TokenManners): string[] | undefined {
  if (asked === undefined) return scopeRequired ? undefined : [...scopes]
  const named = asked.split(' ').filter(Boolean)
  const known = named.filter((one) => (scopes as readonly string[]).includes(one))
  return known.length === 0 || (known.length < named.length && !narrows) ? undefined : known
}

function isClient(
  authorization: string | undefined,
  asked: Asked | undefined,
  { clientId, clientSecret }: Credentials,
  { auth }: TokenManners,
): boolean {
  const shown = `${asked?.client_id}:${asked?.client_secret}`
  return auth.some((way) => {
    if (way === 'clientIdOnly') return asked?.client_id === clientId
    return sameSecret(way === 'basic' ? basic(authorization) : shown, `${clientId}:${clientSecret}`)
  })
}

/** RFC 6749 §2.3.1: id and secret are form-encoded inside Basic; ours have no character that this would change. */
function basic(authorization: string | undefined): string {
  const encoded = /^Basic ([A-Za-z0-9+/]+=*)$/i.exec(authorization ?? '')?.[1] ?? ''
  return Buffer.from(encoded, 'base64').toString('utf8')
}

const names = ['grant_type', 'scope', 'client_id', 'client_secret'] as const
type Asked = Partial<Record<(typeof names)[number], string>>

/** The parameters from where this PSP looks for them, or undefined when there is one that is no text, or twice. */
function readRequest({ contentType = '', text, query }: Call, { body }: TokenManners): Asked | undefined {
  const [, kind] = /^application\/(json|x-www-form-urlencoded)\s*(?:;|$)/i.exec(contentType) ?? []
  const form = kind?.toLowerCase() === 'x-www-form-urlencoded'
  if (!body.includes(form ? 'form' : 'json') || !kind) return undefined
  const sent = form ? fromForm(new URLSearchParams(text)) : fromJson(text)
  const asked = body.includes('query') ? fromForm(query) : {}
  return sent && asked && { ...asked, ...sent }
}

function fromJson(text: string): Asked | undefined {
  let sent: Record<string, unknown>
  try {
    sent = Object(JSON.parse(text))
  } catch {
    return undefined
  }
  const found = names.flatMap((name) => (sent[name] === undefined ? [] : [[name, sent[name]]]))
  return found.every(([, value]) => typeof value === 'string') ? Object.fromEntries(found) : undefined
}

/** "Request parameters MUST NOT be included more than once" (RFC 6749 §3.2). */
function fromForm(form: URLSearchParams): Asked | undefined {
  if (names.some((name) => form.getAll(name).length > 1)) return undefined
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = form.get(name)
      return value === null ? [] : [[name, value]]
    }),
  )
}
