import { CurrentCharge, Painted, Snapshot, StreamQuery } from '@balcao/contracts'
import { always, type Endpoint, onBody } from './endpoint.ts'

/** What the screens of a terminal show. */
export const terminals: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/api/terminals/{terminalId}/events',
    access: { people: 'operator', devices: ['till', 'display', 'kiosk'] },
    summary:
      'Everything the screens of a terminal show, now and with every change (server-sent events, `snapshot`)',
    query: StreamQuery,
    answers: { 200: { description: 'A stream of snapshots', schema: Snapshot, type: 'text/event-stream' } },
    problems: ['invalid-request', 'too-many-streams'],
  },
  {
    method: 'put',
    path: '/api/terminals/{terminalId}/current',
    access: { people: 'operator', devices: ['kiosk'] },
    summary: "Choose what the customer's screen shows",
    body: CurrentCharge,
    answers: { 204: { description: 'It shows this now' } },
    problems: [...onBody, 'charge-not-found', ...always],
  },
  {
    method: 'post',
    path: '/api/terminals/{terminalId}/painted',
    access: { people: 'operator', devices: ['till', 'display', 'kiosk'] },
    summary: "A customer's screen says what it has painted",
    body: Painted,
    answers: { 204: { description: 'Noted' } },
    problems: [...onBody, 'charge-not-found', ...always],
  },
]
