import {
  CurrentOffer,
  NewProposal,
  NewRecurrence,
  NewRecurrenceCharge,
  Recurrence,
  RecurrenceCharge,
  RecurrenceDetails,
  RecurrenceList,
  RecurrenceListQuery,
  RetryDay,
  SentProposal,
} from '@balcao/contracts'
import { always, type Endpoint, onBody } from './endpoint.ts'

const known = ['no-recurrences', 'recurrence-not-found'] as const
const ofCharge = [
  ...known,
  'recurrence-charge-not-found',
  'too-late',
  'psp-refused',
  'psp-unavailable',
] as const

/** Pix Automático: what the shop offers at the till, and what it charges afterwards. */
export const recurrences: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/api/recurrences',
    access: { people: 'manager' },
    summary: 'List recurrences, newest first',
    query: RecurrenceListQuery,
    answers: { 200: { description: 'A page of recurrences', schema: RecurrenceList } },
    problems: ['invalid-request', 'no-recurrences', ...always],
  },
  {
    method: 'get',
    path: '/api/recurrences/{recurrenceId}',
    access: { people: 'operator' },
    summary: 'Read a recurrence, its charges, its proposals and what happened to it',
    answers: { 200: { description: 'The recurrence', schema: RecurrenceDetails } },
    problems: ['invalid-request', ...known, ...always],
  },
  {
    method: 'put',
    path: '/api/recurrences/{recurrenceId}',
    access: { people: 'operator' },
    summary: 'Offer a recurrence. The same id and body again answer with the same recurrence',
    body: NewRecurrence,
    answers: {
      200: { description: 'It was already there', schema: Recurrence },
      201: { description: 'The PSP has it, or has refused it: its status says which', schema: Recurrence },
      202: {
        description: 'The PSP has not answered: it is opening, and is being asked for',
        schema: Recurrence,
      },
    },
    problems: [
      ...[...onBody, 'no-recurrences', 'recurrence-id-reused', 'charge-not-found'],
      ...['already-closed', 'psp-unavailable', ...always],
    ] as Endpoint['problems'],
  },
  {
    method: 'post',
    path: '/api/recurrences/{recurrenceId}/cancel',
    access: { people: 'operator' },
    summary: 'End a recurrence. What is to be settled today still is',
    answers: {
      200: { description: 'It has ended', schema: Recurrence },
      202: { description: 'Asked of the PSP, which has not answered', schema: Recurrence },
    },
    problems: ['invalid-request', ...known, 'recurrence-over', 'psp-refused', 'psp-unavailable', ...always],
  },
  {
    method: 'put',
    path: '/api/recurrences/{recurrenceId}/charges/{txid}',
    access: { people: 'manager' },
    summary: 'Charge one cycle of a recurrence. The same txid and body again are the same charge',
    body: NewRecurrenceCharge,
    answers: {
      200: { description: 'It was already there', schema: RecurrenceCharge },
      201: {
        description: 'The PSP has it, or has refused it: its status says which',
        schema: RecurrenceCharge,
      },
      202: {
        description: 'The PSP has not answered: it is opening, and is being asked for',
        schema: RecurrenceCharge,
      },
    },
    problems: [...onBody, ...known, 'recurrence-not-approved', 'txid-reused', ...always],
  },
  {
    method: 'post',
    path: '/api/recurrences/{recurrenceId}/charges/{txid}/cancel',
    access: { people: 'manager' },
    summary: 'Take a charge back, until the day before it is first settled',
    answers: {
      200: { description: 'It is cancelled', schema: RecurrenceCharge },
      202: { description: 'Asked of the PSP, which has not answered', schema: RecurrenceCharge },
    },
    problems: ['invalid-request', ...ofCharge, ...always],
  },
  {
    method: 'post',
    path: '/api/recurrences/{recurrenceId}/charges/{txid}/retry',
    access: { people: 'manager' },
    summary: 'Try once more on another day, where the payer has agreed to that',
    body: RetryDay,
    answers: {
      200: { description: 'It is asked for', schema: RecurrenceCharge },
      202: { description: 'Asked of the PSP, which has not answered', schema: RecurrenceCharge },
    },
    problems: [...onBody, ...ofCharge, ...always],
  },
  {
    method: 'put',
    path: '/api/recurrences/{recurrenceId}/proposals/{proposalId}',
    access: { people: 'manager' },
    summary: "Send a recurrence to the payer's bank. The same id and body again are the same proposal",
    body: NewProposal,
    answers: {
      200: { description: 'It was already sent', schema: SentProposal },
      201: { description: 'The PSP has it, or has refused it: its status says which', schema: SentProposal },
      202: { description: 'The PSP has not answered; what came of it is read', schema: SentProposal },
    },
    problems: [...onBody, ...known, 'recurrence-over', 'recurrence-id-reused', ...always],
  },
  {
    method: 'put',
    path: '/api/terminals/{terminalId}/offer',
    access: { people: 'operator' },
    summary: "Show a recurrence on the terminal's screens, or none",
    body: CurrentOffer,
    answers: { 204: { description: 'It is shown' } },
    problems: [...onBody, 'recurrence-not-found', ...always],
  },
]
