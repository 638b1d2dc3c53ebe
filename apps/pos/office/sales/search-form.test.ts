import { describe, expect, test } from 'vitest'
import { searchWords as words } from '../../checkout/words/history.ts'
import { fieldsOf, readFields, type SearchFields } from './search-form.ts'

const fields = (more: Partial<SearchFields>) => ({ ...fieldsOf({}), ...more })

test('an amount alone is that amount exactly, and stands in the fields as it was written', () => {
  const search = { 'valor-de': '2350', 'valor-ate': '2350' }
  expect(readFields(fields({ 'valor-de': 'R$ 23,50' }))).toEqual({ kind: 'search', search })
  expect(fieldsOf(search)).toEqual(fields({ 'valor-de': '23,50' }))
})

test('two amounts are what lies between them', () => {
  const search = { 'valor-de': '1000', 'valor-ate': '123456' }
  expect(readFields(fields({ 'valor-de': '10', 'valor-ate': '1.234,56' }))).toEqual({
    kind: 'search',
    search,
  })
  expect(fieldsOf(search)).toEqual(fields({ 'valor-de': '10,00', 'valor-ate': '1.234,56' }))
})

test('the last amount alone is everything up to it', () => {
  expect(readFields(fields({ 'valor-ate': '10,00' }))).toEqual({
    kind: 'search',
    search: { 'valor-ate': '1000' },
  })
})

test('empty fields look for everything', () => {
  expect(readFields(fields({ caixa: '  ' }))).toEqual({ kind: 'search', search: {} })
})

describe('what makes no sense is said at its field', () => {
  test.each<[Partial<SearchFields>, object]>([
    [{ 'valor-de': '23,5' }, { 'valor-de': words.amountUnread }],
    [{ 'valor-de': '0,00' }, { 'valor-de': words.amountUnread }],
    [{ 'valor-de': '20,00', 'valor-ate': '10,00' }, { 'valor-ate': words.upToLess }],
    [{ 'hora-de': '14:00' }, { 'hora-de': words.timeNeedsDay }],
    [{ 'hora-ate': '14:00' }, { 'hora-ate': words.timeNeedsDay }],
    [{ de: '2026-11-22', ate: '2026-11-21' }, { ate: words.daysWrong }],
    [
      { de: '2026-11-22', ate: '2026-11-22', 'hora-de': '15:00', 'hora-ate': '14:00' },
      { 'hora-ate': words.timesWrong },
    ],
    [{ caixa: 'Caixa 1' }, { caixa: words.terminalWrong }],
    [{ codigo: 'abc' }, { codigo: words.codeWrong }],
    [{ pix: 'ab-cd' }, { pix: words.codeWrong }],
  ])('%o', (more, errors) => {
    expect(readFields(fields(more))).toEqual({ kind: 'wrong', errors })
  })
})
