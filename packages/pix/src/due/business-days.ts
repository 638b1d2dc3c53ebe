import { addDays, type CalendarDate, weekdayOf, yearOf } from './calendar-date.ts'

/**
 * Every year on the same day. Lei 662/1949 with Lei 10.607/2002: 1 January, 21 April, 1 May, 7 September,
 * 2 November, 15 November and 25 December. Lei 6.802/1980: 12 October.
 */
const fixedHolidays = ['01-01', '04-21', '05-01', '09-07', '10-12', '11-02', '11-15', '12-25']

/** Lei 14.759/2023: 20 November, national since that law. */
const blackConsciousnessDay = { since: 2024, day: '11-20' }

/**
 * Days after Easter. Resolução CMN 4.880/2020: Carnival's Monday and Tuesday, Good Friday and Corpus Christi are no
 * business days of the financial market.
 */
const movableHolidays = [-48, -47, -2, 60]

/** Neither Saturday, Sunday, national holiday nor one of those given: what is a holiday in the payer's town only the payer's bank knows. */
export function isBusinessDay(date: CalendarDate, localHolidays: readonly CalendarDate[] = []): boolean {
  const weekday = weekdayOf(date)
  return weekday !== 0 && weekday !== 6 && !isNationalHoliday(date) && !localHolidays.includes(date)
}

/** The date itself where it is a business day, else the first one after it. */
export function nextBusinessDay(date: CalendarDate, localHolidays?: readonly CalendarDate[]): CalendarDate {
  let day = date
  while (!isBusinessDay(day, localHolidays)) day = addDays(day, 1)
  return day
}

/** Business days after `from`, up to and with `to`; 0 where `to` is not after it. */
export function businessDaysBetween(
  from: CalendarDate,
  to: CalendarDate,
  localHolidays?: readonly CalendarDate[],
): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isBusinessDay(day, localHolidays)) count += 1
  }
  return count
}

function isNationalHoliday(date: CalendarDate): boolean {
  const year = yearOf(date)
  const day = date.slice(5)
  if (fixedHolidays.includes(day)) return true
  if (day === blackConsciousnessDay.day) return year >= blackConsciousnessDay.since
  const easter = easterOf(year)
  return movableHolidays.some((days) => addDays(easter, days) === date)
}

/** The Gregorian computus in Oudin's integer form (US Naval Observatory, "The Date of Easter"). */
function easterOf(year: number): CalendarDate {
  const century = Math.floor(year / 100)
  const golden = year % 19
  const correction = Math.floor((century - 17) / 25)
  let moon =
    (century - Math.floor(century / 4) - Math.floor((century - correction) / 3) + 19 * golden + 15) % 30
  const early = Math.floor(moon / 28)
  moon -= early * (1 - early * Math.floor(29 / (moon + 1)) * Math.floor((21 - golden) / 11))
  const weekday = (year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7
  const fromMarch = moon - weekday
  const month = 3 + Math.floor((fromMarch + 40) / 44)
  const day = fromMarch + 28 - 31 * Math.floor(month / 4)
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
