import { LineKind } from '@balcao/contracts'
import { describe, expect, test } from 'vitest'
import { kindWords } from '../../checkout/words/reconciliation.ts'
import { exampleLine, orphanSide } from './example-line.ts'
import { leftOf, meaningOf } from './line-words.ts'
import { awaitRefund, refundNews } from './refund-news.ts'

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

describe('a refund of money without a sale', () => {
  const line = exampleLine({ kind: 'without-charge', txid: null, here: orphanSide(1000), offers: ['refund'] })
  const whole = awaitRefund({ ...line, there: { amountCents: 1000, refundedCents: 0 } }, 1000)
  const part = awaitRefund({ ...line, there: { amountCents: 1000, refundedCents: 0 } }, 400)

  test.each([
    ['is open until the bank has spoken', whole, orphanSide(1000), [], 'open'],
    ['is returned when the sum has grown', whole, orphanSide(1000, 1000), [], 'refunded'],
    ['was not realised when all of it is there again', whole, orphanSide(1000), ['refund'], 'not-realized'],
    ['of a part is open while the rest can be returned', part, orphanSide(1000), ['refund'], 'open'],
    ['of a part is returned when the sum has grown', part, orphanSide(1000, 400), ['refund'], 'refunded'],
  ] as const)('%s', (_, awaited, here, offers, news) => {
    expect(refundNews(awaited, { here, offers: [...offers] })).toBe(news)
  })

  test('is offered of what neither side has returned', () => {
    expect(leftOf({ ...line, there: { amountCents: 1000, refundedCents: 300 } })).toBe(700)
    expect(leftOf({ ...line, here: orphanSide(1000, 400), there: null })).toBe(600)
  })
})
