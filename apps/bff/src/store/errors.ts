/**
 * busy: another process holds the ledger · corrupt: a page does not read as it was written · not-durable: the database would
 * lose commits with the power · migration: the ledger comes from another version · forbidden: the database does not let us ·
 * unavailable: it cannot be read or written now · lease-lost: another BFF does by now what this one was about to write.
 */
export type StoreErrorCode =
  | 'busy'
  | 'corrupt'
  | 'not-durable'
  | 'migration'
  | 'forbidden'
  | 'unavailable'
  | 'lease-lost'

export class StoreError extends Error {
  override name = 'StoreError'
  readonly code: StoreErrorCode
  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/** SQLite's primary result codes (sqlite.org/rescode.html): 5 BUSY, 6 LOCKED, 11 CORRUPT, 26 NOTADB; the upper bits say more. */
const resultCode = (error: unknown) =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 0
export const isLocked = (error: unknown) => [5, 6].includes(resultCode(error))
/** A page does not read as it was written. */
export const isBroken = (error: unknown) => [11, 26].includes(resultCode(error))
/** No code at all: quick_check has found it. */
const isDamaged = (error: unknown) => isBroken(error) || resultCode(error) === 0

/** What SQLite said of this file, with what to do about it. */
export function sqliteError(path: string, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause
  const said = cause instanceof Error ? cause.message : String(cause)
  if (isLocked(cause))
    return new StoreError(
      'busy',
      `The ledger ${path} is locked by another program. Close it and start again.`,
      cause,
    )
  if (!isDamaged(cause))
    return new StoreError(
      'unavailable',
      `The ledger ${path} cannot be written (${said}): DATA_DIR must be a folder with space that this program may write to.`,
      cause,
    )
  return new StoreError(
    'corrupt',
    `The ledger ${path} is damaged (${said}). Nothing was changed. Restore the latest backup and start again: the PSP is asked for what came since.`,
    cause,
  )
}
