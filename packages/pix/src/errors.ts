/**
 * One class, one closed set of codes, three worlds.
 *
 * The server refused: it understood, and it changed nothing.
 * - `invalid-operation` the charge or refund does not allow this now (also a body that its schema refuses)
 * - `not-found` a problem that says so by its type; any other 404 is a proxy talking
 * - `gone` `access-denied` `invalid-query` `conflict` (409, this identifier already exists)
 * - `unauthorized` the token or the credentials · `rate-limited` see `retryAfterSeconds`
 *
 * The server is down or talked nonsense: nobody knows whether a change was applied.
 * - `unavailable` 5xx, 408; also for the caller's own time limits and broken connections
 * - `malformed-reply` HTML, cut or ambiguous JSON, a wrong type, a redirect, a refusal that is not a problem+json
 *
 * We refused to send: `invalid-request`, with the `field`; `unsupported`, which this PSP does not offer.
 */
export type PixErrorCode =
  | 'invalid-operation'
  | 'not-found'
  | 'gone'
  | 'access-denied'
  | 'invalid-query'
  | 'conflict'
  | 'unauthorized'
  | 'rate-limited'
  | 'unavailable'
  | 'malformed-reply'
  | 'invalid-request'
  | 'unsupported'

/** RFC 7807 as API Pix extends it (2.9.0, Problema, Violacao). Every text is another system's. */
export type Problem = {
  type: string
  title: string
  status: number
  detail?: string
  correlationId?: string
  violations: Violation[]
}
export type Violation = { reason: string; property: string; value?: string }

export type PixErrorDetails = {
  cause?: unknown
  /** HTTP status of the reply, where there was one. */
  status?: number | undefined
  /** What the server said (RFC 7807). Text of another system: render it as text, never as HTML. */
  problem?: Problem | undefined
  /** The field of ours that an `invalid-request` names. */
  field?: string | undefined
  /** 0 to 60, from `Retry-After` where it can be told without a clock. */
  retryAfterSeconds?: number | undefined
  /** The header as it came, for `readRetryAfter(value, now)`. */
  retryAfter?: string | undefined
}

export class PixError extends Error {
  override readonly name = 'PixError'
  readonly code: PixErrorCode
  readonly status: number | undefined
  readonly problem: Problem | undefined
  readonly field: string | undefined
  readonly retryAfterSeconds: number | undefined
  readonly retryAfter: string | undefined

  constructor(code: PixErrorCode, message: string, details: PixErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined)
    this.code = code
    this.status = details.status
    this.problem = details.problem
    this.field = details.field
    this.retryAfterSeconds = details.retryAfterSeconds
    this.retryAfter = details.retryAfter
  }
}

/**
 * Whether the change that was asked for may have been applied, so that only a GET can tell. A definitive refusal
 * says no. Everything that is not one, a connection that broke or an error of no known kind included, says yes:
 * a needless GET is cheap, and a charge or a refund taken for "not made" is not.
 *
 * It speaks of this request alone. A repeat refused with `invalid-operation` or `conflict` may mean that the
 * first try was applied.
 */
export function isOutcomeUnknown(error: unknown): boolean {
  if (!(error instanceof PixError)) return true
  return error.code === 'unavailable' || error.code === 'malformed-reply'
}

export const malformed = (what: string, details: PixErrorDetails = {}): PixError =>
  new PixError('malformed-reply', what, details)

export const invalidRequest = (field: string, rule: string): PixError =>
  new PixError('invalid-request', `${field}: ${rule}`, { field })
