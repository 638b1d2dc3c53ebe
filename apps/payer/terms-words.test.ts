import type { RecurrenceTerms } from '@balcao/contracts'
import { expect, test } from 'vitest'
import {
  chargeSentence,
  contradictionSentence,
  documentWords,
  isBelowMinimum,
  isBelowValue,
  periodSentence,
  retrySentence,
} from './terms-words.ts'

const terms: RecurrenceTerms = {
  object: 'Aula de música',
  contract: '1752261889',
  frequency: 'monthly',
  firstDay: '2026-12-05',
  lastDay: null,
  fixedCents: 2950,
  minimumCents: null,
  retryPolicy: 'none',
}

test.each([
  [{}, 'R$\u00a029,50, todo mês.'],
  [{ frequency: 'weekly' as const }, 'R$\u00a029,50, toda semana.'],
  [{ frequency: 'annual' as const, fixedCents: 999_999_999 }, 'R$\u00a09.999.999,99, uma vez por ano.'],
  [{ fixedCents: null, frequency: 'quarterly' as const }, 'Um valor que pode mudar, a cada três meses.'],
])('%o is charged as: %s', (change, words) => {
  expect(chargeSentence({ ...terms, ...change })).toBe(words)
})

test('an open end is said, and so is a last day', () => {
  expect(periodSentence(terms)).toBe('A partir de 05/12/2026, até alguém cancelar.')
  expect(periodSentence({ ...terms, lastDay: '2027-12-05' })).toBe('De 05/12/2026 a 05/12/2027.')
})

test('the two policies of retrying are told apart', () => {
  expect(retrySentence(terms)).toContain('não é tentada')
  expect(retrySentence({ ...terms, retryPolicy: 'three-in-seven-days' })).toContain('três vezes')
})

test.each([
  ['RN', 'none', null],
  ['RR', 'three-in-seven-days', null],
  ['RN', 'three-in-seven-days', 'não haveria'],
  ['RR', 'none', 'que haveria'],
] as const)('an id of %s with the policy %s: whoever is asked reads %s', (kind, retryPolicy, words) => {
  const said = contradictionSentence(`${kind}99999010202612050000000001`, { retryPolicy })
  if (words === null) expect(said).toBeNull()
  else expect(said).toContain(words)
})

test.each([
  ['12345678000195', 'CNPJ 12.345.678/0001-95'],
  ['12ABC34501DE35', 'CNPJ 12.ABC.345/01DE-35'],
  ['***.456.789-**', 'CPF ***.456.789-**'],
])('%s is written as %s', (document, words) => {
  expect(documentWords(document)).toBe(words)
})

test.each([
  [2950, null, false],
  [2950, 2950, false],
  [2950, 2949, true],
  [null, 1, false],
])('of a fixed %s a limit of %s lets nothing through: %s', (fixedCents, maximumCents, below) => {
  expect(isBelowValue({ fixedCents }, maximumCents)).toBe(below)
})

test.each([
  [{ fixedCents: null, minimumCents: 1000 }, 999, true],
  [{ fixedCents: null, minimumCents: 1000 }, 1000, false],
  [{ fixedCents: null, minimumCents: 1000 }, null, false],
  [{ fixedCents: null, minimumCents: null }, 1, false],
  [{ fixedCents: 2950, minimumCents: 1000 }, 1, false],
])('of %o a limit of %s is one that the receiver does not take: %s', (value, maximumCents, below) => {
  expect(isBelowMinimum(value, maximumCents)).toBe(below)
})
