import { expect, test } from 'vitest'
import {
  dayIn,
  formatDay,
  formatMonth,
  monthsUntil,
  periodOfMonth,
  periodsByChoice,
  readPeriod,
  shiftDay,
  timeIn,
  whenIn,
} from './shop-days.ts'

const today = '2026-11-22'

test.each([
  ['America/Sao_Paulo', '2026-11-22T02:59:59Z', '2026-11-21', '23:59'],
  ['America/Sao_Paulo', '2026-11-22T03:00:00Z', '2026-11-22', '00:00'],
  ['America/Rio_Branco', '2026-11-22T04:59:59Z', '2026-11-21', '23:59'],
  // The last year in which the clocks of São Paulo went back: 00:00 became 23:00 of the day before.
  ['America/Sao_Paulo', '2019-02-17T02:30:00Z', '2019-02-16', '23:30'],
  ['UTC', '2026-01-01T00:00:00Z', '2026-01-01', '00:00'],
])('by the clock of %s, %s is %s %s', (timeZone, instant, day, time) => {
  expect(dayIn(timeZone, Date.parse(instant))).toBe(day)
  expect(timeIn(timeZone, instant)).toBe(time)
  expect(whenIn(timeZone, instant)).toBe(`${formatDay(day)} ${time}`)
})

test.each([
  ['2026-11-22', -1, '2026-11-21'],
  ['2026-03-01', -1, '2026-02-28'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-12-31', 1, '2027-01-01'],
])('%s and %i days is %s', (day, days, other) => {
  expect(shiftDay(day, days)).toBe(other)
})

test.each([
  ['today', '2026-11-22', '2026-11-22'],
  ['yesterday', '2026-11-21', '2026-11-21'],
  ['week', '2026-11-16', '2026-11-22'],
] as const)('%s is %s to %s', (choice, from, to) => {
  expect(periodsByChoice(today)[choice]).toEqual({ from, to })
})

test.each([
  ['2026-11', '2026-11-01', '2026-11-22'],
  ['2026-10', '2026-10-01', '2026-10-31'],
  ['2026-02', '2026-02-01', '2026-02-28'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2025-12', '2025-12-01', '2025-12-31'],
])('the month %s is %s to %s', (month, from, to) => {
  expect(periodOfMonth(month, today)).toEqual({ from, to })
})

test('months go back over the turn of the year', () => {
  expect(monthsUntil('2026-01-31').slice(0, 3)).toEqual(['2026-01', '2025-12', '2025-11'])
  expect(new Set(monthsUntil(today)).size).toBe(13)
  expect(formatMonth('2026-11')).toBe('novembro de 2026')
})

test.each([
  ['a day', '2026-11-01', '2026-11-01', true],
  ['31 days', '2026-10-01', '2026-10-31', true],
  ['32 days', '2026-10-01', '2026-11-01', false],
  ['an end before the beginning', '2026-11-02', '2026-11-01', false],
  ['half a period', '2026-11-01', null, false],
  ['no period', null, null, false],
  ['a day that no month has', '2026-02-30', '2026-02-30', false],
  ['words', 'ontem', 'hoje', false],
])('an address with %s is taken as it is, or is today', (_, from, to, isTaken) => {
  expect(readPeriod(from, to, today)).toEqual(isTaken ? { from, to } : { from: today, to: today })
})
