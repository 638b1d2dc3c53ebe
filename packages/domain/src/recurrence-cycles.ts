import { dayAfter } from './days.ts'

/** How often a recurrence is charged (API Pix, `periodicidade`). */
export type RecurrenceFrequency = 'weekly' | 'monthly' | 'quarterly' | 'semiannual' | 'annual'

const months: Record<Exclude<RecurrenceFrequency, 'weekly'>, number> = {
  monthly: 1,
  quarterly: 3,
  semiannual: 6,
  annual: 12,
}
/** The shortest month has 28 days: a cycle is never shorter than this, so a guess by it is never too low. */
const shortestMonth = 28

type Calendar = { firstDay: string; frequency: RecurrenceFrequency }

/**
 * The day (`2026-11-22`) on which a cycle begins; cycle 0 begins on the first day. Always counted from there, so that the 31st comes back
 * after a month that has none.
 */
export function cycleStart({ firstDay, frequency }: Calendar, cycle: number): string {
  return frequency === 'weekly'
    ? dayAfter(firstDay, 7 * cycle)
    : monthsAfter(firstDay, months[frequency] * cycle)
}

/** The cycle that a day is in; undefined before the first. */
export function cycleOf(calendar: Calendar, day: string): number | undefined {
  if (day < calendar.firstDay) return undefined
  const days = (Date.parse(day) - Date.parse(calendar.firstDay)) / 86_400_000
  const shortest = calendar.frequency === 'weekly' ? 7 : shortestMonth * months[calendar.frequency]
  let cycle = Math.floor(days / shortest)
  while (cycleStart(calendar, cycle) > day) cycle -= 1
  return cycle
}

/**
 * The cycle that somebody should have charged by now and nobody has: the one that today is in, while it may still be asked for. Its charge
 * has to be there two days before it is due (Pix Automático, regulation), so the next one is looked at as that time begins.
 */
export function cycleToCharge(
  terms: Calendar & { lastDay: string | null },
  chargedDays: readonly string[],
  today: string,
): { cycle: number; firstDay: string; untilDay: string } | undefined {
  const soon = dayAfter(today, noticeDays)
  const cycle = cycleOf(terms, soon)
  if (cycle === undefined) return undefined
  const firstDay = cycleStart(terms, cycle)
  if (terms.lastDay !== null && (firstDay > terms.lastDay || today > terms.lastDay)) return undefined
  if (chargedDays.some((day) => cycleOf(terms, day) === cycle)) return undefined
  const before = dayAfter(cycleStart(terms, cycle + 1), -1)
  return {
    cycle,
    firstDay,
    untilDay: terms.lastDay !== null && terms.lastDay < before ? terms.lastDay : before,
  }
}

/** A charge is sent to the payer's bank from ten to two days before it is due. */
export const noticeDays = 10

function monthsAfter(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const index = year * 12 + month - 1 + count
  const [toYear, toMonth] = [Math.floor(index / 12), index % 12]
  // Day 0 of the month after it is the last of this one.
  const last = new Date(Date.UTC(toYear, toMonth + 1, 0)).getUTCDate()
  return new Date(Date.UTC(toYear, toMonth, Math.min(date, last))).toISOString().slice(0, 10)
}
