import type { Offer } from '@balcao/contracts'
import { describe, expect, test } from 'vitest'
import { exampleCharge } from '../../checkout/example-charge.ts'
import type { Scene } from '../../checkout/scene.ts'
import { type OfferScene, offerSceneOf } from './offer-scene.ts'

const charge = exampleCharge({ status: 'awaiting' })
const offer: Offer = {
  recurrenceId: 'a'.repeat(32),
  version: 3,
  status: 'offered',
  txid: charge.txid,
  terms: {
    object: 'Clube do café',
    contract: '118',
    frequency: 'monthly',
    firstDay: '2026-12-10',
    lastDay: null,
    fixedCents: 4990,
    minimumCents: null,
    retryPolicy: 'none',
  },
  codeAlone: 'ALONE',
  codeWithCharge: 'BOTH',
  end: null,
  ending: null,
}
const awaiting: Scene = { kind: 'charge', charge, face: 'awaiting' }
const paid: Scene = { kind: 'charge', charge, face: 'paid' }
const idle: Scene = { kind: 'idle' }
const alone = { ...offer, txid: null, codeWithCharge: null }

type Row = [
  why: string,
  offer: Offer,
  scene: Scene,
  status: string | undefined,
  agreedForMs: number | undefined,
  shows: OfferScene['kind'],
]
describe('the customer’s screen', () => {
  const rows: Row[] = [
    ['shows one code for both', offer, awaiting, 'awaiting', undefined, 'charge'],
    [
      'shows the charge alone before the composite code is there',
      { ...offer, codeWithCharge: null },
      awaiting,
      'awaiting',
      undefined,
      'none',
    ],
    ['says that it is paid, alone', offer, paid, 'paid', undefined, 'none'],
    ['shows the second code after that', offer, idle, 'paid', undefined, 'alone'],
    ['asks nobody to authorise what was not sold', offer, idle, 'expired', undefined, 'none'],
    ['asks nobody else, once another sale is there', offer, idle, undefined, undefined, 'none'],
    ['shows what is offered without a sale', alone, idle, undefined, undefined, 'alone'],
    ['does not cover a sale with it', alone, awaiting, 'awaiting', undefined, 'none'],
    ['says thank you', { ...offer, status: 'approved', codeAlone: null }, idle, 'paid', 19_999, 'agreed'],
    ['for a while', { ...offer, status: 'approved', codeAlone: null }, idle, 'paid', 20_000, 'none'],
    ['not for what it never saw waiting', { ...offer, status: 'approved' }, idle, 'paid', undefined, 'none'],
    ['is quiet about a no', { ...offer, status: 'rejected' }, idle, 'paid', undefined, 'none'],
    ['shows nothing that may be untrue', alone, { kind: 'stale' }, undefined, undefined, 'none'],
  ]
  test.each(rows)('%s', (_, shown, scene, status, agreedForMs, kind) => {
    const onScreen = status === undefined ? undefined : { txid: charge.txid, status }
    expect(offerSceneOf({ offer: shown, scene, charge: onScreen, agreedForMs }).kind).toBe(kind)
  })
})
