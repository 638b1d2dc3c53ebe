import { describe, expect, test } from 'vitest'
import {
  afterWrongPin,
  type GuessedAt,
  guessesCountForMs,
  isAtLeast,
  isEasyPin,
  isLocked,
  isSessionOver,
  noGuesses,
} from './access.ts'

test.each([
  ['operator', 'operator', true],
  ['operator', 'manager', false],
  ['manager', 'operator', true],
  ['administrator', 'manager', true],
  ['manager', 'administrator', false],
] as const)('a %s may do what a %s may: %s', (role, least, may) => {
  expect(isAtLeast(role, least)).toBe(may)
})

describe('wrong PINs', () => {
  const after = (failures: number, nowMs = 0, at: GuessedAt = 'till') => {
    let guessing = noGuesses
    for (let n = 0; n < failures; n++) guessing = afterWrongPin(guessing, nowMs, at)
    return guessing
  }
  const locks: [failures: number, at: GuessedAt, lockMs: number][] = [
    [1, 'till', 0],
    [4, 'till', 0],
    [5, 'till', 30_000],
    [6, 'till', 60_000],
    [7, 'till', 120_000],
    [9, 'till', 480_000],
    [10, 'till', 900_000],
    [1_000, 'till', 900_000],
    [4, 'elsewhere', 0],
    [5, 'elsewhere', 30_000],
    [10, 'elsewhere', 960_000],
    [1_000, 'elsewhere', 3_600_000],
  ]
  test.each(locks)('after %i in a row, %s, nobody is listened to for %i ms', (failures, at, lockMs) => {
    expect(after(failures, 0, at)).toEqual({ failures, lockedUntilMs: lockMs })
  })

  test('a lock ends at its instant', () => {
    const guessing = after(5, 1_000)
    expect([isLocked(guessing, 30_999), isLocked(guessing, 31_000)]).toEqual([true, false])
  })

  function listenedToInADay(at: GuessedAt) {
    let guessing = noGuesses
    let listenedTo = 0
    for (let nowMs = 0; nowMs < 86_400_000; nowMs += 864) {
      if (isLocked(guessing, nowMs)) continue
      listenedTo += 1
      guessing = afterWrongPin(guessing, nowMs, at)
    }
    return listenedTo
  }
  test('whoever tries all day long has some hundred guesses, at a till and elsewhere together', () => {
    const [till, elsewhere] = [listenedToInADay('till'), listenedToInADay('elsewhere')]
    expect(till).toBeGreaterThan(50)
    expect(elsewhere).toBeGreaterThan(20)
    expect(till + elsewhere).toBeLessThanOrEqual(150)
  })

  test.each(['till', 'elsewhere'] as const)(
    'whoever waits until they are forgotten has fewer guesses a day, %s',
    (at) => {
      const goingOn = listenedToInADay(at)
      let guessing = noGuesses
      let nowMs = 0
      for (let guesses = 1; guesses <= 200; guesses++) {
        guessing = afterWrongPin(guessing, nowMs, at)
        const days = (nowMs + guessesCountForMs) / 86_400_000
        expect(guesses / days).toBeLessThan(goingOn)
        nowMs = Math.max(nowMs, guessing.lockedUntilMs)
      }
    },
  )
})

test.each([
  ['000000', true],
  ['777777', true],
  ['123456', true],
  ['234567', true],
  ['789012', true],
  ['654321', true],
  ['121212', true],
  ['12121212', true],
  ['135790', false],
  ['246810', false],
  ['112233', false],
  ['480213', false],
])('%s is a PIN that everybody tries first: %s', (pin, is) => {
  expect(isEasyPin(pin)).toBe(is)
})

test.each([
  ['just begun', { begunAtMs: 0, seenAtMs: 0 }, 0, false],
  ['touched a moment ago', { begunAtMs: 0, seenAtMs: 3_600_000 }, 3_660_000, false],
  ['left alone for fifteen minutes', { begunAtMs: 0, seenAtMs: 100 }, 900_100, true],
  ['a millisecond less', { begunAtMs: 0, seenAtMs: 100 }, 900_099, false],
  ['twelve hours old, however busy', { begunAtMs: 0, seenAtMs: 43_199_999 }, 43_200_000, true],
])('a session that is %s', (_, times, nowMs, isOver) => {
  expect(isSessionOver(times, nowMs)).toBe(isOver)
})
