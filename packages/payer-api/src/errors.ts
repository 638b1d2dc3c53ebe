/**
 * One class, one closed set of codes, as the payer's side needs them.
 *
 * The provider refused: it understood, and it changed nothing.
 * - `invalid-operation` this recurrence, request or billing does not allow it now (also a body that it refuses)
 * - `not-found` with a body that is the API's own; any other 404 is a proxy talking
 * - `access-denied` `conflict` (409) `unauthorized` `rate-limited` see `retryAfterSeconds`
 *
 * The provider is down or talked nonsense: nobody knows whether a change was applied.
 * - `unavailable` 5xx, 408; also for the caller's own time limits and broken connections
 * - `malformed-reply` HTML, cut JSON, a wrong type, a redirect, a refusal that is not JSON
 *
 * We refused to send: `invalid-request`, with the `field`.
 */
export type PayerApiErrorCode =
  | 'invalid-operation'
  | 'not-found'
  | 'access-denied'
  | 'conflict'
  | 'unauthorized'
  | 'rate-limited'
  | 'unavailable'
  | 'malformed-reply'
  | 'invalid-request'

export type PayerApiErrorDetails = {
  cause?: unknown
  /** HTTP status of the reply, where there was one. */
  status?: number | undefined
  /** The provider's own code and words, clipped. Text of another system: render it as text, never as HTML. */
  providerCode?: string | undefined
  providerMessage?: string | undefined
  /** The field of ours that an `invalid-request` names. */
  field?: string | undefined
  /** 0 to 60, from a `Retry-After` in seconds. */
  retryAfterSeconds?: number | undefined
}

export class PayerApiError extends Error {
  override readonly name = 'PayerApiError'
  readonly code: PayerApiErrorCode
  readonly status: number | undefined
  readonly providerCode: string | undefined
  readonly providerMessage: string | undefined
  readonly field: string | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(code: PayerApiErrorCode, message: string, details: PayerApiErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined)
    this.code = code
    this.status = details.status
    this.providerCode = details.providerCode
    this.providerMessage = details.providerMessage
    this.field = details.field
    this.retryAfterSeconds = details.retryAfterSeconds
  }
}

/**
 * Whether what was asked for may have been done, so that only a GET can tell. An error of no known kind says yes: a
 * payment or a consent taken for "not made" is made a second time.
 */
export function isOutcomeUnknown(error: unknown): boolean {
  if (!(error instanceof PayerApiError)) return true
  return error.code === 'unavailable' || error.code === 'malformed-reply'
}

export const malformed = (what: string, details: PayerApiErrorDetails = {}): PayerApiError =>
  new PayerApiError('malformed-reply', what, details)

export const invalidRequest = (field: string, rule: string): PayerApiError =>
  new PayerApiError('invalid-request', `${field}: ${rule}`, { field })
