import { maxPeriodDays, type Period } from '@balcao/contracts'

/** Days of the shop, written `2026-11-22`. They begin by the shop's clock, which the server tells, not by this device's. */

const dayMs = 86_400_000

/** How far back a month can be picked: a fiscal year and the month that closes it. */
const monthsBack = 13

/** Which day of the shop an instant falls on. */
export function dayIn(timeZone: string, ms: number): string {
  const parts = clockOf(timeZone).day.formatToParts(ms)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return `${of('year')}-${of('month')}-${of('day')}`
}

/** `14:02` by the shop's clock. */
export const timeIn = (timeZone: string, instant: string): string =>
  clockOf(timeZone).time.format(Date.parse(instant))

/** `22/11/2026 14:02` by the shop's clock. */
export const whenIn = (timeZone: string, instant: string): string =>
  `${formatDay(dayIn(timeZone, Date.parse(instant)))} ${timeIn(timeZone, instant)}`

export const shiftDay = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)

/** `22/11/2026`. */
export const formatDay = (day: string): string => day.split('-').reverse().join('/')

/** `22/11`, where the year goes without saying. */
export const formatShortDay = (day: string): string => formatDay(day).slice(0, 5)

export const periodsByChoice = (today: string): Record<'today' | 'yesterday' | 'week', Period> => ({
  today: { from: today, to: today },
  yesterday: { from: shiftDay(today, -1), to: shiftDay(today, -1) },
  week: { from: shiftDay(today, -6), to: today },
})

/** The whole of a month, or what there is of the present one. `month` is `2026-11`. */
export function periodOfMonth(month: string, today: string): Period {
  const from = `${month}-01`
  const last = shiftDay(`${shiftDay(from, maxPeriodDays).slice(0, 7)}-01`, -1)
  return { from, to: last < today ? last : today }
}

/** The present month and those before it, newest first. */
export function monthsUntil(today: string): string[] {
  const months = [today.slice(0, 7)]
  while (months.length < monthsBack) months.push(shiftDay(`${months.at(-1)}-01`, -1).slice(0, 7))
  return months
}

/** `novembro de 2026`. */
export const formatMonth = (month: string): string =>
  new Intl.DateTimeFormat('pt-BR', { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
    Date.parse(`${month}-01`),
  )

export const isSamePeriod = (one: Period, other: Period): boolean =>
  one.from === other.from && one.to === other.to

/** The period of an address. What is no period that the server takes is today. */
export function readPeriod(from: string | null, to: string | null, today: string): Period {
  const isPeriod = isDay(from) && isDay(to) && from <= to && to < shiftDay(from, maxPeriodDays)
  return isPeriod ? { from, to } : { from: today, to: today }
}

/** A day that is in the calendar: `2026-02-30` would be read as another one. */
const isDay = (text: string | null): text is string =>
  text !== null &&
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  shiftDay(text, 0) === text

/** Making a format takes longer than a row of a table does, and a table has hundreds: each clock's are made once. */
const clocks = new Map<string, Record<'day' | 'time', Intl.DateTimeFormat>>()
function clockOf(timeZone: string) {
  const known = clocks.get(timeZone)
  if (known !== undefined) return known
  const clock = {
    day: new Intl.DateTimeFormat('pt-BR', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
    time: new Intl.DateTimeFormat('pt-BR', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
  }
  clocks.set(timeZone, clock)
  return clock
}
