import type { CobVAmount, CobVFields, Discount, Rate } from './charge.ts'
import { addDays, businessDayFrom, businessDaysBetween, type Day, daysBetween } from './days.ts'
import { cents } from './wire-values.ts'

/** What is to be paid on a day, and of what it is made, in cents: `final` is the sum of the rest with its signs. */
export type Due = {
  original: number
  multa: number
  juros: number
  abatimento: number
  desconto: number
  final: number
}

/** The day it is due, moved to a business day. */
export const dueDay = ({ calendario }: CobVFields): Day => businessDayFrom(calendario.dataDeVencimento)

/**
 * The last day on which it is taken: the validity counted in calendar days from there, and its end moved likewise
 * (API Pix 2.9.0, validadeAposVencimento, examples A to G).
 */
export function lastDay(fields: CobVFields): Day {
  return businessDayFrom(addDays(dueDay(fields), fields.calendario.validadeAposVencimento))
}

/**
 * The amount of a charge with due date, paid on `day`. Rebate and discount are of the original ("percentual do valor
 * original do documento", API Pix 2.9.0, CobVValor); fine and interest are of the original less the rebate, simple and
 * never compound (Manual de Padrões para Iniciação do Pix, equation 11, as quoted in bacen/pix-api#607). The Central
 * Bank does not say how to round: here each part is rounded once, half a cent up, so that the parts add up to the whole.
 */
export function dueOn(fields: CobVFields, day: Day): Due {
  const { valor } = fields
  const dueDate = dueDay(fields)
  const original = cents(valor.original)
  const abatimento = rebateOf(valor)
  const base = original - abatimento
  // "Iniciando a partir do próximo dia útil após a data de vencimento ajustada" (bacen/pix-api#167).
  const late = day >= businessDayFrom(addDays(dueDate, 1))
  const multa = late && valor.multa ? portion(valor.multa, valor.multa.modalidade === 2, base) : 0
  const juros = late && valor.juros ? interest(valor.juros, base, dueDate, day) : 0
  // A discount by the day eats the whole charge when the payment is early enough. No text leaves a cent to pay, and
  // there is no payment of nothing (bacen/pix-api#408): zero is asked for, which no bank can pay before a later day.
  const desconto = Math.min(valor.desconto ? discount(valor.desconto, original, dueDate, day) : 0, base)
  return { original, multa, juros, abatimento, desconto, final: base + multa + juros - desconto }
}

/** In cents: modality 1 is an amount, 2 a percentage of the original. */
export const rebateOf = ({ original, abatimento }: CobVAmount): number =>
  abatimento ? portion(abatimento, abatimento.modalidade === 2, cents(original)) : 0

type Count = (from: Day, to: Day) => number
/** "Modalidade de juros" 1 to 8: whether a percentage, which days count, and how many of them make the rate's period (bacen/pix-api#205: 1, 21 or 252 business days). */
const interests: Record<number, readonly [percent: boolean, count: Count, days: number]> = {
  1: [false, daysBetween, 1],
  2: [true, daysBetween, 1],
  3: [true, daysBetween, 30],
  4: [true, daysBetween, 365],
  5: [false, businessDaysBetween, 1],
  6: [true, businessDaysBetween, 1],
  7: [true, businessDaysBetween, 21],
  8: [true, businessDaysBetween, 252],
}

function interest(rate: Rate, base: number, dueDate: Day, day: Day): number {
  const [percent, count, days] = interests[rate.modalidade] ?? [false, () => 0, 1]
  return portion(rate, percent, base, count(dueDate, day), days)
}

/** "Modalidade de desconto" 3 to 6: whether a percentage, and which days of anticipation count. */
const anticipations: Record<number, readonly [percent: boolean, count: Count]> = {
  3: [false, daysBetween],
  4: [false, businessDaysBetween],
  5: [true, daysBetween],
  6: [true, businessDaysBetween],
}

function discount(given: Discount, original: number, dueDate: Day, day: Day): number {
  if (day > dueDate) return 0
  if ('valorPerc' in given) {
    const [percent, count] = anticipations[given.modalidade] ?? [false, () => 0]
    return portion(given, percent, original, count(day, dueDate))
  }
  // A limit on a day without business holds until the next one with (bacen/pix-api#390); the earliest that holds is the one.
  const [held] = [...given.descontoDataFixa]
    .sort((one, other) => (one.data < other.data ? -1 : 1))
    .filter(({ data }) => day <= businessDayFrom(data))
  return held ? portion(held, given.modalidade === 2, original) : 0
}

/**
 * So many times the rate, in cents: of reais, or a percentage of `base` for each `days` days. In whole numbers from
 * end to end: `valorPerc` is in hundredths, whatever it is of.
 */
function portion({ valorPerc }: { valorPerc: string }, percent: boolean, base: number, times = 1, days = 1) {
  const top = BigInt(cents(valorPerc)) * BigInt(times) * (percent ? BigInt(base) : 1n)
  const bottom = BigInt(days) * (percent ? 10_000n : 1n)
  return Number((2n * top + bottom) / (2n * bottom))
}
