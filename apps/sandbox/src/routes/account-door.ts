import type { AccountCredentials } from '../account/credentials.ts'
import type { PayerAccount } from '../account/model.ts'
import { type AccountRefusal, isAccountRefusal, refusalReply, refuse } from '../account/refusal.ts'
import { callText, isHashRight } from '../account/transaction-hash.ts'
import type { Operation } from '../faults.ts'
import { json, type Reply } from '../problem.ts'
import { findToken, issueToken, sameSecret } from '../tokens.ts'
import type { World } from '../world.ts'
import type { Call, Endpoint } from './api.ts'

/** What every call of the account provider passes: its own token, its own hash, JSON in and `{code, message}` on the way out. */

/** The one scope; a token of API Pix has none of it, and this one has none of API Pix. */
const scope = 'account'
const tokenSeconds = 3600

export type Door = {
  operation: Operation
  method: Endpoint['method']
  /** Where the guide spells a path in two ways, both. */
  paths: readonly string[]
  takesJson?: true
  /** Of success, unless 200. */
  status?: number
  handle(
    call: Call,
    account: PayerAccount,
  ): object | AccountRefusal | undefined | Promise<object | AccountRefusal | undefined>
}

export function openDoor(world: World, credentials: AccountCredentials, door: Door): Endpoint[] {
  const { operation, method, paths, status = 200 } = door
  return paths.map((path) => ({ operation, method, path, handle: (call) => handle(call, path) }))

  async function handle(call: Call, path: string): Promise<Reply> {
    const refused = check(call, path)
    if (refused) return refusalReply(refused)
    const account = world.registry.accounts.get(call.params.accountId ?? credentials.accountId)
    if (!account)
      return refusalReply(refuse(404, 'ACCOUNT_NOT_FOUND', 'accountId: there is no such account.'))
    const outcome = await door.handle(call, account)
    if (outcome === undefined) return { status: 204 }
    return isAccountRefusal(outcome) ? refusalReply(outcome) : json(status, outcome)
  }

  function check(call: Call, path: string): AccountRefusal | undefined {
    const bearer = /^Bearer (.+)$/i.exec(call.authorization ?? '')?.[1] ?? ''
    if (!findToken(world, bearer, call.thumbprint)?.scopes.includes(scope))
      return refuse(401, 'INVALID_TOKEN', 'Authorization: a token of this API is needed.')
    const hash = call.header('transaction-hash')
    const asked = path.replace(/:(\w+)/g, (_, name: string) => call.params[name] ?? '')
    const text = callText(method, asked)
    if (operation !== 'withdraw' && hash && !isHashRight(credentials.transactionSecret, hash, text))
      return refuse(401, 'INVALID_TRANSACTION_HASH', 'Transaction-Hash: not of this call.')
    return door.takesJson && !readJson(call)
      ? refuse(400, 'INVALID_REQUEST', 'body: must be JSON, with Content-Type application/json.')
      : undefined
  }
}

function readJson(call: Call): boolean {
  if (!/^application\/json\s*(;|$)/i.test(call.contentType ?? '')) return false
  try {
    call.body = JSON.parse(call.text)
    return true
  } catch {
    return false
  }
}

/** The provider's authorization server: client credentials on a form, bound to the certificate (RFC 6749 §4.4, RFC 8705 §3). */
export function accountTokenEndpoint(world: World, credentials: AccountCredentials): Endpoint {
  const { clientId, clientSecret, tokenPath } = credentials
  return { operation: 'accountToken', method: 'post', path: tokenPath, handle }

  function handle({ contentType, text, thumbprint }: Call): Reply {
    const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType ?? '')
    const form = new URLSearchParams(isForm ? text : '')
    const shown = `${form.get('client_id')}:${form.get('client_secret')}`
    if (!sameSecret(shown, `${clientId}:${clientSecret}`))
      return json(401, { error: 'invalid_client', error_description: 'Invalid client credentials' })
    if (form.get('grant_type') !== 'client_credentials') return json(400, { error: 'unsupported_grant_type' })
    const answer = {
      access_token: issueToken(world, thumbprint, [scope], tokenSeconds),
      token_type: 'Bearer',
      expires_in: tokenSeconds,
    }
    return json(200, answer, { Pragma: 'no-cache' })
  }
}
