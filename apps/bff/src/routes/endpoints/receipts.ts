import { Receipt, ReceiptPrint, TillReceipt } from '@balcao/contracts'
import { always, type Endpoint } from './endpoint.ts'

/** What a shop gives of a paid charge. */
export const receipts: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/api/receipts/{token}',
    // Whoever has the token has been given the receipt. Nothing on it is about a person.
    access: 'anyone',
    summary: "A receipt, for the customer's phone",
    answers: { 200: { description: 'The receipt as it is now, with what was returned', schema: Receipt } },
    problems: ['receipt-not-found', 'too-many-requests', ...always],
  },
  {
    method: 'get',
    path: '/api/charges/{txid}/receipt',
    access: { people: 'operator' },
    summary: 'The receipt of a charge, its public address, and how often it was printed',
    answers: { 200: { description: 'The receipt as it is now', schema: TillReceipt } },
    problems: ['invalid-request', 'charge-not-found', 'charge-not-paid', ...always],
  },
  {
    method: 'post',
    path: '/api/charges/{txid}/receipt/prints',
    access: { people: 'operator' },
    summary: 'Count one more print of a receipt, before it is printed',
    answers: { 201: { description: 'Which copy it is', schema: ReceiptPrint } },
    problems: ['invalid-request', 'charge-not-found', 'charge-not-paid', ...always],
  },
]
