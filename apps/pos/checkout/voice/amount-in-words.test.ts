import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountInWords, mostSpokenCents } from './amount-in-words.ts'

const rows: [cents: number, words: string][] = [
  [1, 'um centavo'],
  [2, 'dois centavos'],
  [10, 'dez centavos'],
  [14, 'quatorze centavos'],
  [21, 'vinte e um centavos'],
  [99, 'noventa e nove centavos'],
  [100, 'um real'],
  [101, 'um real e um centavo'],
  [150, 'um real e cinquenta centavos'],
  [200, 'dois reais'],
  [1_600, 'dezesseis reais'],
  [2_350, 'vinte e três reais e cinquenta centavos'],
  [10_000, 'cem reais'],
  [10_100, 'cento e um reais'],
  [11_000, 'cento e dez reais'],
  [20_000, 'duzentos reais'],
  [99_999, 'novecentos e noventa e nove reais e noventa e nove centavos'],
  [100_000, 'mil reais'],
  [100_100, 'mil e um reais'],
  [105_000, 'mil e cinquenta reais'],
  [110_000, 'mil e cem reais'],
  [115_000, 'mil cento e cinquenta reais'],
  [123_456, 'mil duzentos e trinta e quatro reais e cinquenta e seis centavos'],
  [150_000, 'mil e quinhentos reais'],
  [200_005, 'dois mil reais e cinco centavos'],
  [2_100_000, 'vinte e um mil reais'],
  [10_000_000, 'cem mil reais'],
  [10_010_000, 'cem mil e cem reais'],
  [100_000_000, 'um milhão de reais'],
  [100_000_001, 'um milhão de reais e um centavo'],
  [100_000_100, 'um milhão e um reais'],
  [100_100_000, 'um milhão e mil reais'],
  [110_000_000, 'um milhão e cem mil reais'],
  [112_500_000, 'um milhão cento e vinte e cinco mil reais'],
  [
    123_456_789,
    'um milhão duzentos e trinta e quatro mil quinhentos e sessenta e sete reais e oitenta e nove centavos',
  ],
  [200_000_000, 'dois milhões de reais'],
  [
    999_999_999,
    'nove milhões novecentos e noventa e nove mil novecentos e noventa e nove reais e noventa e nove centavos',
  ],
  [10_000_000_000, 'cem milhões de reais'],
]

test.each(rows)('%i cents are “%s”', (cents, words) => {
  expect(amountInWords(cents)).toBe(words)
})

/** Reads the words back, by rules of its own. */
function read(words: string): number {
  const values = new Map<string, number>()
  const name = (words: string, numberAt: (index: number) => number) => {
    for (const [index, word] of words.split(' ').entries()) values.set(word, numberAt(index))
  }
  name(
    'um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove',
    (index) => index + 1,
  )
  name('vinte trinta quarenta cinquenta sessenta setenta oitenta noventa', (index) => (index + 2) * 10)
  name(
    'cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos',
    (index) => (index + 1) * 100,
  )
  values.set('cem', 100)
  let cents = 0
  let total = 0
  let group = 0
  for (const word of words.split(' ')) {
    if (word === 'e' || word === 'de') continue
    if (word.startsWith('milh')) [total, group] = [total + group * 1_000_000, 0]
    else if (word === 'mil') [total, group] = [total + (group || 1) * 1_000, 0]
    else if (/^rea(l|is)$/.test(word)) [cents, total, group] = [(total + group) * 100, 0, 0]
    else if (/^centavos?$/.test(word)) [cents, total, group] = [cents + total + group, 0, 0]
    else {
      const value = values.get(word)
      if (value === undefined) throw new Error(`“${word}” is no word for a number`)
      group += value
    }
  }
  return cents
}

describe('any amount', () => {
  const amounts = fc.oneof(
    fc.integer({ min: 1, max: 200_000 }),
    fc.integer({ min: 1, max: 999_999_999 }),
    fc.integer({ min: 1, max: mostSpokenCents }),
  )
  test('is heard as itself and as no other', () => {
    fc.assert(
      fc.property(amounts, (cents) => {
        expect(read(amountInWords(cents) ?? '')).toBe(cents)
      }),
      { numRuns: 2_000 },
    )
  })
  test('is said in words alone, one space between them, and no word twice in a row', () => {
    fc.assert(
      fc.property(amounts, (cents) => {
        const words = amountInWords(cents) ?? ''
        expect(words).toMatch(/^[a-zãçêõé]+( [a-zãçêõé]+)*$/)
        expect(words).not.toMatch(/\b(\w+) \1\b/)
      }),
    )
  })
})

test('too much for a sentence is not said', () => {
  expect(amountInWords(mostSpokenCents + 1)).toBeNull()
})
test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%d is no amount', (cents) => {
  expect(() => amountInWords(cents)).toThrow(RangeError)
})
