/** Every call of this package, by name. */
export type Operation =
  | 'answerRequest'
  | 'getRequest'
  | 'listRequests'
  | 'decodeQrCode'
  | 'withdraw'
  | 'activateRecurrence'
  | 'configureRecurrence'
  | 'cancelRecurrence'
  | 'getRecurrence'
  | 'listRecurrences'
  | 'listHistories'
  | 'listBillings'
  | 'cancelBilling'
  | 'putWebhook'
  | 'getWebhook'
  | 'deleteWebhook'

/** What to send. `path` starts with '/v1', is relative to the provider's base and has every segment encoded. */
export type PayerRequest = {
  operation: Operation
  method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'
  path: string
  headers: Record<string, string>
  /** The exact bytes, made once: a retry sends this string again, not the object again. */
  body?: string
  /** What the header `Transaction-Hash` of this call is made of, where that is known. */
  hashText?: string
}

/** What came back, whole. Header names in lower case; redirects not followed (they are read as nonsense). */
export type PayerReply = { status: number; headers: Record<string, string | undefined>; body: string }

export type Wire = Record<string, unknown>

/** A call without a body: a GET, a DELETE, and the POSTs that only name what they act on. */
export function call(operation: Operation, method: PayerRequest['method'], path: string): PayerRequest {
  return { operation, method, path, headers: { accept: 'application/json' } }
}

export function send(
  operation: Operation,
  method: 'PUT' | 'POST' | 'PATCH',
  path: string,
  content: Wire,
): PayerRequest {
  const headers = { accept: 'application/json', 'content-type': 'application/json' }
  return { operation, method, path, headers, body: JSON.stringify(content) }
}

export const isObject = (value: unknown): value is Wire =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
