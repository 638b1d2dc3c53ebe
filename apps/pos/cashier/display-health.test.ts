import type { Snapshot } from '@balcao/contracts'
import { expect, test } from 'vitest'
import { exampleCharge, exampleSnapshot } from '../checkout/example-charge.ts'
import { type DisplayHealth, displayHealth } from './display-health.ts'

const charge = exampleCharge({ version: 3 })
const painted = (txid: string, version: number) => ({
  connected: 1,
  painted: { txid, version, at: charge.createdAt },
})

test.each<[string, Partial<Snapshot>, DisplayHealth]>([
  ['no display', { displays: { connected: 0, painted: null } }, 'none'],
  ['a display and no sale', {}, 'ok'],
  ['the sale is painted', { currentTxid: charge.txid, displays: painted(charge.txid, 3) }, 'ok'],
  ['an older version is painted', { currentTxid: charge.txid, displays: painted(charge.txid, 2) }, 'late'],
  ['another sale is painted', { currentTxid: charge.txid, displays: painted('d'.repeat(32), 9) }, 'late'],
  ['nothing is painted', { currentTxid: charge.txid }, 'late'],
])('%s', (_, change, health) => {
  expect(displayHealth(exampleSnapshot({ charges: [charge], ...change }))).toBe(health)
})
