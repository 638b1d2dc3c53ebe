import { describe, expect, test } from 'vitest'
import { businessDayFrom, businessDaysBetween, dayOf, endOf, isBusinessDay, isDay } from './days.ts'

test.each([
  // Carnival, Good Friday and Corpus Christi of years whose Easter is known: 4/4/2021, 17/4/2022, 31/3/2024, 20/4/2025, 25/4/2038.
  ['2021-02-15', false],
  ['2021-02-16', false],
  ['2021-02-17', true],
  ['2021-04-02', false],
  ['2021-06-03', false],
  ['2022-04-15', false],
  ['2024-02-13', false],
  ['2024-03-29', false],
  ['2024-05-30', false],
  ['2025-03-04', false],
  ['2025-04-18', false],
  ['2025-06-19', false],
  ['2038-03-09', false],
  ['2038-06-24', false],
  // The fixed ones, on weekdays of 2025 and 2026.
  ['2025-01-01', false],
  ['2025-04-21', false],
  ['2025-05-01', false],
  ['2026-09-07', false],
  ['2026-10-12', false],
  ['2026-11-02', false],
  ['2028-11-15', false],
  ['2025-12-25', false],
  // Consciência Negra is a holiday of the whole country since 2024.
  ['2024-11-20', false],
  ['2023-11-20', true],
  // Ordinary days.
  ['2025-12-24', true],
  ['2025-12-27', false],
  ['2025-12-28', false],
  ['2025-12-29', true],
])('%s is a business day: %s', (day, expected) => {
  expect(isBusinessDay(day)).toBe(expected)
})

test('the next business day after a long weekend', () => {
  expect(businessDayFrom('2020-12-25')).toBe('2020-12-28')
  expect(businessDayFrom('2020-12-28')).toBe('2020-12-28')
})

test('business days are counted from the day after, to the last one included', () => {
  expect(businessDaysBetween('2025-12-24', '2025-12-24')).toBe(0)
  expect(businessDaysBetween('2025-12-24', '2025-12-29')).toBe(2)
  expect(businessDaysBetween('2025-12-29', '2025-12-24')).toBe(0)
})

describe('a day', () => {
  test.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2024-13-01', false],
    ['2024-1-1', false],
    ['2024-01-01T00:00:00Z', false],
    ['', false],
    [20240101, false],
  ])('%j: %s', (value, expected) => {
    expect(isDay(value)).toBe(expected)
  })

  test('is the one in Brasília', () => {
    expect(dayOf(Date.parse('2026-03-11T02:59:59.999Z'))).toBe('2026-03-10')
    expect(dayOf(Date.parse('2026-03-11T03:00:00.000Z'))).toBe('2026-03-11')
    expect(endOf('2026-03-10')).toBe(Date.parse('2026-03-11T02:59:59.999Z'))
  })
})
