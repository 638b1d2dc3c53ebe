import { paths, ReceiptPrint, TillReceipt } from '@balcao/contracts'
import { ask, type Reply } from '@balcao/shell'

export const askForReceipt = (txid: string): Promise<Reply<TillReceipt>> =>
  ask({ method: 'GET', path: paths.chargeReceipt(txid), read: (json) => TillReceipt.safeParse(json).data })

/** Counts a print before it is made: which copy it is. */
export const notePrint = (txid: string): Promise<Reply<ReceiptPrint>> =>
  ask({ method: 'POST', path: paths.receiptPrints(txid), read: (json) => ReceiptPrint.safeParse(json).data })
