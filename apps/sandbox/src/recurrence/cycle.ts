import { addDays, type Day, daysBetween } from '../days.ts'
import type { Frequency } from './model.ts'

/** Which days a recurrence is charged on, and in which of its cycles a day lies. */

const months: Record<Exclude<Frequency, 'SEMANAL'>, number> = {
  MENSAL: 1,
  TRIMESTRAL: 3,
  SEMESTRAL: 6,
  ANUAL: 12,
}

/**
 * The day on which cycle `number` begins; 0 is `start` itself. Always counted from the start, so that the 31st comes
 * back after a month that has none: 31 January, 28 February, 31 March.
 */
export function cycleStart(start: Day, frequency: Frequency, number: number): Day {
  return frequency === 'SEMANAL' ? addDays(start, 7 * number) : addMonths(start, months[frequency] * number)
}

/** The cycle that the day is in; -1 before the first. */
export function cycleOf(start: Day, frequency: Frequency, day: Day): number {
  if (day < start) return -1
  const longest = frequency === 'SEMANAL' ? 7 : 31 * months[frequency]
  // Never too far, as no cycle is longer; then the few that are left.
  let number = Math.floor(daysBetween(start, day) / Math.min(longest, 366))
  while (cycleStart(start, frequency, number + 1) <= day) number += 1
  return number
}

function addMonths(day: Day, count: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const index = year * 12 + (month - 1) + count
  const [toYear, toMonth] = [Math.floor(index / 12), index % 12]
  // Day 0 of the month after it is the last of this one.
  const last = new Date(Date.UTC(toYear, toMonth + 1, 0)).getUTCDate()
  return new Date(Date.UTC(toYear, toMonth, Math.min(date, last))).toISOString().slice(0, 10)
}
