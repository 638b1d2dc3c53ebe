import { profiles } from '@balcao/pix'
import { expect, test } from 'vitest'
import { createPspRecurrences, readReceivingAccount, withRecurrenceScopes } from './recurrences.ts'

const account = { number: '1234567-8', type: 'checking' } as const
const call = () => Promise.reject(new Error('nothing is asked here'))

test.each([
  ['0001/1234567-8/checking', { branch: '0001', number: '1234567-8', type: 'checking' }],
  ['1234567/payment', { number: '1234567', type: 'payment' }],
  ['00001/1234567/payment', undefined],
  ['0001/1234567/corrente', undefined],
  ['0001/1234567', undefined],
  ['', undefined],
])('the account %o is read as %o', (text, read) => {
  expect(readReceivingAccount(text)).toEqual(read)
})

test('it is offered where the PSP has it and somebody has said where the money goes', () => {
  const isOffered = (profile: (typeof profiles)[keyof typeof profiles], to?: typeof account) =>
    createPspRecurrences(profile, call, to).isSupported
  expect(isOffered(profiles.bacen, account)).toBe(true)
  expect(isOffered(profiles.bacen)).toBe(false)
  expect(isOffered(profiles.cielo, account)).toBe(false)
})

test('a token is asked for what it needs only then, since a PSP that does not know it gives none at all', () => {
  expect(withRecurrenceScopes(profiles.bacen, account).scopes).toContain('rec.write')
  expect(withRecurrenceScopes(profiles.bacen, undefined)).toBe(profiles.bacen)
  expect(withRecurrenceScopes(profiles.cielo, account)).toBe(profiles.cielo)
})
