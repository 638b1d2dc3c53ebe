import { expect, test } from 'vitest'
import { idOfName } from './id-of-name.ts'

test.each([
  ['Caixa 1', 'caixa-1'],
  ['  Balcão do Açaí ', 'balcao-do-acai'],
  ['Caixa nº 2', 'caixa-n-2'],
  ['---', ''],
  ['!', ''],
  ['', ''],
  [`${'a'.repeat(31)} b`, 'a'.repeat(31)],
  ['a'.repeat(60), 'a'.repeat(32)],
])('%s has the id %s', (name, id) => {
  expect(idOfName(name)).toBe(id)
})
