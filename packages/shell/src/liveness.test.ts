import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Connection, createLiveness } from './liveness.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function start() {
  const states: Connection['state'][] = []
  const liveness = createLiveness(({ state }) => states.push(state), 25_000)
  return { liveness, states }
}

test('nothing heard since the start is stale after 25 seconds, and not before', () => {
  const { states } = start()
  vi.advanceTimersByTime(24_999)
  expect(states).toEqual([])
  vi.advanceTimersByTime(1)
  expect(states).toEqual(['stale'])
})

test('every byte puts it off', () => {
  const { liveness, states } = start()
  for (let beat = 0; beat < 10; beat++) {
    liveness.heard()
    vi.advanceTimersByTime(10_000)
  }
  expect(states).toEqual(['live'])
})

test('a lost connection is not stale at once: what is shown was true a moment ago', () => {
  const { liveness, states } = start()
  liveness.heard()
  vi.advanceTimersByTime(10_000)
  liveness.lost()
  expect(states).toEqual(['live', 'connecting'])
  vi.advanceTimersByTime(15_000)
  expect(states).toEqual(['live', 'connecting', 'stale'])
})

test('it says since when', () => {
  const { liveness } = start()
  vi.advanceTimersByTime(3_000)
  const heardAt = performance.now()
  liveness.heard()
  vi.advanceTimersByTime(60_000)
  expect(liveness.connection()).toEqual({ state: 'stale', sinceMs: heardAt })
})

test('a device that slept is stale until something is heard', () => {
  const { liveness, states } = start()
  liveness.heard()
  liveness.distrust()
  liveness.lost()
  expect(states).toEqual(['live', 'stale'])
  liveness.heard()
  expect(states).toEqual(['live', 'stale', 'live'])
})
