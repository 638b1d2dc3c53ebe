import { expect, test } from 'vitest'
import { checkFirstRun, type FirstRunField, terminalIdOf } from './first-run-form.ts'

test.each([
  ['Caixa 1', 'caixa-1'],
  ['  Balcão do Açaí ', 'balcao-do-acai'],
  ['Caixa nº 2', 'caixa-n-2'],
  ['---', ''],
  ['!', ''],
  ['', ''],
  [`${'a'.repeat(31)} b`, 'a'.repeat(31)],
  ['a'.repeat(60), 'a'.repeat(32)],
])('%s is the terminal %s', (name, terminalId) => {
  expect(terminalIdOf(name)).toBe(terminalId)
})

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
