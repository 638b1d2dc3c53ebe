import { describe, expect, test } from 'vitest'
import { cycleOf, cycleStart, cycleToCharge, type RecurrenceFrequency } from './recurrence-cycles.ts'

describe('a cycle begins', () => {
  test.each<[string, RecurrenceFrequency, number, string]>([
    ['2026-11-22', 'weekly', 0, '2026-11-22'],
    ['2026-11-22', 'weekly', 6, '2027-01-03'],
    ['2027-01-31', 'monthly', 1, '2027-02-28'],
    // The 31st is not lost in a month that has none.
    ['2027-01-31', 'monthly', 2, '2027-03-31'],
    ['2028-02-29', 'annual', 1, '2029-02-28'],
    ['2028-02-29', 'annual', 4, '2032-02-29'],
    ['2026-11-30', 'quarterly', 1, '2027-02-28'],
    ['2026-08-31', 'semiannual', 1, '2027-02-28'],
  ])('of %s, %s, number %i: on %s', (firstDay, frequency, cycle, day) => {
    expect(cycleStart({ firstDay, frequency }, cycle)).toBe(day)
  })
})

describe('a day is in a cycle', () => {
  test.each<[string, RecurrenceFrequency, string, number | undefined]>([
    ['2026-11-22', 'monthly', '2026-11-21', undefined],
    ['2026-11-22', 'monthly', '2026-11-22', 0],
    ['2026-11-22', 'monthly', '2026-12-21', 0],
    ['2026-11-22', 'monthly', '2026-12-22', 1],
    ['2027-01-31', 'monthly', '2027-02-27', 0],
    ['2027-01-31', 'monthly', '2027-02-28', 1],
    ['2027-01-31', 'monthly', '2037-01-30', 119],
    ['2026-11-22', 'weekly', '2026-11-28', 0],
    ['2026-11-22', 'weekly', '2026-11-29', 1],
    ['2026-11-22', 'annual', '2046-11-21', 19],
    ['2026-11-22', 'annual', '2046-11-22', 20],
  ])('from %s, %s: %s is in %s', (firstDay, frequency, day, cycle) => {
    expect(cycleOf({ firstDay, frequency }, day)).toBe(cycle)
  })
})

describe('a cycle is missing its charge', () => {
  const monthly = { firstDay: '2026-12-20', frequency: 'monthly' as const, lastDay: null }
  test('not while it is further away than a charge is sent ahead', () => {
    expect(cycleToCharge(monthly, [], '2026-12-09')).toBeUndefined()
  })
  test('from ten days before it begins', () => {
    expect(cycleToCharge(monthly, [], '2026-12-10')).toEqual({
      cycle: 0,
      firstDay: '2026-12-20',
      untilDay: '2027-01-19',
    })
  })
  test('not once one of its days is charged', () => {
    expect(cycleToCharge(monthly, ['2027-01-19'], '2026-12-25')).toBeUndefined()
  })
  test('again in the next one', () => {
    expect(cycleToCharge(monthly, ['2026-12-20'], '2027-01-10')).toMatchObject({ cycle: 1 })
  })
  test('never after the last day, and no longer than until it', () => {
    const ending = { ...monthly, lastDay: '2027-01-25' }
    expect(cycleToCharge(ending, [], '2027-01-26')).toBeUndefined()
    expect(cycleToCharge(ending, [], '2027-01-15')).toMatchObject({ cycle: 1, untilDay: '2027-01-25' })
    expect(cycleToCharge({ ...monthly, lastDay: '2027-01-19' }, [], '2027-01-15')).toBeUndefined()
  })
})
