import { ChargeList, ChargeListQuery, ProofVerdict, ShownProof, Timeline } from '@balcao/contracts'
import { always, type Endpoint, onBody } from './endpoint.ts'

/** Finding a sale again, how it went, and whether what a customer shows is money that came. */
export const history: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/api/charges',
    access: { people: 'operator' },
    summary: 'Find charges, newest first. A page may be short and not be the last: `nextBefore` says',
    query: ChargeListQuery,
    answers: { 200: { description: 'A page of charges', schema: ChargeList } },
    problems: ['invalid-request', ...always],
  },
  {
    method: 'get',
    path: '/api/charges/{txid}/timeline',
    access: { people: 'operator' },
    summary: 'How a sale went, oldest first',
    answers: { 200: { description: 'What happened to it, when and by whom', schema: Timeline } },
    problems: ['invalid-request', 'charge-not-found', ...always],
  },
  {
    method: 'post',
    path: '/api/terminals/{terminalId}/proofs',
    access: { people: 'operator' },
    summary: 'Hold what a customer shows against what the PSP has. It changes no charge by itself',
    body: ShownProof,
    answers: { 200: { description: 'What the PSP says of it', schema: ProofVerdict } },
    problems: [...onBody, 'charge-not-found', 'too-many-requests', ...always],
  },
]
