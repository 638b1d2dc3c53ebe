import { LineKind, type ReconciliationLine } from '@balcao/contracts'
import { expect, test } from 'vitest'
import { kindWords } from '../../checkout/words/reconciliation.ts'
import { exampleLine, orphanSide } from './example-line.ts'
import { leftOf, meaningOf } from './line-words.ts'

test.each(LineKind.options)('%s is explained in whole sentences, with what to do', (kind) => {
  const words = meaningOf(exampleLine({ kind }))
  expect(words).toMatch(/^[A-ZÀ-Ú].*\.$/)
  if (kind !== 'matched') expect(kindWords[kind].advice).toMatch(/^[A-ZÀ-Ú].*\.$/)
})

test.each([
  [
    'two amounts',
    exampleLine({ kind: 'different-amount', there: { amountCents: 2300, refundedCents: 0 } }),
    /Aqui R\$\u00a023,50, no banco R\$\u00a023,00\./,
  ],
  [
    'two sums of refunds',
    exampleLine({ kind: 'refund-differs', there: { amountCents: 2350, refundedCents: 1000 } }),
    /aqui R\$\u00a00,00, no banco R\$\u00a010,00\./,
  ],
])('of a line with %s both are said', (_, line, words) => {
  expect(meaningOf(line)).toMatch(words)
})

test('a charge that differs by its state alone is not said to have two amounts', () => {
  expect(meaningOf(exampleLine({ kind: 'charge-differs' }))).not.toContain('R$')
})

const refund = (amountCents: number, status: ReconciliationLine['refunds'][number]['status']) => ({
  id: `d${amountCents}${status}`,
  endToEndId: 'E1',
  amountCents,
  status,
  reason: null,
  askedAt: '2026-11-22T14:00:00.000Z',
  origin: 'here' as const,
})
const there = (refundedCents: number) => ({ amountCents: 1000, refundedCents })

test.each([
  ['all of it', [], there(0), 1000],
  ['what neither side has returned, where the bank knows of more', [], there(300), 700],
  ['what neither side has returned, where the bank lists nothing', [refund(400, 'refunded')], null, 600],
  ['what is not asked for already', [refund(400, 'requested'), refund(100, 'processing')], there(0), 500],
  ['what a refund that was not realised has given back', [refund(400, 'not-realized')], there(0), 1000],
])('of money without a sale %s can be returned', (_, refunds, side, left) => {
  const line = exampleLine({
    kind: 'without-charge',
    txid: null,
    here: orphanSide(1000),
    there: side,
    refunds,
  })
  expect(leftOf(line)).toBe(left)
})
