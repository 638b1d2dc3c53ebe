import { expect, test } from 'vitest'
import { createOpening } from './flows/create-charge.ts'
import { patientOpening } from './patient-opening.ts'

const txid = 'a'.repeat(32)

test('an intent is left to whoever made it for ten seconds after it was first seen, and then taken up', () => {
  let nowMs = 0
  const opening = patientOpening(
    createOpening(() => 0),
    () => nowMs,
  )
  expect(opening.underWay(txid)).toBeDefined()
  nowMs = 9_999
  expect(opening.underWay(txid)).toBeDefined()
  nowMs = 10_000
  expect(opening.underWay(txid)).toBeUndefined()
  expect(opening.underWay('b'.repeat(32))).toBeDefined()
})

test('what this one is asking about itself is under way until the PSP has answered', async () => {
  let nowMs = 0
  const opening = patientOpening(
    createOpening(() => 0),
    () => nowMs,
  )
  opening.underWay(txid)
  nowMs = 20_000
  const told = Promise.withResolvers<never>()
  const asked = opening.once(txid, () => told.promise)
  expect(opening.underWay(txid)).toBe(asked)
  told.reject(new Error('lost'))
  await expect(asked).rejects.toThrow('lost')
  expect(opening.underWay(txid)).toBeUndefined()
})
