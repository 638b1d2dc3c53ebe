import { PixError } from '@balcao/pix'

/**
 * An error as the log may have it: what kind it is, what it says of itself and where it comes from. Everything else that an error
 * carries stays out, since it may be another system's text, and in that a person's name, CPF or key.
 */
export function plainError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const status = error instanceof PixError && error.status !== undefined ? { status: error.status } : {}
  const cause = error.cause instanceof Error ? { cause: plainError(error.cause) } : {}
  return { type: error.name, ...code, ...status, message: error.message, stack: error.stack, ...cause }
}
