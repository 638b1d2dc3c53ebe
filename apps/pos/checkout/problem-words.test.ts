import { type Problem, type ProblemName, problems, problemType } from '@balcao/contracts'
import { expect, test } from 'vitest'
import { fieldOf, wordsForProblem } from './problem-words.ts'

const problem = (name: ProblemName, change: Partial<Problem> = {}): Problem => ({
  type: problemType(name),
  title: problems[name].title,
  status: problems[name].status,
  ...change,
})

test.each(Object.keys(problems) as ProblemName[])('%s has words a cashier can act on', (name) => {
  const words = wordsForProblem(problem(name))
  expect(words).toMatch(/^[A-ZÀ-Ú].*\.$/)
  expect(words).not.toMatch(/inesperado|undefined|null|\d{3}/)
})

test('a field that is wrong is named', () => {
  const wrong = problem('invalid-request', {
    errors: [{ field: 'description', message: 'must be one line' }],
  })
  expect(wordsForProblem(wrong)).toContain('A descrição')
  expect(fieldOf(wrong)).toBe('description')
})

test("the bank's own reason is passed on as its own", () => {
  expect(wordsForProblem(problem('psp-refused', { detail: 'Valor acima do limite' }))).toBe(
    'O banco recusou a cobrança. Motivo dado pelo banco: Valor acima do limite',
  )
})

test('an answer that is not ours', () => {
  expect(wordsForProblem({ type: 'about:blank', title: 'Not Found', status: 404 })).toMatch(/Tente de novo/)
  expect(wordsForProblem('network')).toMatch(/conexão/)
})
