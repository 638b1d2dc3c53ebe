import { describe, expect, test } from 'vitest'
import { dayAfter, daysIn, instantAt, partsOf, startOfDay, wallTime } from './days.ts'

const iso = (ms: number) => new Date(ms).toISOString()
const saoPaulo = 'America/Sao_Paulo'

const starts: [day: string, timeZone: string, first: string, hours: number][] = [
  ['2026-11-22', saoPaulo, '2026-11-22T03:00:00.000Z', 24],
  ['2026-11-22', 'America/Noronha', '2026-11-22T02:00:00.000Z', 24],
  ['2026-11-22', 'America/Manaus', '2026-11-22T04:00:00.000Z', 24],
  ['2026-11-22', 'America/Rio_Branco', '2026-11-22T05:00:00.000Z', 24],
  ['2018-11-04', saoPaulo, '2018-11-04T03:00:00.000Z', 23],
  ['2019-02-16', saoPaulo, '2019-02-16T02:00:00.000Z', 25],
  ['2019-02-17', saoPaulo, '2019-02-17T03:00:00.000Z', 24],
  ['2026-03-29', 'Europe/Lisbon', '2026-03-29T00:00:00.000Z', 23],
  ['2026-10-25', 'Europe/Lisbon', '2026-10-24T23:00:00.000Z', 25],
  ['2026-01-01', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z', 24],
  ['2026-01-01', 'Etc/GMT+12', '2026-01-01T12:00:00.000Z', 24],
  ['2028-02-29', 'UTC', '2028-02-29T00:00:00.000Z', 24],
]

test.each(starts)('%s in %s begins at %s and has %i hours', (day, timeZone, first, hours) => {
  const fromMs = startOfDay(day, timeZone)
  expect(iso(fromMs)).toBe(first)
  expect((startOfDay(dayAfter(day), timeZone) - fromMs) / 3_600_000).toBe(hours)
  expect(wallTime(fromMs, timeZone).day).toBe(day)
  expect(wallTime(fromMs - 1, timeZone).day < day).toBe(true)
  expect(partsOf(day, day, timeZone)).toHaveLength(hours)
})

describe('the parts of a period', () => {
  test.each([
    ['2018-10-20', '2018-11-19'],
    ['2019-02-10', '2019-02-20'],
    ['2026-11-22', '2026-11-22'],
    ['2019-02-16', '2019-02-16'],
  ])('%s to %s hold every millisecond once', (from, to) => {
    const parts = partsOf(from, to, saoPaulo)
    expect(parts[0]?.fromMs).toBe(startOfDay(from, saoPaulo))
    expect(parts.at(-1)?.toMs).toBe(startOfDay(dayAfter(to), saoPaulo) - 1)
    for (const [index, { fromMs, toMs }] of parts.entries()) {
      expect(toMs).toBeGreaterThan(fromMs)
      expect(parts[index + 1]?.fromMs ?? toMs + 1).toBe(toMs + 1)
    }
  })

  test('are its days where it has more than one', () => {
    expect(partsOf('2026-11-01', '2026-11-30', saoPaulo)).toHaveLength(30)
    expect(partsOf('2026-11-01', '2026-11-02', saoPaulo)).toHaveLength(2)
  })
})

test.each([
  ['2026-11-22', '2026-11-22', 1],
  ['2026-10-31', '2026-11-30', 31],
  ['2028-02-28', '2028-03-01', 3],
  ['2026-11-22', '2026-11-21', 0],
])('from %s to %s there are %i days', (from, to, days) => {
  expect(daysIn(from, to)).toBe(days)
})

test('midnight is hour zero of the new day', () => {
  expect(wallTime(Date.UTC(2026, 10, 22, 3), saoPaulo)).toEqual({ day: '2026-11-22', time: '00:00:00' })
  expect(wallTime(Date.UTC(2026, 10, 22, 2, 59, 59, 999), saoPaulo)).toEqual({
    day: '2026-11-21',
    time: '23:59:59',
  })
})

const times: [day: string, time: string, timeZone: string, instant: string][] = [
  ['2026-11-22', '14:05', saoPaulo, '2026-11-22T17:05:00.000Z'],
  ['2026-11-22', '14:05', 'America/Noronha', '2026-11-22T16:05:00.000Z'],
  ['2026-11-22', '14:05', 'America/Manaus', '2026-11-22T18:05:00.000Z'],
  ['2026-11-22', '14:05', 'America/Rio_Branco', '2026-11-22T19:05:00.000Z'],
  ['2026-11-22', '00:00', saoPaulo, '2026-11-22T03:00:00.000Z'],
  ['2026-11-22', '23:59', saoPaulo, '2026-11-23T02:59:00.000Z'],
  // The clock goes from 23:59 of the day before to 01:00.
  ['2018-11-04', '00:30', saoPaulo, '2018-11-04T03:00:00.000Z'],
  ['2018-11-04', '01:00', saoPaulo, '2018-11-04T03:00:00.000Z'],
]
test.each(times)('%s %s in %s is %s', (day, time, timeZone, instant) => {
  expect(iso(instantAt(day, time, timeZone))).toBe(instant)
})

test('a time that a clock shows twice is one of the two', () => {
  const hours = ['2019-02-17T01:30:00.000Z', '2019-02-17T02:30:00.000Z']
  expect(hours).toContain(iso(instantAt('2019-02-16', '23:30', saoPaulo)))
})
