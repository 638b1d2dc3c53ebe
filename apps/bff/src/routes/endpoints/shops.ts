import { Shop, ShopChange, ShopList, TerminalShop } from '@balcao/contracts'
import { always, type Endpoint, onBody } from './endpoint.ts'

/** The shops of the business. */
export const shops: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/api/shops',
    access: { people: 'manager' },
    summary: 'List the shops, and which terminal is where',
    answers: { 200: { description: 'All of them, the first one first', schema: ShopList } },
    problems: always,
  },
  {
    method: 'put',
    path: '/api/shops/{shopId}',
    access: { people: 'manager' },
    summary: 'Make or change a shop',
    body: ShopChange,
    answers: { 200: { description: 'The shop', schema: Shop } },
    problems: [...onBody, ...always],
  },
  {
    method: 'put',
    path: '/api/terminals/{terminalId}/shop',
    access: { people: 'manager' },
    summary: 'Say in which shop a terminal stands',
    body: TerminalShop,
    answers: { 204: { description: 'It stands there now' } },
    problems: [...onBody, 'shop-not-found', ...always],
  },
]
