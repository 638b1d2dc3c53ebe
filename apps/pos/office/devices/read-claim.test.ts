import { PairingClaim } from '@balcao/contracts'
import { expect, test } from 'vitest'
import { readClaim } from './read-claim.ts'

const right: PairingClaim = { code: 'K7MPQ2XD', name: ' Visor do balcão ', terminalId: 'caixa-1' }

test('a code, a name and a terminal are what the server takes, the name without what is around it', () => {
  const { claim, ...errors } = readClaim(right)
  expect(claim && PairingClaim.parse(claim)).toEqual({ ...right, name: 'Visor do balcão' })
  expect(Object.values(errors)).toEqual([undefined, undefined, undefined])
})

test.each<[string, Partial<PairingClaim>, string]>([
  ['half a code', { code: 'K7MP' }, 'codeError'],
  ['no name', { name: ' ' }, 'nameError'],
  ['a name of 61 characters', { name: 'x'.repeat(61) }, 'nameError'],
  ['a terminal with a blank', { terminalId: 'caixa 1' }, 'terminalError'],
  ['no terminal', { terminalId: '' }, 'terminalError'],
])('%s is refused before it is sent, and named', (_, change, field) => {
  const { claim, ...errors } = readClaim({ ...right, ...change })
  expect(claim).toBeUndefined()
  expect(Object.entries(errors).filter(([, words]) => words !== undefined)).toEqual([
    [field, expect.stringMatching(/\.$/)],
  ])
})
