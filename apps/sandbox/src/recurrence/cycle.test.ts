import { describe, expect, test } from 'vitest'
import { cycleOf, cycleStart } from './cycle.ts'
import type { Frequency } from './model.ts'

describe('the days of a recurrence', () => {
  test.each<[string, Frequency, string, string[]]>([
    [
      'every week, over the end of a year',
      'SEMANAL',
      '2026-12-24',
      ['2026-12-24', '2026-12-31', '2027-01-07'],
    ],
    [
      'on the 31st, where there is one',
      'MENSAL',
      '2026-01-31',
      ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'],
    ],
    ['on the 31st of a leap year', 'MENSAL', '2028-01-31', ['2028-01-31', '2028-02-29', '2028-03-31']],
    ['on the 30th', 'MENSAL', '2026-12-30', ['2026-12-30', '2027-01-30', '2027-02-28', '2027-03-30']],
    ['on the 1st', 'MENSAL', '2026-11-01', ['2026-11-01', '2026-12-01', '2027-01-01']],
    ['every quarter', 'TRIMESTRAL', '2026-11-30', ['2026-11-30', '2027-02-28', '2027-05-30']],
    ['every half year', 'SEMESTRAL', '2026-08-31', ['2026-08-31', '2027-02-28', '2027-08-31']],
    [
      'every year from a 29 February',
      'ANUAL',
      '2028-02-29',
      ['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'],
    ],
  ])('%s', (_name, frequency, start, days) => {
    expect(days.map((_, number) => cycleStart(start, frequency, number))).toEqual(days)
  })
})

describe('the cycle of a day', () => {
  test.each<[string, Frequency, string, string, number]>([
    ['the day before the start', 'MENSAL', '2026-01-31', '2026-01-30', -1],
    ['years before it', 'MENSAL', '2026-01-31', '2020-01-01', -1],
    ['the start', 'MENSAL', '2026-01-31', '2026-01-31', 0],
    ['the last day of the first', 'MENSAL', '2026-01-31', '2026-02-27', 0],
    ['the first of the second', 'MENSAL', '2026-01-31', '2026-02-28', 1],
    ['the 30th of March, still the second', 'MENSAL', '2026-01-31', '2026-03-30', 1],
    ['the 31st of March', 'MENSAL', '2026-01-31', '2026-03-31', 2],
    ['ten years on', 'MENSAL', '2026-01-31', '2036-01-31', 120],
    ['the sixth day of a week', 'SEMANAL', '2026-01-31', '2026-02-06', 0],
    ['the seventh', 'SEMANAL', '2026-01-31', '2026-02-07', 1],
    ['28 February after a leap day', 'ANUAL', '2028-02-29', '2029-02-28', 1],
    ['the day before it', 'ANUAL', '2028-02-29', '2029-02-27', 0],
  ])('%s', (_name, frequency, start, day, cycle) => {
    expect(cycleOf(start, frequency, day)).toBe(cycle)
  })

  test('is found of every day as by counting', () => {
    for (const frequency of ['SEMANAL', 'MENSAL', 'TRIMESTRAL', 'SEMESTRAL', 'ANUAL'] as const) {
      for (let number = 0; number < 60; number += 1) {
        const first = cycleStart('2027-12-31', frequency, number)
        expect([frequency, cycleOf('2027-12-31', frequency, first)]).toEqual([frequency, number])
      }
    }
  })
})
