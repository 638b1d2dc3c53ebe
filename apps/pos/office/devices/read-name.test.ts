import { expect, test } from 'vitest'
import { readName } from './read-name.ts'

test('a name is taken without what is around it', () => {
  expect(readName(' Visor do balcão ')).toEqual({ name: 'Visor do balcão', nameError: undefined })
})

test.each([' ', 'x'.repeat(61)])('%j is refused before it is sent', (typed) => {
  expect(readName(typed)).toEqual({ name: undefined, nameError: expect.stringMatching(/\.$/) })
})
