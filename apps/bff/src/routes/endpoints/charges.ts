import { Charge, Extension, NewCharge, NewPixRefund, NewRefund, ReconciliationLine } from '@balcao/contracts'
import { always, type Endpoint, onBody } from './endpoint.ts'

/** Charges and the refunds of what they brought. */
export const charges: readonly Endpoint[] = [
  {
    method: 'put',
    path: '/api/charges/{txid}',
    access: { people: 'operator', devices: ['kiosk'] },
    summary: 'Create a charge. The same txid and body again answer with the same charge',
    body: NewCharge,
    answers: {
      200: { description: 'It was already there', schema: Charge },
      201: { description: 'The PSP has created it', schema: Charge },
      202: { description: 'The PSP has not answered: it is opening, and is being asked for', schema: Charge },
    },
    problems: [...onBody, 'too-many-requests', 'txid-reused', 'psp-refused', 'psp-unavailable', ...always],
  },
  {
    method: 'get',
    path: '/api/charges/{txid}',
    access: { people: 'operator', devices: ['kiosk'] },
    summary: 'Read a charge',
    answers: { 200: { description: 'The charge', schema: Charge } },
    problems: ['invalid-request', 'charge-not-found', ...always],
  },
  {
    method: 'post',
    path: '/api/charges/{txid}/cancel',
    access: { people: 'operator', devices: ['kiosk'] },
    summary: 'Ask for a charge to be cancelled. A payment that comes first wins',
    answers: {
      200: { description: 'Decided: cancelled, or paid', schema: Charge },
      202: { description: 'Asked of the PSP, which has not answered', schema: Charge },
    },
    problems: ['invalid-request', 'charge-not-found', 'already-closed', ...always],
  },
  {
    method: 'post',
    path: '/api/charges/{txid}/extend',
    access: { people: 'operator', devices: ['kiosk'] },
    summary: 'Keep the same code alive for longer',
    body: Extension,
    answers: { 200: { description: 'The charge with its new end', schema: Charge } },
    problems: [...onBody, 'charge-not-found', 'already-closed', 'psp-refused', 'psp-unavailable', ...always],
  },
  {
    method: 'put',
    path: '/api/charges/{txid}/refunds/{refundId}',
    access: { people: 'operator' },
    summary: 'Return a Pix or a part of it. The same id and amount again are the same refund',
    body: NewRefund,
    answers: {
      200: { description: 'The PSP has returned it', schema: Charge },
      202: { description: 'Asked; its status in the charge says what became of it', schema: Charge },
    },
    problems: [
      ...onBody,
      'charge-not-found',
      'too-many-requests',
      'approval-needed',
      'not-refundable',
      'refund-id-reused',
      ...always,
    ],
  },
  {
    method: 'put',
    path: '/api/pix/{endToEndId}/refunds/{refundId}',
    access: { people: 'manager' },
    summary: 'Return money that pays no charge of ours. The same id and amount again are the same refund',
    body: NewPixRefund,
    answers: {
      200: { description: 'The PSP has returned it', schema: ReconciliationLine },
      202: { description: 'Asked, and followed until the PSP has finished it', schema: ReconciliationLine },
    },
    problems: [
      ...onBody,
      'pix-not-found',
      'too-many-requests',
      'approval-needed',
      'not-refundable',
      'refund-id-reused',
      ...always,
    ],
  },
  {
    method: 'post',
    path: '/api/pix/{endToEndId}/forget',
    access: { people: 'manager' },
    summary:
      'Erase what people have typed about a Pix, its charge and its refunds. Amounts, times and ids stay',
    answers: { 204: { description: 'It is erased, and the audit says by whom' } },
    problems: ['invalid-request', 'pix-not-found', ...always],
  },
]
