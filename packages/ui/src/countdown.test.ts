import { expect, test } from 'vitest'
import { formatRemaining } from './countdown.tsx'

test.each([
  [3_552_000, '59:12'],
  [3_600_000, '60:00'],
  [4_200_000, '70:00'],
  [60_000, '01:00'],
  [59_001, '01:00'],
  [59_000, '00:59'],
  [1, '00:01'],
  [0, '00:00'],
  [-5_000, '00:00'],
])('%i ms left reads %s', (remainingMs, text) => {
  expect(formatRemaining(remainingMs)).toBe(text)
})
