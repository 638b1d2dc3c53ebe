/** What is wrong with a code, by the check that found it: what the screens turn into words. */
export type Check =
  | 'pixCopiaECola'
  | 'location'
  | 'host'
  | 'signature'
  | 'certificate'
  | 'payload'
  | 'expiry'
  | 'status'
  | 'revision'
  | 'amount'
  | 'txid'
  | 'receiver'
  | 'recurrence'
  | 'provider'

/** A code that cannot be trusted, and why. The other side's own text stays out of it. */
export class CodeFault extends Error {
  override name = 'CodeFault'
  readonly check: Check
  constructor(check: Check, message: string, cause?: unknown) {
    super(message, { cause })
    this.check = check
  }
}
