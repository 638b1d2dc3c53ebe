import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PayerApiError } from './errors.ts'
import { maxAmountCents, readAmount, writeAmount } from './money.ts'

const zero = { zero: true }

describe('an amount on the wire', () => {
  it.each<[number, string]>([
    [1, '0.01'],
    [10, '0.1'],
    [2000, '20'],
    [2950, '29.5'],
    [10_000, '100'],
    [1_001, '10.01'],
    [maxAmountCents, '9999999999.99'],
  ])('of %i cents is the JSON number %s', (amountCents, text) => {
    expect(JSON.stringify(writeAmount('a', amountCents))).toBe(text)
  })

  it.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, maxAmountCents + 1])(
    'is never %s cents',
    (amountCents) => {
      expect(() => writeAmount('maximumValueCents', amountCents)).toThrow(
        expect.objectContaining({ code: 'invalid-request', field: 'maximumValueCents' }),
      )
    },
  )

  it('is zero for a maximum alone', () => {
    expect(writeAmount('a', 0, zero)).toBe(0)
    expect(readAmount(0, 'a', zero)).toBe(0)
    expect(() => readAmount(0, 'a')).toThrow(PayerApiError)
  })

  it.each<[unknown, number]>([
    [20, 2000],
    [29.5, 2950],
    [0.29, 29],
    [1.1, 110],
    [9_999_999_999.99, maxAmountCents],
    ['29.50', 2950],
    ['29.500', 2950],
    ['7', 700],
  ])('is read from %j as %i cents', (value, amountCents) => {
    expect(readAmount(value, 'a')).toBe(amountCents)
  })

  it.each([
    29.505,
    1e21,
    1e-7,
    -1,
    '29,50',
    '1e3',
    '',
    ' 1',
    null,
    undefined,
    true,
    [1],
    '29.505',
    10_000_000_000,
  ])('is not read from %j', (value) => {
    expect(() => readAmount(value, 'at.a')).toThrow(expect.objectContaining({ code: 'malformed-reply' }))
  })

  it('comes back as it went, to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: maxAmountCents }), (amountCents) => {
        expect(readAmount(JSON.parse(JSON.stringify(writeAmount('a', amountCents))), 'a')).toBe(amountCents)
      }),
    )
  })
})
