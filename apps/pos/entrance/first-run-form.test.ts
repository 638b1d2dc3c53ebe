import { expect, test } from 'vitest'
import { checkFirstRun, type FirstRunField } from './first-run-form.ts'

const right = { managerName: 'Marta', pin: '480213', pinAgain: '480213', tillName: 'Caixa 1' }
test.each<[string, Partial<typeof right>, FirstRunField[]]>([
  ['everything right', {}, []],
  ['no name', { managerName: '  ' }, ['managerName']],
  ['a short PIN, told once', { pin: '48021', pinAgain: '' }, ['pin']],
  ['a long PIN', { pin: '4802134802134' }, ['pin']],
  ['another PIN the second time', { pinAgain: '480214' }, ['pinAgain']],
  ['a till without letters', { tillName: '!' }, ['tillName']],
])('%s', (_, change, wrong) => {
  expect(Object.keys(checkFirstRun({ ...right, ...change }))).toEqual(wrong)
})
