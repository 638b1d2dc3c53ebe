import { type Problem, type ProblemName, problems, problemType } from '@balcao/contracts'
import { isOutcomeUnknown, PayerApiError } from '@balcao/payer-api'
import { JsonError, type JsonErrorCode, PixError } from '@balcao/pix'
import type { ErrorRequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { StoreError } from './store/errors.ts'

export type FieldError = { field: string; message: string }

/** An outcome that HTTP tells as a problem. Whoever throws one has said it all; nothing else reaches the caller. */
export class ProblemError extends Error {
  override name = 'ProblemError'
  readonly problem: ProblemName
  readonly errors: readonly FieldError[] | undefined
  constructor(problem: ProblemName, detail?: string, errors?: readonly FieldError[]) {
    super(detail ?? problems[problem].title)
    this.problem = problem
    this.errors = errors
  }
}

/** The only place where an answer becomes application/problem+json (RFC 9457). */
export function sendProblem(
  response: Response,
  name: ProblemName,
  detail?: string,
  errors?: readonly FieldError[],
) {
  const { status, title } = problems[name]
  const problem: Problem = {
    type: problemType(name),
    title,
    status,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors: [...errors] }),
  }
  response.status(status).type('application/problem+json').send(JSON.stringify(problem))
}

/** Express' own page shows a stack: this one shows what the caller can act on, and the log keeps the rest. */
export const problemHandler =
  (log: Logger): ErrorRequestHandler =>
  (error, _request, response, _next) => {
    const { name, detail, errors } = problemOf(error)
    if (name === 'internal' || name === 'store-unavailable') log.error({ err: error }, 'request failed')
    if (response.headersSent) response.destroy()
    else sendProblem(response, name, detail, errors)
  }

/** Which problem an error is to whoever asked. */
export function problemOf(error: unknown): {
  name: ProblemName
  detail?: string
  errors?: readonly FieldError[] | undefined
} {
  if (error instanceof ProblemError)
    return { name: error.problem, detail: error.message, errors: error.errors }
  if (error instanceof JsonError)
    return {
      name: 'invalid-request',
      detail: `The body is not usable JSON: ${error.message}`,
      errors: [{ field: error.path || 'body', message: jsonWords[error.code] }],
    }
  if (error instanceof PixError)
    return { name: 'psp-unavailable', detail: 'The PSP did not give a usable answer. Try again.' }
  if (error instanceof PayerApiError) return accountProblem(error)
  if (error instanceof StoreError || isSqlite(error))
    return {
      name: 'store-unavailable',
      // Also where the PSP has done its part and only its answer could not be written: then it is asked for again.
      detail: 'The ledger cannot be used now. Try again: what was begun goes on, and is not begun twice.',
    }
  // Express throws this one for a broken percent-encoding in the path.
  if (error instanceof URIError) return { name: 'not-found' }
  return { name: 'internal', detail: 'The cause is in the log of the server.' }
}

/** The provider's own words are another system's text: told as text, and never as ours. */
function accountProblem(error: PayerApiError): { name: ProblemName; detail: string } {
  const isAway = isOutcomeUnknown(error) || error.code === 'unauthorized' || error.code === 'rate-limited'
  return isAway
    ? {
        name: 'account-unavailable',
        detail: "The account's provider did not give a usable answer. Look again before you repeat it.",
      }
    : { name: 'account-refused', detail: error.providerMessage ?? error.providerCode ?? error.message }
}

const jsonWords = {
  'invalid-json': 'is not JSON here',
  'duplicate-key': 'is given twice',
  'too-deep': 'is nested too deeply',
  'number-out-of-range': 'is a number that no computer holds',
} as const satisfies Record<JsonErrorCode, string>

const isSqlite = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR'
