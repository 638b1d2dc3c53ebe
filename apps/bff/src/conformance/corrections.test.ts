import { expect, test } from 'vitest'
import { changes, correct, parentOf, readDocument } from './testing/document.ts'
import { createJudge, jsonSchema } from './testing/json-schema.ts'

const corrected = createJudge(readDocument())

test.each(changes)('$correction.name is needed at $place, and mends it', (change) => {
  const { value, valid, above, closed } = change.correction.witness
  const pointer = parentOf(change.place, above)
  const openness = closed ? 'closed' : 'open'
  const uncorrected = createJudge(readDocument({ without: change }))
  expect(corrected(pointer, value, openness).length === 0).toBe(valid)
  expect(uncorrected(pointer, value, openness).length === 0).toBe(!valid)
})

test.each(changes)(
  '$correction.name is refused at $place once the document says something else there',
  (change) => {
    // Corrected, the place no longer says what was wrong.
    expect(() => correct(readDocument(), change)).toThrow(`${change.place} is`)
  },
)

test('a pattern is anchored, or it would take a part for the whole', () => {
  expect(jsonSchema(readDocument(), { pattern: '\\d{2}' }, 'open')).toEqual({ pattern: '^(?:\\d{2})$' })
  const unanchored = /\d{1,10}\.\d{2}/
  expect(unanchored.test('R$ 1.000')).toBe(true)
  const valor = '/components/schemas/DevolucaoSolicitada/properties/valor'
  expect(corrected(valor, 'R$ 1.000', 'open')).toHaveLength(1)
})
