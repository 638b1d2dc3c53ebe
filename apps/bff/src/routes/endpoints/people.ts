import { NewApproval, Person, PersonChange, PersonList, Session, SignIn, SignInList } from '@balcao/contracts'
import { always, type Endpoint, onBody } from './endpoint.ts'

/** Who works here, and how they come in. */
export const people: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/api/session',
    access: 'anyone',
    summary: 'Who is signed in here, on which device, and whether the shop is set up',
    answers: { 200: { description: 'As the server sees it', schema: Session } },
    problems: always,
  },
  {
    method: 'get',
    path: '/api/session/people',
    access: { people: 'operator', devices: ['till'] },
    summary: 'Whom to tap before the PIN, on a paired till',
    answers: { 200: { description: 'Who may sign in', schema: SignInList } },
    problems: always,
  },
  {
    method: 'post',
    path: '/api/session',
    access: 'anyone',
    summary: 'Sign in with a PIN. A session that was there before ends',
    body: SignIn,
    answers: { 204: { description: 'The cookie of a new session comes with it' } },
    problems: [...onBody, 'wrong-pin', 'locked-out', ...always],
  },
  {
    method: 'post',
    path: '/api/session/end',
    access: 'anyone',
    summary: 'Sign out',
    answers: { 204: { description: 'The session is over' } },
    problems: always,
  },
  {
    method: 'get',
    path: '/api/people',
    access: { people: 'manager' },
    summary: 'List who works here',
    answers: { 200: { description: 'Everybody, also who has left', schema: PersonList } },
    problems: always,
  },
  {
    method: 'put',
    path: '/api/people/{personId}',
    access: { people: 'manager' },
    summary: 'Make or change a person. It ends their sessions',
    body: PersonChange,
    answers: { 200: { description: 'The person', schema: Person } },
    problems: [...onBody, 'forbidden', 'name-taken', 'last-administrator', ...always],
  },
  {
    method: 'post',
    path: '/api/approvals',
    access: { people: 'operator' },
    summary: "Allow one refund with a manager's PIN, for a minute and once",
    body: NewApproval,
    answers: { 204: { description: 'The refund may be asked for now' } },
    problems: [...onBody, 'wrong-pin', 'locked-out', 'forbidden', ...always],
  },
]
