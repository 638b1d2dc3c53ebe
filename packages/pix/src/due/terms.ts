import type { CalendarDate } from './calendar-date.ts'

/**
 * What changes the amount of a charge with a due date (API Pix 2.9.0, CobVValor). The place of a word in its list,
 * from 1, is the `modalidade` of the wire.
 */
export const fineModes = ['amount', 'percent'] as const
export const rebateModes = ['amount', 'percent'] as const
export const interestModes = [
  'amount-per-calendar-day',
  'percent-per-calendar-day',
  'percent-per-month-by-calendar-days',
  'percent-per-year-by-calendar-days',
  'amount-per-business-day',
  'percent-per-business-day',
  'percent-per-month-by-business-days',
  'percent-per-year-by-business-days',
] as const
export const discountModes = [
  'amount-until-date',
  'percent-until-date',
  'amount-per-calendar-day-early',
  'amount-per-business-day-early',
  'percent-per-calendar-day-early',
  'percent-per-business-day-early',
] as const

/** `valorPerc`, in hundredths: cents where the mode is an amount, hundredths of a percent where it is a percentage (200 is 2 %). */
type Hundredths = { hundredths: number }

/** `multa`: once, however late. */
export type Fine = { mode: (typeof fineModes)[number] } & Hundredths
/** `juros`: by the days of delay. */
export type Interest = { mode: (typeof interestModes)[number] } & Hundredths
/** `abatimento`: always; less than the amount of the charge. */
export type Rebate = { mode: (typeof rebateModes)[number] } & Hundredths
/** `desconto`: for paying early; each less than the amount of the charge. */
export type Discount = DatedDiscount | DailyDiscount

export type DatedDiscount = {
  mode: 'amount-until-date' | 'percent-until-date'
  /** 1 to 3, each for a payment until its date, which is not after the due date. */
  steps: readonly DiscountStep[]
  hundredths?: undefined
}
export type DiscountStep = { until: CalendarDate } & Hundredths

export type DailyDiscount = {
  mode: Exclude<(typeof discountModes)[number], DatedDiscount['mode']>
  /** For each day between the payment and the due date. */
  hundredths: number
  steps?: undefined
}

export type Terms = {
  fine?: Fine | undefined
  interest?: Interest | undefined
  rebate?: Rebate | undefined
  discount?: Discount | undefined
}
