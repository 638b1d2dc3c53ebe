import { invalidRequest } from './errors.ts'
import type { PayerRequest } from './wire.ts'

/**
 * The header `Transaction-Hash`: HMAC-SHA256 in lower-case hex of a text that each call has of its own, by which the
 * provider knows who asks for money. Which text the recurrence calls need is not published: `others` says whether
 * they go without, or with the text of this provider's calls about Pix keys, `post:/v1/accounts/{accountId}/aliases:` and
 * `delete:/v1/accounts/{accountId}/aliases/{alias}` (github.com/frones/ACBr, ACBrPIXPSPMatera.pas).
 */
export type TransactionHash = { secret: string; others: 'none' | 'method-and-path' }

export async function transactionHashOf(
  settings: TransactionHash | undefined,
  request: PayerRequest,
): Promise<string | undefined> {
  if (settings === undefined) return undefined
  const text = request.hashText ?? otherText(settings, request)
  return text === undefined ? undefined : hmacSha256Hex(settings.secret, text)
}

function otherText({ others }: TransactionHash, { method, path }: PayerRequest): string | undefined {
  if (others === 'none') return undefined
  const isWrite = method === 'POST' || method === 'PUT' || method === 'PATCH'
  return `${method.toLowerCase()}:${path}${isWrite ? ':' : ''}`
}

/** RFC 2104, by the Web Crypto that Node and browsers share. */
async function hmacSha256Hex(secret: string, text: string): Promise<string> {
  if (secret === '') throw invalidRequest('transactionHash.secret', 'not empty')
  const encoder = new TextEncoder()
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign'])
  const signature = await crypto.subtle.sign('HMAC', key, encoder.encode(text))
  return Array.from(new Uint8Array(signature), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
