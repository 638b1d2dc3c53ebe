import {
  CodeToRead,
  NewAuthorization,
  NewLimits,
  NewPayerPayment,
  PayerBilling,
  PayerBillingList,
  PayerDeed,
  PayerRecurrence,
  PayerRecurrenceDetail,
  PayerRecurrenceList,
  PayerSnapshot,
  Proposal,
  ProposalAnswer,
  ProposalList,
  VerifiedCode,
} from '@balcao/contracts'
import { always, type Endpoint, onBody } from './endpoint.ts'

const access = { people: 'manager' } as const
const atAccount = ['no-account', 'account-unavailable', ...always] as const
const asked = ['account-refused', ...atAccount] as const
const deed = [...onBody, 'code-refused', 'limit-below-value', 'deed-reused', 'too-many-requests'] as const

/** Paying: codes, Pix Automático as its payer has it. It spends the shop's money, so it is the managers'. */
export const payer: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/api/payer/events',
    access,
    summary:
      'How the account is and what its provider told of, now and with every change (server-sent events, `snapshot`)',
    answers: {
      200: { description: 'A stream of snapshots', schema: PayerSnapshot, type: 'text/event-stream' },
    },
    problems: ['too-many-streams'],
  },
  {
    method: 'get',
    path: '/api/payer/proposals',
    access,
    summary: 'Proposals that receivers have sent to this account, newest first',
    answers: { 200: { description: 'The proposals', schema: ProposalList } },
    problems: atAccount,
  },
  {
    method: 'post',
    path: '/api/payer/proposals/{proposalId}/answer',
    access,
    summary: 'Say yes or no to a proposal. The same answer again is the same answer',
    body: ProposalAnswer,
    answers: {
      200: { description: 'The provider has it', schema: Proposal },
      202: { description: 'Asked; the stream tells when it is final', schema: Proposal },
    },
    problems: [...onBody, 'not-found', 'proposal-over', 'limit-below-value', ...asked],
  },
  {
    method: 'post',
    path: '/api/payer/codes',
    access,
    summary: 'Read a copia e cola, and verify everything it points at before anything of it is shown',
    body: CodeToRead,
    answers: { 200: { description: 'What is in it', schema: VerifiedCode } },
    problems: [...onBody, 'code-refused', 'too-many-requests', ...asked],
  },
  {
    method: 'put',
    path: '/api/payer/payments/{deedId}',
    access,
    summary:
      'Pay a code, and with one consent authorise what it offers (journey 3). The same id and body again are the same deed',
    body: NewPayerPayment,
    answers: {
      200: { description: 'Every step has come to its end', schema: PayerDeed },
      202: { description: 'A step is under way, and is looked up', schema: PayerDeed },
    },
    problems: [...deed, ...asked],
  },
  {
    method: 'put',
    path: '/api/payer/authorizations/{deedId}',
    access,
    summary:
      'Authorise what a code offers: journey 2, and 4 once its payment is done. The same id and body again are the same deed',
    body: NewAuthorization,
    answers: {
      200: { description: 'It has come to its end', schema: PayerDeed },
      202: { description: 'It is not final yet, and is looked up', schema: PayerDeed },
    },
    problems: [...deed, ...asked],
  },
  {
    method: 'get',
    path: '/api/payer/recurrences',
    access,
    summary: 'Recurrences of this account: active ones first, then by name',
    answers: { 200: { description: 'The recurrences', schema: PayerRecurrenceList } },
    problems: atAccount,
  },
  {
    method: 'get',
    path: '/api/payer/recurrences/{recurrenceId}',
    access,
    summary: 'One recurrence, what happened to it, and its billings',
    answers: { 200: { description: 'The recurrence', schema: PayerRecurrenceDetail } },
    problems: ['invalid-request', 'recurrence-not-found', ...asked],
  },
  {
    method: 'post',
    path: '/api/payer/recurrences/{recurrenceId}/configure',
    access,
    summary: 'Set the maximum of one charge, and whether the overdraft may pay it',
    body: NewLimits,
    answers: { 200: { description: 'The recurrence as it is now', schema: PayerRecurrence } },
    problems: [...onBody, 'recurrence-not-found', 'limit-below-value', 'too-late', ...asked],
  },
  {
    method: 'post',
    path: '/api/payer/recurrences/{recurrenceId}/cancel',
    access,
    summary: 'End a recurrence. What is due today is still paid',
    answers: { 200: { description: 'The recurrence as it is now', schema: PayerRecurrence } },
    problems: ['invalid-request', 'recurrence-not-found', 'too-late', ...asked],
  },
  {
    method: 'get',
    path: '/api/payer/billings',
    access,
    summary: 'Charges of recurrences: what comes first, then what is over, newest first',
    answers: { 200: { description: 'The billings', schema: PayerBillingList } },
    problems: atAccount,
  },
  {
    method: 'post',
    path: '/api/payer/billings/{txid}/cancel',
    access,
    summary: 'Stop one charge, until 23:59:59 of the day before it in Brasília',
    answers: { 200: { description: 'The billing as it is now', schema: PayerBilling } },
    problems: ['invalid-request', 'billing-not-found', 'too-late', ...asked],
  },
]
