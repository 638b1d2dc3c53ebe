/** A day as it is on the wire, `YYYY-MM-DD`: such texts sort as the days do. */
export type Day = string

const dayMs = 24 * 60 * 60 * 1000
/** Brasília is three hours behind UTC all year: there has been no summer time since 2019 (Decreto 9.772/2019). */
const brasiliaMs = 3 * 60 * 60 * 1000

/** The day it is in Brasília. */
export const dayOf = (ms: number): Day => new Date(ms - brasiliaMs).toISOString().slice(0, 10)
/** The last millisecond of the day in Brasília. */
export const endOf = (day: Day): number => Date.parse(day) + dayMs + brasiliaMs - 1

/** The first millisecond of the day in Brasília. */
export const startOf = (day: Day): number => Date.parse(day) + brasiliaMs

export const isDay = (text: unknown): text is Day =>
  typeof text === 'string' &&
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text)

export const addDays = (day: Day, count: number): Day =>
  new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10)

/** Calendar days from one to the other ("dias corridos"); negative when the second is earlier. */
export const daysBetween = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / dayMs

/** Business days ("dias úteis") after `from`, up to and including `to`. */
export function businessDaysBetween(from: Day, to: Day): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isBusinessDay(day)) count += 1
  return count
}

/** The day itself, or the first business day after it. */
export function businessDayFrom(day: Day): Day {
  let found = day
  while (!isBusinessDay(found)) found = addDays(found, 1)
  return found
}

/**
 * Neither a weekend nor a holiday of the whole country. Holidays of the payer's state and city, which `codMun` is for,
 * would need a table that nobody publishes as a whole (bacen/pix-api#225), so this PSP knows none.
 */
export function isBusinessDay(day: Day): boolean {
  const weekday = new Date(day).getUTCDay()
  if (weekday === 0 || weekday === 6) return false
  const year = Number(day.slice(0, 4))
  if (fixed.some(([monthDay, since]) => day.endsWith(monthDay) && year >= since)) return false
  return !movable.includes(daysBetween(easter(year), day))
}

/** Leis 662/1949, 6.802/1980 and 14.759/2023; the year is the first in which the day is a holiday of all. */
const fixed: readonly [string, number][] = [
  ['-01-01', 1949],
  ['-04-21', 1949],
  ['-05-01', 1949],
  ['-09-07', 1949],
  ['-10-12', 1980],
  ['-11-02', 1949],
  ['-11-15', 1949],
  ['-11-20', 2024],
  ['-12-25', 1949],
]

/** Days from Easter on which banks are closed: Carnival's Monday and Tuesday, Good Friday, Corpus Christi (Resolução CMN 4.880/2020). */
const movable = [-48, -47, -2, 60]

/** Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876). */
function easter(year: number): Day {
  const a = year % 19
  const century = Math.floor(year / 100)
  const c = year % 100
  const f = Math.floor((century + 8) / 25)
  const g = Math.floor((century - f + 1) / 3)
  const epact = (19 * a + century - Math.floor(century / 4) - g + 15) % 30
  const l = (32 + 2 * (century % 4) + 2 * Math.floor(c / 4) - epact - (c % 4)) % 7
  const m = Math.floor((a + 11 * epact + 22 * l) / 451)
  const number = epact + l - 7 * m + 114
  const [month, day] = [Math.floor(number / 31), (number % 31) + 1]
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
