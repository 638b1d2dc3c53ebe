import { type ProblemName, problems, problemType } from '@balcao/contracts'
import { Refused } from '@balcao/shell'
import { expect, test } from 'vitest'
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

test('a page has words of its own, and those of the office for the rest', () => {
  const own = { problems: { forbidden: 'Peça a Marta.' }, fields: { name: 'Outro nome.' } }
  expect(wordsForError(refused('forbidden'), own)).toBe('Peça a Marta.')
  expect(wordsForError(refused('forbidden'))).toMatch(/gerente/)
  const wrong = (field: string) => refused('invalid-request', { errors: [{ field, message: 'no' }] })
  expect(wordsForError(wrong('name'), own)).toBe('Outro nome.')
  expect(wordsForError(wrong('reason'), own)).toMatch(/motivo/)
})

test.each([
  [undefined, 'Espere um pouco'],
  [1, 'Espere 1 segundo '],
  [30, 'Espere 30 segundos'],
  [60, 'Espere 1 minuto '],
  [61, 'Espere 2 minutos'],
])('after too many wrong guesses the wait is told (%s s)', (seconds, words) => {
  const { problem } = refused('locked-out')
  expect(wordsForError(new Refused(problem, seconds))).toContain(words)
})
