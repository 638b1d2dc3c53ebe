import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PixError } from './index.ts'
import { maxAmountCents, readAmount, writeAmount } from './money.ts'

describe('an amount', () => {
  it.each([
    [1, '0.01'],
    [9, '0.09'],
    [10, '0.10'],
    [99, '0.99'],
    [100, '1.00'],
    [1023, '10.23'],
    [110_00, '110.00'],
    [999_999_999_999, '9999999999.99'],
  ])('of %i cents is "%s" both ways', (cents, wire) => {
    expect(writeAmount('amountCents', cents)).toBe(wire)
    expect(readAmount(wire, 'valor')).toBe(cents)
  })

  it('comes back as it went, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: maxAmountCents }), (cents) => {
        const wire = writeAmount('amountCents', cents)
        expect(wire).toMatch(/^\d{1,10}\.\d{2}$/)
        expect(readAmount(wire, 'valor')).toBe(cents)
      }),
    )
  })

  it.each([0, -1, 0.1, 10.5, 1_000_000_000_000, Number.NaN, Number.POSITIVE_INFINITY])(
    'is not sent as %d',
    (cents) => {
      expect(() => writeAmount('amountCents', cents)).toThrow(
        expect.objectContaining({ code: 'invalid-request', field: 'amountCents' }),
      )
    },
  )

  it.each([
    ['a JSON number', 10.23],
    ['a whole JSON number', 10],
    ['no decimals', '10'],
    ['one decimal', '10.5'],
    ['three decimals', '10.230'],
    ['a comma', '10,23'],
    ['a thousands separator', '1.000.00'],
    ['a minus', '-10.23'],
    ['a plus', '+10.23'],
    ['an exponent', '1e2.00'],
    ['a blank', ' 10.23'],
    ['a newline after', '10.23\n'],
    ['a currency', 'R$10.23'],
    ['eleven digits', '10000000000.00'],
    ['no whole part', '.23'],
    ['digits of another script', '١٠.٢٣'],
    ['letters, as the unanchored pattern allows', 'abc1.009'],
    ['nothing', undefined],
    ['null', null],
    ['a list', ['10.23']],
    ['zero', '0.00'],
  ])('is not read from %s', (_what, value) => {
    expect(() => readAmount(value, 'valor')).toThrow(PixError)
    expect(() => readAmount(value, 'valor')).toThrow(expect.objectContaining({ code: 'malformed-reply' }))
  })

  it('may be zero only where it is asked to be', () => {
    expect(readAmount('0.00', 'valor', { zero: true })).toBe(0)
    expect(() => readAmount('-0.00', 'valor', { zero: true })).toThrow(PixError)
  })
})
