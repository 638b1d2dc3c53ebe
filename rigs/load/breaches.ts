import type { Charge } from '@balcao/contracts'
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
import type { Records } from './records.ts'

const refusedTxid = 'b'.repeat(32)
export const gone = '2026-03-01T12:30:00.000Z'
/** Asked for after the other one, and refused. */
export const late = { ...refund, id: 'd2', status: 'not-realized' as const, askedAt: gone }

/** What the BFF has told, and what is seen afterwards, with what a row wants to be otherwise. */
export function judge(
  told: Charge,
  ledger: readonly Charge[],
  psp: Partial<Seen['psp']> = {},
  records: Partial<Records> = {},
  takenTwice: readonly string[] = [],
) {
  const journal = createJournal()
  journal.asked.set(txid, 2350)
  journal.refused.add(refusedTxid)
  for (const one of takenTwice) journal.takenTwice.add(one)
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

/** A row for each promise, of a world that breaks it. */
export const breaches: [sentence: string, promise: string, what: RegExp, ...Parameters<typeof judge>][] = [
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
  [
    'another sale under the same txid',
    'I10b doubled',
    /was taken once more/,
    awaiting,
    [awaiting],
    {},
    {},
    [txid],
  ],
  [
    'two refunds that a Pix has no room for together',
    'I3 doubled',
    /refund d1 was asked for where its Pix had no room/,
    paid,
    [{ ...refunded, refunds: [refund, { ...refund, id: 'd2', amountCents: 2301 }] }],
  ],
  [
    'a refund without room, though it came to nothing',
    'I3 doubled',
    /refund d2 was asked for where its Pix had no room/,
    paid,
    [{ ...refunded, refunds: [refund, { ...late, amountCents: 2301 }] }],
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
