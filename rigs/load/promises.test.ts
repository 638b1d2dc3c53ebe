import type { Charge } from '@balcao/contracts'
import { expect, test } from 'vitest'
import { breaches, gone, judge, late } from './breaches.ts'
import { awaiting, paid, refund, refunded, txid } from './one-sale.ts'
import { promisesOfState } from './promises-of-state.ts'
import { promisesOfTills } from './promises-of-tills.ts'

test.each<[sentence: string, told: Charge, now: Charge]>([
  ['as it was told', awaiting, awaiting],
  ['paid since', awaiting, paid],
  ['paid though it was told to be cancelled', { ...awaiting, status: 'cancelled' }, paid],
  ['returned in part since', paid, refunded],
  [
    'returned in full, after a refund that came to nothing',
    awaiting,
    {
      ...refunded,
      refunds: [
        { ...late, askedAt: refund.askedAt },
        { ...refund, askedAt: gone, amountCents: 2350 },
      ],
    },
  ],
  ['returned to the last cent', awaiting, { ...refunded, refunds: [refund, { ...late, amountCents: 2300 }] }],
  ['open for longer', awaiting, { ...awaiting, expiresAt: '2026-03-01T14:00:00.000Z' }],
])('%s: no promise is broken', (_sentence, told, now) => {
  expect(judge(told, [now]).broken).toEqual([])
})

test.each(breaches)('%s breaks %s', (_sentence, promise, what, ...world) => {
  const { broken } = judge(...world)
  const [invariant, kind] = promise.split(' ')
  expect(broken).toContainEqual({ invariant, kind, what: expect.stringMatching(what) })
})

test('there is no promise that cannot be broken', () => {
  const broken = new Set(breaches.map(([, promise]) => promise))
  const promised = [...promisesOfState, ...promisesOfTills].map(
    ({ invariant, kind }) => `${invariant} ${kind}`,
  )
  expect(promised.filter((promise) => !broken.has(promise))).toEqual([])
})

test('what nobody knows yet is named, and what is known is not', () => {
  const whatIsLeft = (ledger: Parameters<typeof judge>[1]) =>
    judge(awaiting, ledger)
      .left.filter(({ invariant }) => invariant !== 'I20')
      .map(({ invariant, what }) => `${invariant}: ${what}`)
  expect(whatIsLeft([refunded])).toEqual([])
  expect(whatIsLeft([{ ...awaiting, pending: 'cancel' }])).toEqual([
    `I18: ${txid} is cancel`,
    'I1: E1 is not known',
  ])
  expect(whatIsLeft([{ ...paid, status: 'opening' }])).toEqual([
    `I18: ${txid} is opening`,
    `I6: ${txid} has its money and is opening`,
  ])
  expect(whatIsLeft([{ ...refunded, refunds: [{ ...refund, status: 'processing' }] }])).toEqual([
    'I4: refund d1 is not known to be made',
  ])
})
