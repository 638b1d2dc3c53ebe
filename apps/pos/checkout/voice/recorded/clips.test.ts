import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordsForPayment } from '../announcer.ts'
import { type Clips, clipNames } from './clips.ts'
import words from './words.json' with { type: 'json' }

const clips: Clips = words
const unrecorded = (cents: number) => clipNames(wordsForPayment(cents)).filter((name) => !(name in clips))

test('a sentence is cut into the words that were recorded', () => {
  expect(clipNames(wordsForPayment(2_350))).toEqual(
    'pix recebido/vinte/e/três/reais/e/cinquenta/centavos'.split('/'),
  )
  expect(clipNames(wordsForPayment(100_000_000))).toEqual(['pix recebido', 'um', 'milhão', 'de', 'reais'])
  expect(clipNames(wordsForPayment(999_999_999_999))).toEqual(['pix recebido'])
})

test('every word of every amount up to a thousand reais was recorded', () => {
  const missing = Array.from({ length: 100_000 }, (_, index) => unrecorded(index + 1)).flat()
  expect([...new Set(missing)]).toEqual([])
})

test.each([100_000, 100_001, 1_000_000_00, 1_000_000_01, 1_001_000_00, 2_000_000_00, 999_999_999])(
  'every word of %i cents was recorded',
  (cents) => expect(unrecorded(cents)).toEqual([]),
)

test('so was every word of any amount up to R$ 9.999.999,99', () => {
  const amounts = fc.integer({ min: 1, max: 999_999_999 })
  fc.assert(
    fc.property(amounts, (cents) => unrecorded(cents).length === 0),
    { numRuns: 2_000 },
  )
})

test('no word runs into the next, and none is left over', () => {
  const rows = Object.entries(clips).sort(([, a], [, b]) => a.at - b.at)
  for (const [index, [name, { at, lasts }]] of rows.entries()) {
    expect(lasts, name).toBeGreaterThan(0.1)
    const next = rows[index + 1]?.[1].at ?? Number.POSITIVE_INFINITY
    // The tail that is played with each word, and what a player may be late by.
    expect(next - at - lasts, name).toBeGreaterThanOrEqual(0.15)
  }
})

test('the recording is small enough for a phone’s network', () => {
  expect(readFileSync(join(import.meta.dirname, 'words.mp3')).length).toBeLessThan(150_000)
})
