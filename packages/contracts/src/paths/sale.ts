/** One sale, looked at: its receipt, its course, the proof of it that a customer shows. */

export const chargeReceipt = (txid: string) => `/api/charges/${txid}/receipt`
export const receiptPrints = (txid: string) => `/api/charges/${txid}/receipt/prints`
export const receipt = (token: string) => `/api/receipts/${token}`
export const timeline = (txid: string) => `/api/charges/${txid}/timeline`
export const proofs = (terminalId: string) => `/api/terminals/${terminalId}/proofs`
