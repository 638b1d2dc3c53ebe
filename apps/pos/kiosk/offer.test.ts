import { expect, test } from 'vitest'
import { type Offer, readOffer } from './offer.ts'

const usual: Offer = { kind: 'choice', cents: [500, 1_000, 2_000, 5_000] }

test.each<[string, Offer]>([
  ['', usual],
  ['?valor=2350', { kind: 'fixed', cents: 2350 }],
  ['?valores=500,1000', { kind: 'choice', cents: [500, 1_000] }],
  ['?valores=500,abc,-3,0,1e3,1000', { kind: 'choice', cents: [500, 1_000] }],
  ['?valores=1,2,3,4,5,6,7,8', { kind: 'choice', cents: [1, 2, 3, 4, 5, 6] }],
  ['?valor=0', usual],
  ['?valor=-5', usual],
  ['?valor=10,5', usual],
  ['?valor=9999999999999', usual],
  ['?valor=%3Cscript%3E', usual],
])('%s', (search, offer) => {
  expect(readOffer(search)).toEqual(offer)
})
