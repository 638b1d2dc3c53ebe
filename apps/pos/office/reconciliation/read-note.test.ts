import { NewLineNote } from '@balcao/contracts'
import { expect, test } from 'vitest'
import { readNote } from './read-note.ts'

const txid = 'c'.repeat(32)

test.each([
  ['a text', ' Encomenda do sábado ', '', { text: 'Encomenda do sábado' }],
  ['a text and a sale', 'Foi desta', ` ${txid} `, { text: 'Foi desta', txid }],
  ['280 characters', '🍞'.repeat(280), '', { text: '🍞'.repeat(280) }],
])('%s is a note', (_, text, code, note) => {
  expect(NewLineNote.parse(note)).toEqual(note)
  expect(readNote(text, code)).toEqual({ note, textError: undefined, txidError: undefined })
})

test('an empty text is not a note yet, and nothing is called wrong', () => {
  expect(readNote('  ', '')).toEqual({ note: undefined, textError: undefined, txidError: undefined })
})

test('what is wrong is said beside its field', () => {
  expect(readNote('x'.repeat(281), '')).toMatchObject({
    note: undefined,
    textError: 'A explicação tem 281 caracteres; cabem 280.',
  })
  expect(readNote('Foi desta', 'abc')).toMatchObject({
    note: undefined,
    txidError: expect.stringMatching(/26 a 35/),
  })
})
