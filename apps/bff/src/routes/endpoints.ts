import {
  Charge,
  ChargeList,
  ChargeListQuery,
  CurrentCharge,
  Extension,
  Health,
  LineList,
  LineQuery,
  LinesCsvQuery,
  NewCharge,
  NewLineNote,
  NewPixRefund,
  NewRefund,
  Painted,
  Period,
  type ProblemName,
  Reconciliation,
  ReconciliationLine,
  Snapshot,
  WebhookCare,
} from '@balcao/contracts'
import * as z from 'zod/mini'

export type Schema = z.ZodMiniType
export type Endpoint = {
  method: 'get' | 'put' | 'post'
  path: string
  summary: string
  query?: Schema
  body?: Schema
  answers: Record<number, { description: string; schema?: Schema; type?: string }>
  problems: readonly ProblemName[]
}

const onBody = ['invalid-request', 'unsupported-media-type', 'body-too-large'] as const
const always = ['store-unavailable', 'internal'] as const

/** Every door of the API: what OpenAPI shows, and what answers 405 where the address is right and the method is not. */
export const endpoints: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/api/charges',
    summary: 'List charges, newest first',
    query: ChargeListQuery,
    answers: { 200: { description: 'A page of charges', schema: ChargeList } },
    problems: ['invalid-request', ...always],
  },
  {
    method: 'put',
    path: '/api/charges/{txid}',
    summary: 'Create a charge. The same txid and body again answer with the same charge',
    body: NewCharge,
    answers: {
      200: { description: 'It was already there', schema: Charge },
      201: { description: 'The PSP has created it', schema: Charge },
      202: { description: 'The PSP has not answered: it is opening, and is being asked for', schema: Charge },
    },
    problems: [...onBody, 'txid-reused', 'psp-refused', 'psp-unavailable', ...always],
  },
  {
    method: 'get',
    path: '/api/charges/{txid}',
    summary: 'Read a charge',
    answers: { 200: { description: 'The charge', schema: Charge } },
    problems: ['invalid-request', 'charge-not-found', ...always],
  },
  {
    method: 'post',
    path: '/api/charges/{txid}/cancel',
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
    summary: 'Keep the same code alive for longer',
    body: Extension,
    answers: { 200: { description: 'The charge with its new end', schema: Charge } },
    problems: [...onBody, 'charge-not-found', 'already-closed', 'psp-refused', 'psp-unavailable', ...always],
  },
  {
    method: 'put',
    path: '/api/charges/{txid}/refunds/{refundId}',
    summary: 'Return a Pix or a part of it. The same id and amount again are the same refund',
    body: NewRefund,
    answers: {
      200: { description: 'The PSP has returned it', schema: Charge },
      202: { description: 'Asked; its status in the charge says what became of it', schema: Charge },
    },
    problems: [...onBody, 'charge-not-found', 'not-refundable', 'refund-id-reused', ...always],
  },
  {
    method: 'put',
    path: '/api/pix/{endToEndId}/refunds/{refundId}',
    summary: 'Return money that pays no charge of ours. The same id and amount again are the same refund',
    body: NewPixRefund,
    answers: {
      200: { description: 'The PSP has returned it', schema: ReconciliationLine },
      202: { description: 'Asked, and followed until the PSP has finished it', schema: ReconciliationLine },
    },
    problems: [...onBody, 'pix-not-found', 'not-refundable', 'refund-id-reused', ...always],
  },
  {
    method: 'get',
    path: '/api/reconciliation',
    summary: 'How some days compare with what the PSP listed, and what became of the latest reading',
    query: Period,
    answers: { 200: { description: 'Totals, differences by kind, and the reading', schema: Reconciliation } },
    problems: ['invalid-request', ...always],
  },
  {
    method: 'post',
    path: '/api/reconciliation',
    summary: "Read the PSP's lists of some days. One at a time for each period",
    body: Period,
    answers: { 202: { description: 'It is being read', schema: Reconciliation } },
    problems: [...onBody, ...always],
  },
  {
    method: 'get',
    path: '/api/reconciliation/lines',
    summary: 'List what agrees and what does not, oldest first',
    query: LineQuery,
    answers: { 200: { description: 'A page of lines; none before the first reading', schema: LineList } },
    problems: ['invalid-request', ...always],
  },
  {
    method: 'get',
    path: '/api/reconciliation/lines.csv',
    summary: 'The same as a table for spreadsheets',
    query: LinesCsvQuery,
    answers: {
      200: { description: 'UTF-8, semicolons, decimal commas', schema: z.string(), type: 'text/csv' },
    },
    problems: ['invalid-request', ...always],
  },
  {
    method: 'post',
    path: '/api/reconciliation/lines/{lineId}/look-again',
    summary: 'Ask the PSP about this Pix or charge now',
    answers: { 200: { description: 'The line as it is now', schema: ReconciliationLine } },
    problems: ['invalid-request', 'line-not-found', 'psp-unavailable', ...always],
  },
  {
    method: 'post',
    path: '/api/reconciliation/lines/{lineId}/notes',
    summary: "Add a person's word about a line. It changes neither money nor a charge",
    body: NewLineNote,
    answers: { 201: { description: 'The line with its notes', schema: ReconciliationLine } },
    problems: [...onBody, 'line-not-found', 'charge-not-found', ...always],
  },
  {
    method: 'get',
    path: '/api/terminals/{terminalId}/events',
    summary:
      'Everything the screens of a terminal show, now and with every change (server-sent events, `snapshot`)',
    query: z.object({ view: z.optional(z.enum(['till', 'display'])) }),
    answers: { 200: { description: 'A stream of snapshots', schema: Snapshot, type: 'text/event-stream' } },
    problems: ['invalid-request', 'too-many-streams'],
  },
  {
    method: 'put',
    path: '/api/terminals/{terminalId}/current',
    summary: "Choose what the customer's screen shows",
    body: CurrentCharge,
    answers: { 204: { description: 'It shows this now' } },
    problems: [...onBody, 'charge-not-found', ...always],
  },
  {
    method: 'post',
    path: '/api/terminals/{terminalId}/painted',
    summary: "A customer's screen says what it has painted",
    body: Painted,
    answers: { 204: { description: 'Noted' } },
    problems: [...onBody, 'charge-not-found', ...always],
  },
  {
    method: 'get',
    path: '/api/webhook',
    summary: "How well the PSP's notifications reach us",
    answers: {
      200: { description: 'The registration, and by which way payments came', schema: WebhookCare },
    },
    problems: always,
  },
  {
    method: 'post',
    path: '/api/webhook',
    summary: 'Register our address at the PSP and verify it, now',
    answers: {
      200: { description: 'What the PSP has now; `advice` says why it is not ours', schema: WebhookCare },
    },
    problems: always,
  },
  {
    method: 'get',
    path: '/api/health',
    summary: 'Whether sales can be made',
    answers: {
      200: { description: 'They can', schema: Health },
      503: { description: 'They cannot', schema: Health },
    },
    problems: [],
  },
  {
    method: 'get',
    path: '/api/openapi.json',
    summary: 'This document',
    answers: { 200: { description: 'OpenAPI 3.1' } },
    problems: [],
  },
]
