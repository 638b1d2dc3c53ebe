import { BankCheck, BeforeSetUp, DemoShop, SetUp } from '@balcao/contracts'
import { always, type Endpoint, onBody } from './endpoint.ts'

/** How a shop comes to be. These doors shut themselves once it is. */
export const setUp: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/api/set-up',
    access: 'anyone',
    summary: 'What the settings say of a shop that nobody has set up yet',
    answers: { 200: { description: 'The shop and its bank, without credentials', schema: BeforeSetUp } },
    problems: ['already-set-up', ...always],
  },
  {
    method: 'post',
    path: '/api/set-up',
    access: 'anyone',
    summary: 'Make the first manager and the first till, once',
    body: SetUp,
    answers: { 204: { description: 'The manager is signed in, and this browser is the till' } },
    problems: [...onBody, 'already-set-up', ...always],
  },
  {
    method: 'post',
    path: '/api/set-up/bank',
    access: 'anyone',
    summary: 'Try out everything at the bank that has to be right before the first sale',
    answers: { 200: { description: 'A line of each check, without credentials', schema: BankCheck } },
    problems: ['already-set-up', ...always],
  },
  {
    method: 'post',
    path: '/api/set-up/demo',
    access: 'anyone',
    summary: 'Make a shop to try everything with, in the sandbox alone',
    answers: { 200: { description: 'Who works there; the manager is signed in', schema: DemoShop } },
    problems: ['forbidden', 'already-set-up', ...always],
  },
]
