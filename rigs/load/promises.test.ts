import type { Charge } from '@balcao/contracts'
import { expect, test } from 'vitest'
import { createJournal } from './journal.ts'
import type { Seen } from './promise.ts'
import { brokenPromises, unsettled } from './promises.ts'
import type { Records } from './records.ts'

const txid = 'a'.repeat(32)
const refusedTxid = 'b'.repeat(32)
const sale = { txid, terminalId: 'caixa-1', amountCents: 2350, description: 'Pão' }
const awaiting: Charge = {
  ...sale,
  version: 2,
  status: 'awaiting',
  dueDay: null,
  pending: null,
  receivedCents: 0,
  refundedCents: 0,
  pixCopiaECola: '000201',
  createdAt: '2026-03-01T12:00:00.000Z',
  expiresAt: '2026-03-01T13:00:00.000Z',
  payments: [],
  refunds: [],
  flags: [],
}
const paid: Charge = {
  ...awaiting,
  version: 3,
  status: 'paid',
  receivedCents: 2350,
  payments: [{ endToEndId: 'E1', amountCents: 2350, paidAt: '2026-03-01T12:01:00.000Z' }],
}
const refund = {
  id: 'd1',
  endToEndId: 'E1',
  status: 'refunded' as const,
  amountCents: 50,
  reason: null,
  askedAt: '2026-03-01T12:02:00.000Z',
  origin: 'here' as const,
}
const refunded: Charge = { ...paid, version: 5, refundedCents: 50, refunds: [refund] }
const cob = {
  ...{ txid, status: 'ATIVA', revisao: 0, pixCopiaECola: '000201', valor: { original: '23.50' } },
  calendario: { criacao: '2026-03-01T12:00:00.000Z', expiracao: 3600 },
}
const pix = { endToEndId: 'E1', txid, valor: '23.50', horario: '2026-03-01T12:01:00.000Z' }
const returned = { endToEndId: 'E1', id: 'd1', valor: '0.50', status: 'DEVOLVIDO' }

const inOrder: Records = {
  inbox: [],
  chain: { kind: 'whole', rows: 0, head: { place: 0, hash: '' }, waiting: 0 },
  ...{ untold: [], unnamed: [], strangers: [], amounts: [], leaks: [] },
}

