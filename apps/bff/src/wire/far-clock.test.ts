import { expect, test, vi } from 'vitest'
import { patience } from '../testing/world.ts'
import { createFarClock } from './far-clock.ts'

const noon = Date.UTC(2026, 10, 22, 15)
const stamp = (ms: number) => new Date(ms).toUTCString()

/** A clock that starts with an offset, and a ledger that cannot be written as often as a test says. */
function open({ startsWithMs = 0, failures = 0 } = {}) {
  const heard = { corrections: 0, nowMs: noon, kept: [] as number[], tries: 0 }
  const keep = async (offsetMs: number) => {
    if (heard.tries++ < failures) throw new Error('The disk is full')
    heard.kept.push(offsetMs)
  }
  const clock = createFarClock(
    () => heard.nowMs,
    { ms: startsWithMs, keep },
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
  expect([heard.corrections, clock.nowMs(), heard.tries]).toEqual([0, noon, 0])
})

test('a start goes by what was kept, until an answer says otherwise', () => {
  const { heard, clock } = open({ startsWithMs: 120_000 })
  expect(clock.nowMs()).toBe(noon + 120_000)
  clock.hear(stamp(noon), noon)
  expect(heard.corrections).toBe(1)
  expect(Math.abs(clock.nowMs() - noon)).toBeLessThan(1_500)
})

test.each([
  ['a correction is kept once, however many answers bear it out', 20_000, 0, 1],
  ['what nobody would see is not written', 1_000, 0, 0],
  ['what could not be written is tried again with a later answer', 20_000, 2, 3],
])('%s', async (_sentence, offMs, failures, tries) => {
  const { heard, clock } = open({ failures })
  for (let answer = 0; answer < 5; answer++) {
    clock.hear(stamp(noon + offMs), noon)
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect([heard.tries, heard.kept.length]).toEqual([tries, tries - failures])
})

test('a clock that creeps away second by second is corrected and kept all the same', async () => {
  const { heard, clock } = open({ startsWithMs: 20_000 })
  for (let answer = 1; answer <= 10; answer++) clock.hear(stamp(noon + 20_000 + answer * 1_000), noon)
  expect(heard.corrections).toBeGreaterThan(1)
  await vi.waitFor(() => expect(heard.kept.length).toBeGreaterThan(0), patience)
})
