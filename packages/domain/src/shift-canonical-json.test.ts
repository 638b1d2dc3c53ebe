import { expect, test } from 'vitest'
import { canonicalJson } from './shift-canonical-json.ts'

test('one value has one text, whatever the order in which it was put together', () => {
  const text = '{"a":[{"x":null,"y":1},"ç"],"b":true,"é":-5}'
  expect(canonicalJson({ b: true, é: -5, a: [{ y: 1, x: null }, 'ç'] })).toBe(text)
  expect(canonicalJson(JSON.parse(text))).toBe(text)
})

test.each([0.1, Number.NaN, 2 ** 53])('refuses %s, which is no amount and has no one text', (number) => {
  expect(() => canonicalJson({ cents: number })).toThrow('whole numbers')
})
