import type { RecurrenceTerms } from '@balcao/contracts'
import { expect, test } from 'vitest'
import { chargeSentence, isBelowValue, periodSentence, retrySentence } from './terms-words.ts'

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
  [{ fixedCents: 2950, minimumCents: null }, null, false],
  [{ fixedCents: 2950, minimumCents: null }, 2950, false],
  [{ fixedCents: 2950, minimumCents: null }, 2949, true],
  [{ fixedCents: null, minimumCents: 1000 }, 999, true],
  [{ fixedCents: null, minimumCents: 1000 }, 1000, false],
  [{ fixedCents: null, minimumCents: null }, 1, false],
])('of %o a limit of %s is below: %s', (value, maximumCents, below) => {
  expect(isBelowValue(value, maximumCents)).toBe(below)
})
