import type { RequestStatus } from '@balcao/payer-api'
import { expect, test } from 'vitest'
import { statusOfProposal } from './answer-proposal.ts'

const answered = { proposalId: 'SC1', answer: '{}', status: 'sent' as const, atMs: 0 }

test.each<[RequestStatus, boolean, number, string]>([
  ['RECEIVED', false, 999, 'received'],
  ['RECEIVED', false, 1000, 'expired'],
  ['RECEIVED', true, 999, 'answering'],
  // It was in time: what becomes of it, the provider says.
  ['RECEIVED', true, 1000, 'answering'],
  ['ACCEPTED', true, 1000, 'accepted'],
  ['REJECTED', false, 0, 'rejected'],
  ['EXPIRED', true, 0, 'expired'],
  ['CANCELED', true, 0, 'cancelled'],
  ['undetermined', false, 0, 'answering'],
])('a proposal that is %s, answered here: %s, at %i of 1000, is %s', (status, isAnswered, nowMs, is) => {
  const request = { status, expirationDateMs: 1000 }
  expect(statusOfProposal(request, isAnswered ? answered : undefined, nowMs)).toBe(is)
})
