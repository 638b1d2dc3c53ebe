import { expect, test } from 'vitest'
import { groupCode, plainCode } from '../checkout/pairing-code.ts'
import { claimAddress, readCode } from './read-code.ts'

test.each([
  ['abcd-1234', 'ABCD1234'],
  [' AB CD 12 34 ', 'ABCD1234'],
  ['ABCD12345678', 'ABCD1234'],
  ['', ''],
])('%s is read as %s', (typed, plain) => {
  expect(plainCode(typed)).toBe(plain)
})

test('is shown in two groups of four, also while it is typed', () => {
  expect(['', 'ABC', 'ABCD', 'ABCD1', 'ABCD1234'].map(groupCode)).toEqual([
    ...['', 'ABC', 'ABCD', 'ABCD 1', 'ABCD 1234'],
  ])
})

test('the picture beside a code leads to it', () => {
  expect(readCode(new URL(claimAddress('http://caixa.local', 'ABCD1234')).search)).toBe('ABCD1234')
})

test.each(['', '?para=/caixa/'])('%s wants to pair nothing', (search) => {
  expect(readCode(search)).toBeUndefined()
})

test.each(['?codigo=', '?codigo=ABC'])(
  '%s wants to pair what shows a code that is still to be typed',
  (search) => {
    expect(readCode(search)).toBe('')
  },
)
