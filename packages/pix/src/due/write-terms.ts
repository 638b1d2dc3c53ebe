import { invalidRequest } from '../errors.ts'
import { writeAmount } from '../money.ts'
import type { Wire } from '../wire.ts'
import { type CalendarDate, checkDate } from './calendar-date.ts'
import {
  type Discount,
  type DiscountStep,
  discountModes,
  fineModes,
  interestModes,
  rebateModes,
  type Terms,
} from './terms.ts'

/** What the terms are judged by; unknown in a change that does not name it. */
type Charge = { amountCents?: number | undefined; dueDate?: CalendarDate | undefined }

/** The terms as the wire has them. Refuses every violation of API Pix 2.9.0, CobVOperacaoInvalida, that can be seen from here. */
export function writeTerms({ fine, interest, rebate, discount }: Terms, charge: Charge): Wire {
  return {
    multa: fine && writeTerm('fine', fine, fineModes),
    juros: interest && writeTerm('interest', interest, interestModes),
    abatimento: rebate && writeReduction('rebate', rebate, rebateModes, charge),
    desconto: discount && writeDiscount(discount, charge),
  }
}

type Term = { mode: string; hundredths: number }

function writeTerm(field: string, { mode, hundredths }: Term, modes: readonly string[]): Wire {
  return { modalidade: modeNumber(field, mode, modes), valorPerc: writeHundredths(field, hundredths) }
}

function writeReduction(field: string, term: Term, modes: readonly string[], charge: Charge): Wire {
  checkReduction(field, term, charge)
  return writeTerm(field, term, modes)
}

function writeDiscount(discount: Discount, charge: Charge): Wire {
  const { mode, steps, hundredths } = discount
  const modalidade = modeNumber('discount', mode, discountModes)
  const isDated = mode === 'amount-until-date' || mode === 'percent-until-date'
  if (!isDated) {
    if (steps !== undefined) throw invalidRequest('discount.steps', `not with ${mode}`)
    return writeReduction('discount', { mode, hundredths }, discountModes, charge)
  }
  if (hundredths !== undefined)
    throw invalidRequest('discount.hundredths', `not with ${mode}: each step has its own`)
  if (!Array.isArray(steps) || steps.length < 1 || steps.length > 3) {
    throw invalidRequest('discount.steps', '1 to 3 of them')
  }
  return {
    modalidade,
    descontoDataFixa: steps.map((step, index) => writeStep(mode, step, index, steps, charge)),
  }
}

function writeStep(
  mode: string,
  { until, hundredths }: DiscountStep,
  index: number,
  steps: readonly DiscountStep[],
  charge: Charge,
): Wire {
  const field = `discount.steps[${index}]`
  checkDate(`${field}.until`, until)
  if (charge.dueDate !== undefined && until > charge.dueDate) {
    throw invalidRequest(`${field}.until`, 'not after the due date')
  }
  if (steps.findIndex((step) => step.until === until) !== index) {
    throw invalidRequest(`${field}.until`, 'each date once')
  }
  checkReduction(field, { mode, hundredths }, charge)
  return { data: until, valorPerc: writeHundredths(field, hundredths) }
}

/** A reduction is less than what it reduces: less than 100 %, and in whole cents less than the amount where that is known. */
function checkReduction(field: string, { mode, hundredths }: Term, { amountCents }: Charge) {
  writeHundredths(field, hundredths)
  const isPercent = mode.startsWith('percent')
  const isWhole = isPercent && hundredths >= 100_00
  const cents = isPercent ? roundedShare(hundredths, amountCents) : hundredths
  if (isWhole || (amountCents !== undefined && cents >= amountCents)) {
    throw invalidRequest(`${field}.hundredths`, 'less than the amount of the charge, or than 100 %')
  }
}

/** Half a cent up, in whole numbers from end to end. */
const roundedShare = (hundredths: number, amountCents = 0) =>
  Number((2n * BigInt(hundredths) * BigInt(amountCents) + 10_000n) / 20_000n)

/** At least 0.01: a term of zero says nothing, and is left out instead. */
const writeHundredths = (field: string, hundredths: number) => writeAmount(`${field}.hundredths`, hundredths)

function modeNumber(field: string, mode: string, modes: readonly string[]): number {
  const place = modes.indexOf(mode)
  if (place < 0) throw invalidRequest(`${field}.mode`, `one of ${modes.join(', ')}`)
  return place + 1
}
