import { expect, test } from 'vitest'
import {
  type AskDecision,
  askRefund,
  hasNews,
  mergeRefunds,
  type Refund,
  refundableCents,
  refundedCents,
} from './refund.ts'

const now = Date.UTC(2026, 10, 22, 15)
const pix = [
  { endToEndId: 'E1', amountCents: 2350 },
  { endToEndId: 'E2', amountCents: 2350 },
]
const refund = (id: string, amountCents: number, status: Refund['status'], endToEndId = 'E1'): Refund => ({
  id,
  endToEndId,
  amountCents,
  status,
  origin: 'here',
  description: null,
  reason: null,
  askedAtMs: now,
})
const said = (decision: AskDecision) =>
  decision.kind === 'asked'
    ? decision.refund.endToEndId
    : decision.kind === 'refused'
      ? decision.code
      : decision.kind

const asks: [
  sentence: string,
  known: Refund[],
  asked: [id: string, cents: number, endToEndId?: string, limitCents?: number],
  outcome: string,
][] = [
  ['the whole of a Pix', [], ['d1', 2350, 'E1'], 'E1'],
  ['a part of it', [], ['d1', 1, 'E1'], 'E1'],
  ['the latest Pix where none is named', [], ['d1', 2350], 'E2'],
  [
    'an earlier Pix where the latest has too little left',
    [refund('d0', 1, 'refunded', 'E2')],
    ['d1', 2350],
    'E1',
  ],
  ['what a refused refund has given back', [refund('d0', 2350, 'not-realized')], ['d1', 2350, 'E1'], 'E1'],
  ['the rest, to the last cent', [refund('d0', 2349, 'refunded')], ['d1', 1, 'E1'], 'E1'],
  ['a cent more than the rest', [refund('d0', 2349, 'refunded')], ['d1', 2, 'E1'], 'not-refundable'],
  [
    'what is only asked for and not answered yet',
    [refund('d0', 2350, 'requested')],
    ['d1', 1, 'E1'],
    'not-refundable',
  ],
  ['what is still processing', [refund('d0', 2350, 'processing')], ['d1', 1, 'E1'], 'not-refundable'],
  ['more than any single Pix', [], ['d1', 2351], 'not-refundable'],
  ['a Pix that is not of this charge', [], ['d1', 1, 'E9'], 'not-refundable'],
  ['the same again', [refund('d1', 100, 'processing')], ['d1', 100, 'E1'], 'already-done'],
  ['the same again without naming the Pix', [refund('d1', 100, 'refunded')], ['d1', 100], 'already-done'],
  [
    'another amount under the same id',
    [refund('d1', 100, 'refunded')],
    ['d1', 101, 'E1'],
    'refund-id-reused',
  ],
  ['as much as whoever asks may return', [], ['d1', 500, 'E1', 500], 'E1'],
  ['a cent more than that', [], ['d1', 501, 'E1', 500], 'above-limit'],
  [
    'a cent more than that, with what went back of the other Pix',
    [refund('d0', 100, 'requested', 'E2')],
    ['d1', 401, 'E1', 500],
    'above-limit',
  ],
  [
    'what a refused refund has given back of the limit',
    [refund('d0', 100, 'not-realized')],
    ['d1', 500, 'E1', 500],
    'E1',
  ],
  [
    'as much as one may, beside what the bank returned by itself',
    [{ ...refund('d0', 100, 'refunded'), origin: 'med' }],
    ['d1', 500, 'E1', 500],
    'E1',
  ],
  [
    'the same again, above the limit of whoever asks now',
    [refund('d1', 100, 'refunded')],
    ['d1', 100, 'E1', 50],
    'already-done',
  ],
  ['more than any Pix has left, and more than one may', [], ['d1', 2351, 'E1', 500], 'not-refundable'],
  ['another Pix under the same id', [refund('d1', 100, 'refunded')], ['d1', 100, 'E2'], 'refund-id-reused'],
]

test.each(asks)(
  'asking to return %s',
  (_sentence, known, [id, amountCents, endToEndId = null, limitCents = null], outcome) => {
    const asked = { id, amountCents, endToEndId, limitCents, description: 'Troca' }
    expect(said(askRefund(pix, known, asked, now))).toBe(outcome)
  },
)

const moves: [before: Refund['status'], told: Refund['status'], after: Refund['status']][] = [
  ['requested', 'processing', 'processing'],
  ['requested', 'refunded', 'refunded'],
  ['requested', 'not-realized', 'not-realized'],
  ['processing', 'refunded', 'refunded'],
  ['processing', 'not-realized', 'not-realized'],
  ['processing', 'requested', 'processing'],
  ['refunded', 'processing', 'refunded'],
  ['refunded', 'not-realized', 'refunded'],
  ['not-realized', 'refunded', 'refunded'],
]

test.each(moves)('a refund that is %s and is told to be %s is %s', (before, told, after) => {
  expect(mergeRefunds([refund('d1', 5, before)], [refund('d1', 5, told)])).toEqual([refund('d1', 5, after)])
  expect(hasNews([refund('d1', 5, before)], [refund('d1', 5, told)])).toBe(before !== after)
})

test('a refund that the PSP lists keeps the words and the maker that we know of', () => {
  const ours: Refund = { ...refund('d1', 5, 'requested'), description: 'Troca' }
  const told: Refund = { ...refund('d1', 5, 'refunded'), origin: 'elsewhere', askedAtMs: now + 9 }
  expect(mergeRefunds([ours], [told])).toEqual([{ ...ours, status: 'refunded' }])
})

test('a refund made elsewhere appears by itself and takes its amount', () => {
  expect(hasNews([], [refund('MED1', 2000, 'refunded')])).toBe(true)
  const refunds = mergeRefunds([], [refund('MED1', 2000, 'refunded')])
  expect([
    refundedCents({ refunds }),
    refundableCents({ endToEndId: 'E1', amountCents: 2350 }, refunds),
  ]).toEqual([2000, 350])
})
