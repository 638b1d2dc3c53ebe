import { expect, test } from 'vitest'
import { fittedWidth } from './fitted-width.ts'

test.each([
  ['', 0],
  ['23,50', 2.81],
  ['R$\u00a0', 1.53],
  ['R$ 9.999.999,99', 8.04],
])('%j is %d em wide', (text, ems) => {
  expect(fittedWidth(text)).toBe(ems)
})

test('a letter is taken for the widest one, so that a paste of anything stays inside the field', () => {
  expect(fittedWidth('WWWW')).toBeGreaterThanOrEqual(4 * 1.009)
})