/** What the BFF has told, and what is seen afterwards, with what a row wants to be otherwise. */
function judge(
  told: Charge,
  ledger: readonly Charge[],
  psp: Partial<Seen['psp']> = {},
  records: Partial<Records> = {},
) {
  const journal = createJournal()
  journal.asked.set(txid, sale.amountCents)
  journal.refused.add(refusedTxid)
  journal.askedRefunds.set('d1', 50)
  journal.acknowledge(told)
  for (const { id, amountCents } of told.refunds) journal.acknowledgeRefund(id, { txid, amountCents })
  const all = {
    cobs: [cob],
    pix: [pix],
    refunds: [returned],
    webhooks: [],
    faults: { struck: [] },
    calls: {},
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
test.each<[sentence: string, kind: string, what: RegExp, ...Parameters<typeof judge>]>([
  ['a charge that is not there', 'lost', /was told and is not there/, awaiting, []],
  ['another amount', 'lost', /amountCents/, awaiting, [{ ...awaiting, amountCents: 1 }]],
  ['another code', 'lost', /pixCopiaECola/, awaiting, [{ ...awaiting, pixCopiaECola: 'x' }]],
  ['a lower version', 'lost', /version/, awaiting, [{ ...awaiting, version: 1 }]],
  ['an earlier state', 'lost', /status \(paid, now awaiting\)/, paid, [{ ...awaiting, version: 4 }]],
  ['an earlier end', 'lost', /expiresAt/, awaiting, [{ ...awaiting, expiresAt: gone }]],
  ['a payment that is gone', 'lost', /payments/, paid, [{ ...paid, payments: [] }]],
  ['a refund that is gone', 'lost', /refund d1 .* is not there/, refunded, [paid]],
  ['a charge that only the PSP has', 'lost', /at the PSP and not here/, awaiting, [], { cobs: [cob] }],
  [
    'a notification that was taken and is not kept',
    'lost',
    /notification of E1/,
    paid,
    [paid],
    { webhooks: [{ deliveries: [{ pix: [{ endToEndId: 'E1' }], attempts: [{ status: 200 }] }] }] },
    { inbox: ['{"pix":[{"endToEndId":"E2"}]}'] },
  ],
  ['a charge twice in the ledger', 'doubled', /in the ledger twice/, awaiting, [awaiting, awaiting]],
  [
    'a second charge for one sale',
    'doubled',
    /no sale of ours/,
    awaiting,
    [awaiting],
    { cobs: [cob, { ...cob, txid: 'b'.repeat(32) }] },
  ],
  [
    'a charge of another amount at the PSP',
    'doubled',
    /of 2351 cents is no sale of ours/,
    awaiting,
    [awaiting],
    { cobs: [{ ...cob, valor: { original: '23.51' } }] },
  ],
  [
    'one Pix counted twice',
    'doubled',
    /E1 is in the ledger twice/,
    paid,
    [{ ...paid, payments: [...paid.payments, ...paid.payments] }],
  ],
  ['a refund made twice', 'doubled', /made twice/, paid, [paid], { refunds: [returned, returned] }],
  [
    'a refund that nobody asked for',
    'doubled',
    /d2 is not what was asked for/,
    paid,
    [paid],
    { refunds: [{ ...returned, id: 'd2' }] },
  ],
  ['more returned than received', 'doubled', /returned more/, paid, [{ ...refunded, refundedCents: 2351 }]],
  ['a payment that the PSP does not have', 'untrue', /does not have/, awaiting, [paid], { pix: [] }],
  [
    'paid with too little',
    'untrue',
    /is paid with 1 of 2350/,
    awaiting,
    [{ ...paid, payments: [{ endToEndId: 'E1', amountCents: 1, paidAt: gone }] }],
    { pix: [{ ...pix, valor: '0.01' }] },
  ],
  [
    'cancelled here and alive there',
    'untrue',
    /can be paid/,
    awaiting,
    [{ ...awaiting, status: 'cancelled' }],
  ],
  [
    'a code that a till was told it would not get',
    'untrue',
    /was told that b+ has come to nothing/,
    awaiting,
    [awaiting],
    { cobs: [cob, { ...cob, txid: refusedTxid }] },
  ],
  [
    'more returned than received at the PSP',
    'doubled',
    /goes back at the PSP/,
    paid,
    [paid],
    { refunds: [{ ...returned, valor: '23.51' }] },
  ],
  [
    'another amount there than here',
    'doubled',
    /is of 23.51 at the PSP/,
    awaiting,
    [awaiting],
    { cobs: [{ ...cob, valor: { original: '23.51' } }] },
  ],
  ['an amount that is none', 'untrue', /0.5 are no cents/, awaiting, [awaiting], {}, { amounts: [0.5] }],
  [
    'an audit that was changed',
    'lost',
    /broken at 3: changed/,
    awaiting,
    [awaiting],
    {},
    { chain: { kind: 'broken', place: 3, why: 'changed' } },
  ],
  [
    'a change that nobody wrote down',
    'lost',
    /the audit tells of 1/,
    awaiting,
    [awaiting],
    {},
    { untold: [{ txid, version: 2, told: 1 }] },
  ],
  [
    'a sale that nobody made',
    'lost',
    /who is behind charge:/,
    awaiting,
    [awaiting],
    {},
    { unnamed: [`charge:${txid}`] },
  ],
  [
    'the sale of another till on a display',
    'untrue',
    /caixa-2 shows/,
    awaiting,
    [awaiting],
    {},
    { strangers: [{ terminalId: 'caixa-2', txid }] },
  ],
  ['a token in the log', 'untrue', /has a token/, awaiting, [awaiting], {}, { leaks: ['a token'] }],
  [
    'a token that is asked for twice at once',
    'doubled',
    /2 requests for a token/,
    awaiting,
    [awaiting],
    { atOnce: { token: 2 } },
  ],
  ['returned here and not there', 'untrue', /d1 is not at the PSP/, paid, [refunded], { refunds: [] }],
])('%s is told as %s', (_sentence, kind, what, told, ledger, psp, records) => {
  const { broken } = judge(told, ledger, psp, records)
  expect(broken).toContainEqual({
    invariant: expect.stringMatching(/^I\d+/),
    kind,
    what: expect.stringMatching(what),
  })
})

test('what nobody knows yet is named, and what is known is not', () => {
  const whatIsLeft = (ledger: Parameters<typeof judge>[1]) =>
    judge(awaiting, ledger)
      .left.filter(({ invariant }) => invariant !== 'I20')
      .map(({ what }) => what)
  expect(whatIsLeft([refunded])).toEqual([])
  expect(whatIsLeft([{ ...awaiting, pending: 'cancel' }])).toEqual([`${txid} is cancel`, 'E1 is not known'])
  expect(whatIsLeft([{ ...paid, status: 'opening' }])).toEqual([
    `${txid} is opening`,
    `${txid} has its money and is opening`,
  ])
  expect(whatIsLeft([{ ...refunded, refunds: [{ ...refund, status: 'processing' }] }])).toEqual([
    'refund d1 is not known to be made',
  ])
})
