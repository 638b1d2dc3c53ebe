import { PersonChange } from '@balcao/contracts'
import { expect, test } from 'vitest'
import { asTheyAre, type PersonForm, readPerson, readPin } from './read-person.ts'

const ana: PersonForm = { name: 'Ana', role: 'operator', isLimited: true, limit: '100,00' }

test.each<[string, Partial<PersonForm>, object]>([
  ['a limit', {}, { name: 'Ana', role: 'operator', refundLimitCents: 10_000 }],
  ['no limit, whatever stands in its field', { isLimited: false, limit: 'x' }, { refundLimitCents: null }],
  ['a limit of nothing: every refund needs a manager', { limit: '0,00' }, { refundLimitCents: 0 }],
  ['a name without what is around it', { name: ' Ana Lúcia ' }, { name: 'Ana Lúcia' }],
  ['a name of 60 characters', { name: '🥐'.repeat(60) }, { name: '🥐'.repeat(60) }],
])('%s is what the server takes', (_, change, expected) => {
  const { fields, nameError, limitError } = readPerson({ ...ana, ...change })
  expect(fields).toMatchObject(expected)
  expect(PersonChange.safeParse({ ...fields, isActive: true }).success).toBe(true)
  expect([nameError, limitError]).toEqual([undefined, undefined])
})

test.each<[string, Partial<PersonForm>, RegExp, RegExp]>([
  ['no name', { name: '  ' }, /60 letras/, /^$/],
  ['a name of 61 characters', { name: 'x'.repeat(61) }, /60 letras/, /^$/],
  ['no limit where there shall be one', { limit: '' }, /^$/, /Digite um valor/],
  ['a limit below nothing', { limit: '-1,00' }, /^$/, /Digite um valor/],
  ['both', { name: '', limit: 'tudo' }, /60 letras/, /Digite um valor/],
])('%s is refused before it is sent, and named', (_, change, name, limit) => {
  const { fields, nameError, limitError } = readPerson({ ...ana, ...change })
  expect(fields).toBeUndefined()
  expect(nameError ?? '').toMatch(name)
  expect(limitError ?? '').toMatch(limit)
})

test.each([
  ['typed twice alike', '480213', '480213', '480213', undefined, undefined],
  ['of twelve digits', '480213480213', '480213480213', '480213480213', undefined, undefined],
  ['of five digits', '48021', '48021', undefined, /6 a 12/, undefined],
  ['of thirteen digits', '4802134802134', '4802134802134', undefined, /6 a 12/, undefined],
  ['typed differently', '480213', '480231', undefined, undefined, /não são iguais/],
  ['not repeated yet', '480213', '', undefined, undefined, /não são iguais/],
])('a PIN %s', (_, typed, again, pin, pinError, againError) => {
  const read = readPin({ pin: typed, again })
  expect(read.pin).toBe(pin)
  expect(read.pinError ?? '').toMatch(pinError ?? /^$/)
  expect(read.againError ?? '').toMatch(againError ?? /^$/)
})

test('a person as they are is a request that changes nothing', () => {
  const person = { name: 'Ana', role: 'operator', refundLimitCents: 5_000, isActive: true } as const
  const change = asTheyAre({ ...person, personId: 'a'.repeat(32), lockedUntil: null })
  expect(PersonChange.parse(change)).toEqual(person)
})
