import { type ProblemName, problems, problemType } from '@balcao/contracts'
import { expect, test } from 'vitest'
import { Refused } from './ask-or-throw.ts'
import { wordsForError } from './words-for-error.ts'

const refused = (name: ProblemName, more: object = {}) =>
  new Refused({
    type: problemType(name),
    title: problems[name].title,
    status: problems[name].status,
    ...more,
  })

test.each(Object.keys(problems) as ProblemName[])('%s has words for the back office', (name) => {
  expect(wordsForError(refused(name))).toMatch(/^[A-ZÀ-Ú].*\.$/)
})

test.each([
  ['reason', /motivo/],
  ['text', /explicação/],
  ['txid', /código de uma venda/],
  ['amountCents', /valor/],
])('a wrong %s is named', (field, words) => {
  expect(wordsForError(refused('invalid-request', { errors: [{ field, message: 'no' }] }))).toMatch(words)
})

test('a bank that refuses says why in its own words, and charges nothing here', () => {
  const words = wordsForError(refused('psp-refused', { detail: 'Conta bloqueada' }))
  expect(words).toContain('Conta bloqueada')
  expect(words).not.toContain('cobrança')
})

test('silence is about the connection', () => {
  expect(wordsForError(new Refused('network'))).toMatch(/conexão/)
  expect(wordsForError(new TypeError('anything'))).toMatch(/conexão/)
})
