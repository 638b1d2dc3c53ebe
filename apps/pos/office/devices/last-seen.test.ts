import { expect, test } from 'vitest'
import { lastSeen } from './last-seen.ts'

const seenAt = '2026-11-22T14:00:00Z'

test.each([
  ['2026-11-22T13:59:00Z', 'Agora'],
  ['2026-11-22T14:00:00Z', 'Agora'],
  ['2026-11-22T14:02:59Z', 'Agora'],
  ['2026-11-22T14:03:00Z', 'Há 3 min'],
  ['2026-11-22T14:59:59Z', 'Há 59 min'],
  ['2026-11-22T15:00:00Z', 'Há 1 h'],
  ['2026-11-23T13:59:59Z', 'Há 23 h'],
  ['2026-11-23T14:00:00Z', 'Há 1 dia'],
  ['2026-11-24T13:59:59Z', 'Há 1 dia'],
  ['2026-11-24T14:00:00Z', 'Há 2 dias'],
])('what was last there at 14:00 was, at %s, there: %s', (now, words) => {
  expect(lastSeen(seenAt, Date.parse(now))).toBe(words)
})

test('what never came back after its pairing has not been seen', () => {
  expect(lastSeen(null, Date.parse(seenAt))).toBe('Ainda não')
})
