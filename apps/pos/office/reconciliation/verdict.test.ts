import type { LineKind, Reconciliation } from '@balcao/contracts'
import { describe, expect, test } from 'vitest'
import { countOf, kindChoices } from './kind-choices.ts'
import { differenceCents, verdictOf } from './verdict.ts'

type Found = Parameters<typeof verdictOf>[0]
const sums = (received: number, refunded = 0) => ({
  received: { count: 1, cents: received },
  refunded: { count: 0, cents: refunded },
})
/** So many lines of each kind, of which so many are explained. */
const kinds = (
  counts: Partial<Record<LineKind, number>>,
  explained: Partial<Record<LineKind, number>> = {},
): Reconciliation['kinds'] =>
  (Object.entries(counts) as [LineKind, number][]).map(([kind, count]) => ({
    kind,
    count,
    cents: 0,
    explainedCount: explained[kind] ?? 0,
  }))
const found = (change: Partial<Found> = {}, status: Found['reading']['status'] = 'done'): Found => ({
  here: sums(2350),
  there: sums(2350),
  kinds: kinds({ matched: 1 }),
  ...change,
  reading: {
    status,
    startedAt: null,
    finishedAt: null,
    pspCalls: 2,
    pagesRead: 2,
    pagesTotal: 2,
    advice: null,
  },
})

test.each([
  ['sums and lines that agree', found(), true, 'Tudo confere'],
  ['a period without any sale', found({ here: sums(0), there: sums(0), kinds: [] }), true, 'Tudo confere'],
  [
    'a Pix that is only at the bank',
    found({ there: sums(3350), kinds: kinds({ matched: 1, 'only-there': 1 }) }),
    false,
    'Diferença de R$\u00a010,00',
  ],
  [
    'a refund that is only at the bank',
    found({ there: sums(2350, 1000), kinds: kinds({ 'refund-differs': 1 }) }),
    false,
    'Diferença de R$\u00a010,00',
  ],
  [
    'two lines whose differences cancel each other out',
    found({ kinds: kinds({ 'only-here': 1, 'only-there': 1 }) }),
    false,
    'As somas conferem, mas há divergências',
  ],
])('the verdict on %s', (_, reconciliation, isRight, title) => {
  expect(verdictOf(reconciliation)).toMatchObject({ isRight, title })
})

test.each([
  [2, 0, true, 'Tudo confere', '2 linhas têm a explicação de uma pessoa.'],
  [
    1,
    0,
    false,
    'As somas conferem, mas há divergências',
    '1 linha precisa de atenção. 1 linha tem a explicação de uma pessoa.',
  ],
  [
    2,
    100,
    false,
    'Diferença de R$\u00a01,00',
    'Nenhuma linha precisa de atenção. 2 linhas têm a explicação de uma pessoa.',
  ],
])(
  'of two Pix of the printed code %i are explained, and %i cents differ',
  (explained, cents, isRight, title, advice) => {
    const there = sums(2350 - cents)
    const two = kinds({ matched: 9, 'without-charge': 2 }, { 'without-charge': explained })
    expect(verdictOf(found({ there, kinds: two }))).toEqual({ isRight, title, advice })
  },
)

test.each([
  ['before the first reading', found({ there: null }, 'never')],
  ['while the bank is being read', found({}, 'running')],
  ['after a reading that failed', found({}, 'failed')],
])('%s nothing is said to be right', (_, reconciliation) => {
  expect(verdictOf(reconciliation)).toBeNull()
})

test('the difference is what is here beyond what is there', () => {
  expect(differenceCents({ here: sums(100, 30), there: sums(90, 10) })).toBe(-10)
  expect(differenceCents({ here: sums(100), there: null })).toBeNull()
})

test('the advice counts the lines that differ', () => {
  const three = found({ kinds: kinds({ matched: 9, 'only-here': 1, 'without-charge': 2 }) })
  expect(verdictOf(three)?.advice).toBe('3 linhas precisam de atenção.')
  expect(verdictOf(found({ kinds: kinds({ 'only-here': 1 }) }))?.advice).toBe('1 linha precisa de atenção.')
})

describe('the filter', () => {
  const some = kinds({ matched: 9, 'without-charge': 2, 'only-here': 0 })

  test('offers all that differ, and the kinds that occur, with their counts', () => {
    expect(kindChoices(some, undefined).map(({ words }) => words)).toEqual([
      'Só divergências (2)',
      'Confere (9)',
      'Pix sem venda (2)',
    ])
    expect(countOf(some, 'mismatch')).toBe(2)
    expect(countOf(some, undefined)).toBe(11)
  })

  test('keeps the kind that is chosen, though no line of it is left', () => {
    expect(kindChoices(some, 'only-there').map(({ words }) => words)).toContain('Só no banco (0)')
  })
})
