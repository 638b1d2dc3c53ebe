import type { Receipt } from '@balcao/contracts'
import { receiptLines } from '../../checkout/receipt/receipt-lines.ts'
import { readPaperWidth, readPrinter, sendToPrinter } from '../../shell/printer.ts'
import type { PrinterFault } from '../../shell/printer-error.ts'
import { askForReceipt, notePrint } from './receipt-api.ts'

export type PrintFault = PrinterFault | 'unreachable'
export type Printed =
  /** The printer has taken it. */
  | { readonly kind: 'sent'; readonly copy: number }
  /** There is no printer but the browser's, which wants the page. */
  | { readonly kind: 'by-browser'; readonly receipt: Receipt; readonly copy: number }
  /** `copy` is the number that was given out for it: the next attempt is still this copy. */
  | { readonly kind: 'failed'; readonly fault: PrintFault; readonly copy: number | undefined }

export interface PrintAsked {
  readonly txid: string
  /** Of an attempt that failed. */
  readonly copy?: number | undefined
  /** The browser's dialog, whatever printer was chosen. */
  readonly byBrowser?: boolean
}

/** Prints a receipt as it is now, with what was returned meanwhile. Whatever fails is an answer: a sale never waits for paper. */
export async function printReceipt({ txid, copy: given, byBrowser = false }: PrintAsked): Promise<Printed> {
  const asked = await askForReceipt(txid)
  if (!asked.ok) return { kind: 'failed', fault: 'unreachable', copy: given }
  const { receipt } = asked.value
  const noted = given === undefined ? await notePrint(txid) : undefined
  if (noted?.ok === false) return { kind: 'failed', fault: 'unreachable', copy: undefined }
  const copy = given ?? noted?.value.copy ?? 1
  if (byBrowser || readPrinter().kind === 'browser') return { kind: 'by-browser', receipt, copy }
  // Over a hundred kilobytes: only a till with such a printer loads it.
  const loaded = await import('./receipt-bytes.ts').catch(() => undefined)
  if (loaded === undefined) return { kind: 'failed', fault: 'unreachable', copy }
  const fault = await sendToPrinter(loaded.receiptBytes(receiptLines(receipt, copy), readPaperWidth()))
  return fault === undefined ? { kind: 'sent', copy } : { kind: 'failed', fault, copy }
}
