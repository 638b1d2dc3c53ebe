import { expect, test } from 'vitest'
import { readShop, zoneChoices } from './read-shop.ts'
import { shopFieldWords as words } from './words/shop.ts'

const form = { name: ' Padaria ', timeZone: 'America/Manaus', receiptText: 'Obrigado\nVolte sempre\n' }

test('what is typed becomes what the server takes', () => {
  const change = { name: 'Padaria', timeZone: 'America/Manaus', receiptText: 'Obrigado\nVolte sempre' }
  expect(readShop(form)).toEqual({ change, nameError: undefined, receiptError: undefined })
  expect(readShop({ ...form, receiptText: ' \n' }).change).toEqual({ ...change, receiptText: null })
})

test.each([
  [{ name: ' ' }, { nameError: words.nameWrong, receiptError: undefined }],
  [{ name: 'a'.repeat(61) }, { nameError: words.nameWrong, receiptError: undefined }],
  [{ receiptText: 'a'.repeat(49) }, { nameError: undefined, receiptError: words.receiptWrong }],
  [{ receiptText: '1\n2\n3\n4\n5\n6\n7' }, { nameError: undefined, receiptError: words.receiptWrong }],
])('%j is told by its field', (change, errors) => {
  expect(readShop({ ...form, ...change })).toEqual({ change: undefined, ...errors })
})

test('the hour that a shop has is among the choices, wherever it is', () => {
  expect(zoneChoices('America/Manaus')).toHaveLength(4)
  expect(zoneChoices('America/Fortaleza').at(-1)).toEqual({
    value: 'America/Fortaleza',
    label: 'America/Fortaleza',
  })
})
