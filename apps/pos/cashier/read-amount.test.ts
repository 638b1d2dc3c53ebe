import { formatCents } from '@balcao/ui'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { pushDigits, type ReadAmount, readTyped, readWritten } from './read-amount.ts'

const cents = (amount: number): ReadAmount => ({ kind: 'amount', cents: amount })

test.each<[string, number | 'unread' | 'too-large']>([
  ['23,50', 2350],
  ['2350', 2350],
  ['5', 5],
  ['0', 0],
  ['', 0],
  ['R$ 23,50', 2350],
  ['R$\u00a01.234,56', 123456],
  ['R$ 1.234,56', 123456],
  ['1.234,56', 123456],
  ['1.234', 123400],
  ['23.50', 2350],
  [' 23,50\n', 2350],
  ['9.999.999.999,99', 999_999_999_999],
  ['999999999999', 999_999_999_999],
  ['1000000000000', 'too-large'],
  ['10.000.000.000,00', 'too-large'],
  ['10,5', 'unread'],
  ['-5', 'unread'],
  ['-23,50', 'unread'],
  ['1e3', 'unread'],
  ['NaN', 'unread'],
  ['R$ abc', 'unread'],
  ['23,50 e 1,00', 'unread'],
])('the text %j is %s', (text, expected) => {
  const read = readWritten(text)
  expect(read.kind === 'amount' ? read.cents : read.kind).toBe(expected)
})

test('typed key by key, the cents come from the right', () => {
  let text = ''
  for (const key of '23,50') {
    const read = readTyped(text, text + key)
    text = read.kind === 'amount' && read.cents > 0 ? formatCents(read.cents) : ''
  }
  expect(text).toBe(formatCents(2350))
})

test.each<[string, string, number]>([
  ['a digit at the end', 'R$\u00a023,507', 23507],
  ['the last one taken away', 'R$\u00a023,5', 235],
  ['all taken away', '', 0],
  ['one put in the middle', 'R$\u00a0273,50', 27350],
  ['all selected and one typed', '7', 7],
  ['all selected and an amount put in its place', '1.234,56', 123456],
  ['all selected and digits put in their place', '800', 800],
  ['the same once more', 'R$\u00a023,50', 2350],
])('in a field that says R$ 23,50: %s', (_, after, expected) => {
  expect(readTyped('R$\u00a023,50', after)).toEqual(cents(expected))
})

test('a thirteenth digit is refused and nothing is lost', () => {
  expect(pushDigits(999_999_999_999, '0')).toEqual({ kind: 'too-large' })
  expect(pushDigits(99_999_999_999, '00')).toEqual({ kind: 'too-large' })
})

test('every amount, written out and read again, is itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999_999 }), (amount) => {
      expect(readWritten(formatCents(amount))).toEqual(cents(amount))
      expect(readTyped('', formatCents(amount))).toEqual(cents(amount))
    }),
  )
})

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (before, after) => void readTyped(before, after)))
})
