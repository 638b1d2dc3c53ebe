import type { Charge } from '@balcao/contracts'
import { expect, test } from 'vitest'
import { createJournal } from './journal.ts'
import {
  awaiting,
  cob,
  inOrder,
  nothingThere,
  paid,
  pix,
  refund,
  refunded,
  returned,
  txid,
} from './one-sale.ts'
import type { Seen } from './promise.ts'
import { brokenPromises, unsettled } from './promises.ts'
import { promisesOfState } from './promises-of-state.ts'
import { promisesOfTills } from './promises-of-tills.ts'
import type { Records } from './records.ts'

const refusedTxid = 'b'.repeat(32)

/** What the BFF has told, and what is seen afterwards, with what a row wants to be otherwise. */
function judge(
  told: Charge,
  ledger: readonly Charge[],
  psp: Partial<Seen['psp']> = {},
  records: Partial<Records> = {},
) {
  const journal = createJournal()
  journal.asked.set(txid, 2350)
  journal.refused.add(refusedTxid)
  journal.askedRefunds.set('d1', 50)
  journal.acknowledge(told)
  for (const { id, amountCents } of told.refunds) journal.acknowledgeRefund(id, { txid, amountCents })
  const all = {
    ...{ ...nothingThere, cobs: [cob], pix: [pix], refunds: [returned] },
    atOnce: { token: 1, putCob: 8 },
  }
  const seen = { ledger, psp: { ...all, ...psp }, records: { ...inOrder, ...records } }
  return { broken: brokenPromises(journal, seen), left: unsettled(seen) }
}

test.each<[sentence: string, told: Charge, now: Charge]>([
  ['as it was told', awaiting, awaiting],
  ['paid since', awaiting, paid],
  ['paid though it was told to be cancelled', { ...awaiting, status: 'cancelled' }, paid],
  ['returned in part since', paid, refunded],
  ['open for longer', awaiting, { ...awaiting, expiresAt: '2026-03-01T14:00:00.000Z' }],
])('%s: no promise is broken', (_sentence, told, now) => {
  expect(judge(told, [now]).broken).toEqual([])
})

