import { invalidRequest } from './errors.ts'
import { type TransactionHash, transactionHashOf } from './transaction-hash.ts'
import type { PayerRequest } from './wire.ts'

/** Where an account provider is, and what it wants in its calls. Its API and its tokens both want the client's certificate. */
export type Provider = {
  /** https, no slash at the end; '/v1/…' follows. */
  baseUrl: string
  tokenUrl: string
  /** Absent where the provider asks for none. */
  transactionHash?: TransactionHash | undefined
}

/**
 * Flagship Instituição de Pagamentos, on Matera's platform: hosts and path of the token as in github.com/frones/ACBr,
 * ACBrPIXPSPMatera.pas.
 */
export const flagship: Provider = at('https://mtls-mp.prd.flagship.maas.link')
export const flagshipSandbox: Provider = at('https://mtls-mp.hml.flagship.maas.link')

function at(baseUrl: string): Provider {
  return { baseUrl, tokenUrl: `${baseUrl}/auth/realms/Matera/protocol/openid-connect/token` }
}

/** A request with its whole URL, ready for the wire. It holds a token or a secret: never in a log as it is. */
export type HttpRequest = {
  url: string
  method: PayerRequest['method']
  headers: Record<string, string>
  body?: string
}

/** Puts a request at the provider's base, with the token and, where the provider wants one, the `Transaction-Hash`. */
export async function toHttp(
  provider: Provider,
  request: PayerRequest,
  accessToken: string,
): Promise<HttpRequest> {
  const { method, path, body } = request
  const base = provider.baseUrl.replace(/\/+$/, '')
  // The paths of this package cannot leave the base; one written elsewhere could (`/v1/../auth`).
  if (!isBelow(base + path, `${base}/v1`)) throw invalidRequest('path', 'must stay below /v1 of the provider')
  const hash = await transactionHashOf(provider.transactionHash, request)
  const headers = {
    ...request.headers,
    ...(hash !== undefined && { 'transaction-hash': hash }),
    authorization: `Bearer ${accessToken}`,
  }
  return { url: base + path, method, headers, ...(body !== undefined && { body }) }
}

function isBelow(url: string, base: string): boolean {
  const [there, root] = [URL.parse(url), URL.parse(base)]
  if (!there || root?.protocol !== 'https:' || there.origin !== root.origin) return false
  return there.pathname.startsWith(`${root.pathname}/`)
}
