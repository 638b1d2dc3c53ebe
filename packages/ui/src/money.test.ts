import { describe, expect, test } from 'vitest'
import { formatCents, MAX_CENTS, parseCents } from './money.ts'

describe('formatCents writes an amount in one way', () => {
  test.each([
    [0, 'R$ 0,00'],
    [1, 'R$ 0,01'],
    [10, 'R$ 0,10'],
    [99, 'R$ 0,99'],
    [100, 'R$ 1,00'],
    [2350, 'R$ 23,50'],
    [99_999, 'R$ 999,99'],
    [100_000, 'R$ 1.000,00'],
    [123_456, 'R$ 1.234,56'],
    [99_999_999, 'R$ 999.999,99'],
    [100_000_000, 'R$ 1.000.000,00'],
    [999_999_999, 'R$ 9.999.999,99'],
    [MAX_CENTS, 'R$ 9.999.999.999,99'],
    [-350, '-R$ 3,50'],
  ])('%i cents', (cents, text) => {
    expect(formatCents(cents)).toBe(text.replace(' ', '\u00a0'))
  })

  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    '%d is not whole cents: a bug of ours',
    (cents) => {
      expect(() => formatCents(cents)).toThrow(RangeError)
    },
  )
})

describe('parseCents reads what a person pastes', () => {
  test.each([
    ['R$ 1.234,56', 123_456],
    ['R$\u00a01.234,56', 123_456],
    ['r$1.234,56', 123_456],
    ['  1.234,56\n', 123_456],
    ['1234,56', 123_456],
    ['23,50', 2350],
    ['23.50', 2350],
    ['1234.56', 123_456],
    ['23', 2300],
    ['1.234', 123_400],
    ['1.234.567', 123_456_700],
    ['0,01', 1],
    ['0', 0],
    ['007,00', 700],
    ['R$ 9.999.999.999,99', MAX_CENTS],
    ['9999999999,99', MAX_CENTS],
  ])('%j', (text, cents) => {
    expect(parseCents(text)).toBe(cents)
  })

  test.each([
    ['', 'nothing'],
    ['R$', 'no figures'],
    ['abc', 'text'],
    ['1e3', 'an exponent'],
    ['0x10', 'hexadecimal'],
    ['NaN', 'not a number'],
    ['Infinity', 'no end'],
    ['-23,50', 'negative'],
    ['R$ -23,50', 'negative'],
    ['−5', 'negative with a real minus'],
    ['23,5', 'one decimal: cut short?'],
    ['23.5', 'one decimal: cut short?'],
    ['23,505', 'three decimals'],
    ['1,234.56', 'points and commas the other way round'],
    ['1,234', 'could be 1,23 or 1.234'],
    ['1.23.456', 'points in the wrong place'],
    ['12.34,56', 'points in the wrong place'],
    ['1.234.56', 'points in the wrong place'],
    ['23,50 24,00', 'two amounts'],
    ['23,50 reais', 'words'],
    ['US$ 23,50', 'another currency'],
    ['２３', 'full-width figures'],
    ['10000000000', 'R$ 10.000.000.000,00: eleven figures of reais'],
    ['9'.repeat(30), 'past what a number holds'],
    [`${'0'.repeat(41)}1`, 'no amount is this long'],
  ])('refuses %j: %s', (text) => {
    expect(parseCents(text)).toBeNull()
  })

  test('what is written is read back', () => {
    for (let cents = 1; cents <= MAX_CENTS; cents = cents * 7 + 3) {
      expect(parseCents(formatCents(cents))).toBe(cents)
    }
  })
})