const gone = '2026-03-01T12:30:00.000Z'
const breaches: [sentence: string, promise: string, what: RegExp, ...Parameters<typeof judge>][] = [
  ['a charge that is not there', 'I22 lost', /was told and is not there/, awaiting, []],
  ['another amount', 'I22 lost', /amountCents/, awaiting, [{ ...awaiting, amountCents: 1 }]],
  ['another code', 'I22 lost', /pixCopiaECola/, awaiting, [{ ...awaiting, pixCopiaECola: 'x' }]],
  ['a lower version', 'I22 lost', /version/, awaiting, [{ ...awaiting, version: 1 }]],
  ['an earlier state', 'I22 lost', /status \(paid, now awaiting\)/, paid, [{ ...awaiting, version: 4 }]],
  ['an earlier end', 'I22 lost', /expiresAt/, awaiting, [{ ...awaiting, expiresAt: gone }]],
  ['a payment that is gone', 'I22 lost', /payments/, paid, [{ ...paid, payments: [] }]],
  ['a refund that is gone', 'I22 lost', /refund d1 .* is not there/, refunded, [paid]],
  ['a charge that only the PSP has', 'I5 lost', /at the PSP and not here/, awaiting, [], { cobs: [cob] }],
  [
    'a notification that was taken and is not kept',
    'I22 lost',
    /notification of E1/,
    paid,
    [paid],
    { webhooks: [{ deliveries: [{ pix: [{ endToEndId: 'E1' }], attempts: [{ status: 200 }] }] }] },
    { inbox: ['{"pix":[{"endToEndId":"E2"}]}'] },
  ],
  ['a charge twice in the ledger', 'I24 doubled', /in the ledger twice/, awaiting, [awaiting, awaiting]],
  [
    'a second charge for one sale',
    'I24 doubled',
    /no sale of ours/,
    awaiting,
    [awaiting],
    { cobs: [cob, { ...cob, txid: 'b'.repeat(32) }] },
  ],
  [
    'a charge of another amount at the PSP',
    'I24 doubled',
    /of 2351 cents is no sale of ours/,
    awaiting,
    [awaiting],
    { cobs: [{ ...cob, valor: { original: '23.51' } }] },
  ],
  [
    'one Pix counted twice',
    'I1 doubled',
    /E1 is in the ledger twice/,
    paid,
    [{ ...paid, payments: [...paid.payments, ...paid.payments] }],
  ],
  ['a refund made twice', 'I24b doubled', /made twice/, paid, [paid], { refunds: [returned, returned] }],
  [
    'a refund that nobody asked for',
    'I24b doubled',
    /d2 is not what was asked for/,
    paid,
    [paid],
    { refunds: [{ ...returned, id: 'd2' }] },
  ],
  [
    'more returned than received',
    'I3 doubled',
    /returned more/,
    paid,
    [{ ...refunded, refundedCents: 2351 }],
  ],
  ['a payment that the PSP does not have', 'I1b untrue', /does not have/, awaiting, [paid], { pix: [] }],
  [
    'paid with too little',
    'I6b untrue',
    /is paid with 1 of 2350/,
    awaiting,
    [{ ...paid, payments: [{ endToEndId: 'E1', amountCents: 1, paidAt: gone }] }],
    { pix: [{ ...pix, valor: '0.01' }] },
  ],
  [
    'cancelled here and alive there',
    'I7 untrue',
    /can be paid/,
    awaiting,
    [{ ...awaiting, status: 'cancelled' }],
  ],
  [
    'a code that a till was told it would not get',
    'I14 untrue',
    /was told that b+ has come to nothing/,
    awaiting,
    [awaiting],
    { cobs: [cob, { ...cob, txid: refusedTxid }] },
  ],
  [
    'more returned than received at the PSP',
    'I3 doubled',
    /goes back at the PSP/,
    paid,
    [paid],
    { refunds: [{ ...returned, valor: '23.51' }] },
  ],
  [
    'another amount there than here',
    'I10 doubled',
    /is of 23.51 at the PSP/,
    awaiting,
    [awaiting],
    { cobs: [{ ...cob, valor: { original: '23.51' } }] },
  ],
  ['an amount that is none', 'I21 untrue', /0.5 are no cents/, awaiting, [awaiting], {}, { amounts: [0.5] }],
  [
    'an audit that was changed',
    'I11 lost',
    /broken at 3: changed/,
    awaiting,
    [awaiting],
    {},
    { chain: { kind: 'broken', place: 3, why: 'changed' } },
  ],
  [
    'a change that nobody wrote down',
    'I16 lost',
    /the audit tells of 1/,
    awaiting,
    [awaiting],
    {},
    { untold: [{ txid, version: 2, told: 1 }] },
  ],
  [
    'a sale that nobody made',
    'I16 lost',
    /who is behind charge:/,
    awaiting,
    [awaiting],
    {},
    { unnamed: [`charge:${txid}`] },
  ],
  [
    'the sale of another till on a display',
    'I13 untrue',
    /caixa-2 shows/,
    awaiting,
    [awaiting],
    {},
    { strangers: [{ terminalId: 'caixa-2', txid }] },
  ],
  ['a token in the log', 'I15 untrue', /has a token/, awaiting, [awaiting], {}, { leaks: ['a token'] }],
  [
    'a token that is asked for twice at once',
    'I19 doubled',
    /2 requests for a token/,
    awaiting,
    [awaiting],
    { atOnce: { token: 2 } },
  ],
  ['returned here and not there', 'I4 untrue', /d1 is not at the PSP/, paid, [refunded], { refunds: [] }],
]
test.each(breaches)('%s breaks %s', (_sentence, promise, what, told, ledger, psp, records) => {
  const { broken } = judge(told, ledger, psp, records)
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
