import type { CalendarDate } from './calendar-date.ts'
import type { DatedDiscount, Discount, Fine, Interest, Rebate } from './terms.ts'

/** Between the payment and the due date, 0 where it lies the other way. */
export type Distance = { calendarDays: number; businessDays: number }

export function onceOf(term: Rebate | Fine | undefined, ofCents: number): number {
  if (term === undefined) return 0
  return term.mode === 'amount' ? term.hundredths : percentOf(ofCents, term.hundredths)
}

export function discountOf(
  discount: Discount | undefined,
  originalCents: number,
  paidOn: CalendarDate,
  { calendarDays, businessDays }: Distance,
): number {
  if (discount === undefined) return 0
  switch (discount.mode) {
    case 'amount-until-date':
      return stepOn(discount, paidOn)
    case 'percent-until-date':
      return percentOf(originalCents, stepOn(discount, paidOn))
    case 'amount-per-calendar-day-early':
      return discount.hundredths * calendarDays
    case 'amount-per-business-day-early':
      return discount.hundredths * businessDays
    case 'percent-per-calendar-day-early':
      return percentOf(originalCents, discount.hundredths, calendarDays)
    case 'percent-per-business-day-early':
      return percentOf(originalCents, discount.hundredths, businessDays)
  }
}

/** The hundredths of the first step that is still open; they come in the order of their dates. */
function stepOn({ steps }: DatedDiscount, paidOn: CalendarDate): number {
  return steps.find(({ until }) => until >= paidOn)?.hundredths ?? 0
}

export function interestOf(
  interest: Interest | undefined,
  baseCents: number,
  { calendarDays, businessDays }: Distance,
): number {
  if (interest === undefined) return 0
  const { mode, hundredths } = interest
  switch (mode) {
    case 'amount-per-calendar-day':
      return hundredths * calendarDays
    case 'percent-per-calendar-day':
      return percentOf(baseCents, hundredths, calendarDays)
    case 'percent-per-month-by-calendar-days':
      return percentOf(baseCents, hundredths, calendarDays, 30)
    case 'percent-per-year-by-calendar-days':
      return percentOf(baseCents, hundredths, calendarDays, 365)
    case 'amount-per-business-day':
      return hundredths * businessDays
    case 'percent-per-business-day':
      return percentOf(baseCents, hundredths, businessDays)
    case 'percent-per-month-by-business-days':
      return percentOf(baseCents, hundredths, businessDays, 21)
    case 'percent-per-year-by-business-days':
      return percentOf(baseCents, hundredths, businessDays, 252)
  }
}

/**
 * So many percent of an amount, for `days` out of `period`, rounded once and at the end to the cent, half a cent up.
 * The standard is silent on rounding (github.com/bacen/pix-api/issues/404). In whole numbers of any size: the largest
 * amount times the largest percentage does not fit a double.
 */
function percentOf(cents: number, hundredths: number, days = 1, period = 1): number {
  const numerator = BigInt(cents) * BigInt(hundredths) * BigInt(days)
  const denominator = 10_000n * BigInt(period)
  return Number((2n * numerator + denominator) / (2n * denominator))
}
