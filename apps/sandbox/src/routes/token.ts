import type { Credentials } from '../pki.ts'
import { json, type Reply } from '../problem.ts'
import { issueToken, sameSecret, scopes, tokenSeconds } from '../tokens.ts'
import type { World } from '../world.ts'
import type { Call, Endpoint } from './api.ts'

/**
 * The authorization server: client credentials and nothing else (Manual de Segurança do Pix, item 2e). Takes the
 * body as Cielo does (JSON, Basic, 201, `expires_in` as text) and as RFC 6749 says (form).
 */
export function tokenEndpoints(world: World, credentials: Credentials): Endpoint[] {
  return [{ operation: 'token', method: 'post', path: '/v2/oauth/access-token', handle }]

  function handle(call: Call): Reply {
    if (!isClient(call.authorization, credentials)) {
      return json(401, { error: 'invalid_client' }, { 'WWW-Authenticate': 'Basic realm="sandbox"' })
    }
    const asked = readRequest(call)
    if (!asked || asked.grantType === undefined) return json(400, { error: 'invalid_request' })
    if (asked.grantType !== 'client_credentials') return json(400, { error: 'unsupported_grant_type' })
    const granted = asked.scope === undefined ? [...scopes] : asked.scope.split(' ').filter(Boolean)
    if (granted.length === 0 || granted.some((one) => !(scopes as readonly string[]).includes(one))) {
      return json(400, { error: 'invalid_scope' })
    }
    const access_token = issueToken(world, call.thumbprint, granted)
    return json(
      201,
      { access_token, token_type: 'bearer', expires_in: String(tokenSeconds), scope: granted.join(' ') },
      { Pragma: 'no-cache' },
    )
  }
}

/** RFC 6749 §2.3.1: id and secret are form-encoded inside Basic; ours have no character that this would change. */
function isClient(authorization: string | undefined, { clientId, clientSecret }: Credentials): boolean {
  const encoded = /^Basic ([A-Za-z0-9+/]+=*)$/i.exec(authorization ?? '')?.[1]
  if (!encoded) return false
  return sameSecret(Buffer.from(encoded, 'base64').toString('utf8'), `${clientId}:${clientSecret}`)
}

function readRequest({ contentType = '', text }: Call): { grantType?: string; scope?: string } | undefined {
  if (/^application\/json\s*(;|$)/i.test(contentType)) {
    try {
      const { grant_type, scope } = Object(JSON.parse(text))
      const known = [grant_type, scope].every((one) => one === undefined || typeof one === 'string')
      return known ? { grantType: grant_type, scope } : undefined
    } catch {
      return undefined
    }
  }
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType)) return undefined
  const form = new URLSearchParams(text)
  // "Request parameters MUST NOT be included more than once" (RFC 6749 §3.2).
  if (['grant_type', 'scope'].some((name) => form.getAll(name).length > 1)) return undefined
  const [grantType, scope] = [form.get('grant_type'), form.get('scope')]
  return { ...(grantType !== null && { grantType }), ...(scope !== null && { scope }) }
}
