import { expect, test } from 'vitest'
import { createServerClock } from './server-clock.ts'

test("it carries the server's time by a monotonic clock and never asks the device's calendar", () => {
  let monotonic = 5_000
  const clock = createServerClock(() => monotonic)
  expect(clock.nowMs()).toBeUndefined()
  clock.set('2026-11-22T14:00:00.000Z', 0)
  monotonic += 90_000
  expect(clock.nowMs()).toBe(Date.parse('2026-11-22T14:01:30.000Z'))
  expect(clock.at(5_000)).toBe(Date.parse('2026-11-22T14:00:00.000Z'))
})

test('a snapshot that another tab received a while ago is as old as it is', () => {
  const clock = createServerClock(() => 0)
  clock.set('2026-11-22T14:00:00.000Z', 20_000)
  expect(clock.nowMs()).toBe(Date.parse('2026-11-22T14:00:20.000Z'))
})

test('a server whose clock was set back is believed', () => {
  const clock = createServerClock(() => 0)
  clock.set('2026-11-22T14:00:00.000Z', 0)
  clock.set('2026-11-22T13:55:00.000Z', 0)
  expect(clock.nowMs()).toBe(Date.parse('2026-11-22T13:55:00.000Z'))
})
