import { invalidRequest, malformed } from '../errors.ts'

/** A day as the wire has it, YYYY-MM-DD (ISO 8601), with no time and no zone: two of them compare as texts. */
export type CalendarDate = string

/** A date of ours. Throws `invalid-request`. */
export function checkDate(field: string, value: CalendarDate): CalendarDate {
  if (!isRealDate(value)) throw invalidRequest(field, 'a real date as YYYY-MM-DD')
  return value
}

/** A date of the wire. Throws `malformed-reply`. */
export function readDate(value: unknown, at: string): CalendarDate {
  if (!isRealDate(value)) throw malformed(`${at}: not a date as YYYY-MM-DD`)
  return value
}

function isRealDate(value: unknown): value is CalendarDate {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const time = Date.parse(value)
  // 30 February reads as 1 March in some engines and as nothing in others.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}

const dayMs = 86_400_000

export const addDays = (date: CalendarDate, days: number): CalendarDate =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)

/** How many days `to` is after `from`; negative where it is before. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs)

/** 0 Sunday to 6 Saturday. */
export const weekdayOf = (date: CalendarDate): number => new Date(Date.parse(date)).getUTCDay()

export const yearOf = (date: CalendarDate): number => Number(date.slice(0, 4))
