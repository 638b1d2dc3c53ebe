/**
 * busy: another process holds the ledger · corrupt: a page does not read as it was written · not-durable: the database would
 * lose commits with the power · migration: the file comes from another version · unavailable: it cannot be read or written now.
 */
export type StoreErrorCode = 'busy' | 'corrupt' | 'not-durable' | 'migration' | 'unavailable'

export class StoreError extends Error {
  override name = 'StoreError'
  readonly code: StoreErrorCode
  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}
