import { Problem } from '@balcao/contracts'
import { expect, test } from 'vitest'
import { readProblem } from './read-problem.ts'

const problem = { type: '/problems/already-closed', title: 'The charge is already closed', status: 409 }
const rows: [sentence: string, json: unknown][] = [
  ['a problem', problem],
  ['one with a detail', { ...problem, detail: 'it was paid' }],
  ['one that names fields', { ...problem, errors: [{ field: 'amountCents', message: 'is not a number' }] }],
]

test.each(rows)('%s is read as the contract reads it', (_sentence, json) => {
  expect(readProblem(json)).toEqual(Problem.parse(json))
})

test.each([
  ['nothing', null],
  ['a text', '<html>'],
  ['a list', []],
  ['a charge', { txid: 'x', status: 'paid' }],
  ['no type', { title: 'x', status: 400 }],
  ['a status that is no number', { ...problem, status: '409' }],
])('%s is no problem of ours', (_sentence, json) => {
  expect(readProblem(json)).toBeUndefined()
})

test('a field error that names no field is left out', () => {
  expect(
    readProblem({ ...problem, errors: [{ message: 'x' }, { field: 'a', message: 'b' }] })?.errors,
  ).toEqual([{ field: 'a', message: 'b' }])
})
