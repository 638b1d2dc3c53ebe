import {
  LineList,
  LineQuery,
  LinesCsvQuery,
  NewLineNote,
  Period,
  Reconciliation,
  ReconciliationLine,
} from '@balcao/contracts'
import * as z from 'zod/mini'
import { always, type Endpoint, onBody } from './endpoint.ts'

/** The ledger beside the PSP's lists. */
export const reconciliation: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/api/reconciliation',
    access: { people: 'manager' },
    summary: 'How some days compare with what the PSP listed, and what became of the latest reading',
    query: Period,
    answers: { 200: { description: 'Totals, differences by kind, and the reading', schema: Reconciliation } },
    problems: ['invalid-request', ...always],
  },
  {
    method: 'post',
    path: '/api/reconciliation',
    access: { people: 'manager' },
    summary: "Read the PSP's lists of some days. One at a time for each period",
    body: Period,
    answers: { 202: { description: 'It is being read', schema: Reconciliation } },
    problems: [...onBody, ...always],
  },
  {
    method: 'get',
    path: '/api/reconciliation/lines',
    access: { people: 'manager' },
    summary: 'List what agrees and what does not, oldest first',
    query: LineQuery,
    answers: { 200: { description: 'A page of lines; none before the first reading', schema: LineList } },
    problems: ['invalid-request', ...always],
  },
  {
    method: 'get',
    path: '/api/reconciliation/lines.csv',
    access: { people: 'manager' },
    summary: 'The same as a table for spreadsheets',
    query: LinesCsvQuery,
    answers: {
      200: { description: 'UTF-8, semicolons, decimal commas', schema: z.string(), type: 'text/csv' },
    },
    problems: ['invalid-request', 'period-not-read', ...always],
  },
  {
    method: 'post',
    path: '/api/reconciliation/lines/{lineId}/look-again',
    access: { people: 'manager' },
    summary: 'Ask the PSP about this Pix or charge now',
    answers: { 200: { description: 'The line as it is now', schema: ReconciliationLine } },
    problems: ['invalid-request', 'line-not-found', 'psp-unavailable', ...always],
  },
  {
    method: 'post',
    path: '/api/reconciliation/lines/{lineId}/notes',
    access: { people: 'manager' },
    summary: "Add a person's word about a line. It changes neither money nor a charge",
    body: NewLineNote,
    answers: { 201: { description: 'The line with its notes', schema: ReconciliationLine } },
    problems: [...onBody, 'line-not-found', 'charge-not-found', ...always],
  },
]
