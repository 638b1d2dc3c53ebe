import { expect, test } from 'vitest'
import { instantOf } from './read-time.ts'

const at = (hours: number, minutes: number, day = 22) => new Date(2026, 10, day, hours, minutes).getTime()
const halfMinute = 30_000

test.each([
  ['14:02', at(14, 5), at(14, 2)],
  ['14:30', at(14, 5), at(14, 30)],
  ['23:58', at(0, 3), at(23, 58, 21)],
  ['00:00', at(0, 3), at(0, 0)],
])('%s is the nearest time that has been, or is about to be', (time, nowMs, ms) => {
  expect(Date.parse(instantOf(time, nowMs) ?? '')).toBe(ms + halfMinute)
})

test.each(['', '24:00', '14:60', '2:05', '14h02'])('%j is no time', (time) => {
  expect(instantOf(time, at(14, 5))).toBeUndefined()
})
