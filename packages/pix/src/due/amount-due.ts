import { businessDaysBetween, nextBusinessDay } from './business-days.ts'
import { addDays, type CalendarDate, checkDate, daysBetween } from './calendar-date.ts'
import { type Distance, discountOf, interestOf, onceOf } from './term-amounts.ts'
import type { Discount, Terms } from './terms.ts'

/** What the amount stands on; a charge to create and a charge of the PSP are both one. */
export type DueCharge = Terms & {
  amountCents: number
  dueDate: CalendarDate
  /** 30 where absent (API Pix 2.9.0, CobDataDeVencimento). */
  validDaysAfterDue?: number | undefined
}

/** Cents; as CobVPayloadValor has them, each with its own rounding. */
export type AmountDue = {
  originalCents: number
  rebateCents: number
  discountCents: number
  interestCents: number
  fineCents: number
  /** original - rebate - discount + interest + fine. 0 where the discounts eat it all, and then nothing can be paid. */
  totalCents: number
}

/**
 * What a charge asks for when it is paid on a day, by API Pix 2.9.0, CobVValor and CobDataDeVencimento: a due date
 * on a weekend or a holiday moves to the next business day, and everything counts from there. An expectation: what
 * counts is what the PSP asks, which knows the holidays of the payer's town.
 *
 * - rebate and discounts are of the original amount ("percentual do valor original do documento");
 * - interest and fine are of the original amount less the rebate, and interest is simple (Manual de Padrões para
 *   Iniciação do Pix, equation 11: Vj = (Vo - Va) × (Ij / 100 / n) × days);
 * - both begin with the first business day after the due date (github.com/bacen/pix-api/issues/167 and 297), interest by
 *   calendar days then counting the days between as well;
 * - a month has 30 days or 21 business days, a year 365 or 252 (n of the same equation; 21 and 252 in
 *   github.com/bacen/pix-api/issues/205).
 */
export function amountDue(
  charge: DueCharge,
  paidOn: CalendarDate,
  localHolidays: readonly CalendarDate[] = [],
): AmountDue {
  checkDate('paidOn', paidOn)
  const originalCents = charge.amountCents
  const dueDate = nextBusinessDay(checkDate('dueDate', charge.dueDate), localHolidays)
  const early = distance(paidOn, dueDate, localHolidays)
  const late = distance(dueDate, paidOn, localHolidays)
  const rebateCents = onceOf(charge.rebate, originalCents)
  const baseCents = originalCents - rebateCents
  const discount = withMovedDates(charge.discount, localHolidays)
  // No discount is larger than what is left: one by the day may be, when the payment is early enough.
  const discountCents = Math.min(discountOf(discount, originalCents, paidOn, early), baseCents)
  const isLate = late.businessDays > 0
  const interestCents = isLate ? interestOf(charge.interest, baseCents, late) : 0
  const fineCents = isLate ? onceOf(charge.fine, baseCents) : 0
  const totalCents = baseCents - discountCents + interestCents + fineCents
  return { originalCents, rebateCents, discountCents, interestCents, fineCents, totalCents }
}

/**
 * A limit on a day that is no business day holds until the next one that is, and where two hold, the earlier one is
 * meant (Manual de Padrões, quoted in github.com/bacen/pix-api/issues/412; issue 390).
 */
function withMovedDates(discount: Discount | undefined, localHolidays: readonly CalendarDate[]) {
  if (discount?.steps === undefined) return discount
  const steps = [...discount.steps].sort((one, other) => (one.until < other.until ? -1 : 1))
  const moved = steps.map((step) => ({ ...step, until: nextBusinessDay(step.until, localHolidays) }))
  return { ...discount, steps: moved }
}

/**
 * The last day on which a charge may be paid: so many calendar days after its due date, and where that is no business
 * day either, the next one that is (API Pix 2.9.0, CobDataDeVencimento, examples A to G).
 */
export function lastPaymentDate(
  { dueDate, validDaysAfterDue = 30 }: Pick<DueCharge, 'dueDate' | 'validDaysAfterDue'>,
  localHolidays: readonly CalendarDate[] = [],
): CalendarDate {
  const movedDueDate = nextBusinessDay(checkDate('dueDate', dueDate), localHolidays)
  return nextBusinessDay(addDays(movedDueDate, validDaysAfterDue), localHolidays)
}

function distance(from: CalendarDate, to: CalendarDate, localHolidays: readonly CalendarDate[]): Distance {
  return {
    calendarDays: Math.max(daysBetween(from, to), 0),
    businessDays: businessDaysBetween(from, to, localHolidays),
  }
}
