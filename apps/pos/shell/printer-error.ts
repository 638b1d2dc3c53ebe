/**
 * no-printer: none was chosen on this device · unplugged: the chosen one is not there · busy: something else has it · silent: it took too long,
 * or stopped in the middle, as without paper.
 */
export type PrinterFault = 'no-printer' | 'unplugged' | 'busy' | 'silent'

export class PrinterError extends Error {
  override name = 'PrinterError'
  readonly code: PrinterFault
  constructor(code: PrinterFault, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}
