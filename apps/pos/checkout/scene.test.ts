import type { Charge } from '@balcao/contracts'
import type { Connection } from '@balcao/shell'
import { expect, test } from 'vitest'
import { exampleCharge } from './example-charge.ts'
import { type Seen, sceneOf } from './scene.ts'

const nowMs = Date.parse('2026-11-22T14:10:00.000Z')
const stale: Connection = { state: 'stale', sinceMs: 0 }
const paid = (paidAt = '2026-11-22T14:09:59.000Z'): Charge =>
  exampleCharge({ status: 'paid', payments: [{ endToEndId: 'E1', amountCents: 2350, paidAt }] })
const scene = (seen: Partial<Seen>) => {
  const found = sceneOf({ charge: undefined, nowMs, connection: { state: 'live' }, shownForMs: 0, ...seen })
  return found.kind === 'charge' ? found.face : found.kind
}

test.each<[string, Partial<Seen>, string]>([
  ['nothing is known yet', { nowMs: undefined, connection: { state: 'connecting' } }, 'connecting'],
  ['nothing is known and nobody answers', { nowMs: undefined, connection: stale }, 'stale'],
  ['no sale', {}, 'idle'],
  ['a sale', { charge: exampleCharge() }, 'awaiting'],
  ['a sale on a screen that lost its server', { charge: exampleCharge(), connection: stale }, 'stale'],
  [
    'a sale while it connects again',
    { charge: exampleCharge(), connection: { state: 'connecting' } },
    'awaiting',
  ],
  ['paid', { charge: paid() }, 'paid'],
  ['paid, at the end of its eight seconds', { charge: paid(), shownForMs: 7_999 }, 'paid'],
  ['paid and thanked for', { charge: paid(), shownForMs: 8_000 }, 'idle'],
  ['paid, with time for the receipt', { charge: paid(), shownForMs: 19_999, hasReceipt: true }, 'paid'],
  ['paid, and the receipt had its time', { charge: paid(), shownForMs: 20_000, hasReceipt: true }, 'idle'],
  [
    'paid, and the server was lost: the money came all the same',
    { charge: paid(), connection: stale },
    'paid',
  ],
  ['paid, lost, and thanked for', { charge: paid(), connection: stale, shownForMs: 8_000 }, 'stale'],
  ['news of a payment a minute ago, after a cut', { charge: paid('2026-11-22T14:09:00.000Z') }, 'paid'],
  ['the sale of last night', { charge: paid('2026-11-21T20:00:00.000Z') }, 'idle'],
  ['expired', { charge: exampleCharge({ status: 'expired' }) }, 'expired'],
  ['expired a minute ago', { charge: exampleCharge({ status: 'expired' }), shownForMs: 60_000 }, 'idle'],
  ['cancelled', { charge: exampleCharge({ status: 'cancelled' }) }, 'cancelled'],
  ['cancelled a while ago', { charge: exampleCharge({ status: 'cancelled' }), shownForMs: 8_000 }, 'idle'],
  [
    'half paid stays until the cashier does something',
    { charge: exampleCharge({ flags: ['underpaid'] }), shownForMs: 9e6 },
    'underpaid',
  ],
])('%s', (_, seen, expected) => {
  expect(scene(seen)).toBe(expected)
})
