import { expect, test } from 'vitest'
import { createPspClock } from './psp-clock.ts'

const noon = Date.UTC(2026, 10, 22, 15)
const stamp = (ms: number) => new Date(ms).toUTCString()

function open() {
  const heard = { corrections: 0, nowMs: noon }
  const clock = createPspClock(
    () => heard.nowMs,
    () => heard.corrections++,
  )
  return { heard, clock }
}

test.each([
  ['is right', 0, 0],
  ['is a second off', 1_000, 0],
  ['is two minutes behind', 120_000, 1],
  ['is twenty seconds ahead', -20_000, 1],
])('where our clock %s, screens are told as often as they would see it', (_sentence, offMs, corrections) => {
  const { heard, clock } = open()
  for (let answer = 0; answer < 5; answer++) clock.hear(stamp(noon + offMs), noon - 40)
  expect(heard.corrections).toBe(corrections)
  const wrongMs = Math.abs(clock.nowMs() - (noon + offMs))
  expect(wrongMs).toBeLessThan(1_500)
})

test('an answer without a date, or with one that is none, tells nothing', () => {
  const { heard, clock } = open()
  clock.hear(undefined, noon)
  clock.hear('yesterday', noon)
  expect([heard.corrections, clock.nowMs()]).toEqual([0, noon])
})
