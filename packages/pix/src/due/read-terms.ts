import { malformed } from '../errors.ts'
import { readAmount } from '../money.ts'
import { readElements, readInteger, readMap } from '../reading.ts'
import type { Wire } from '../wire.ts'
import { readDate } from './calendar-date.ts'
import { type Discount, discountModes, fineModes, interestModes, rebateModes, type Terms } from './terms.ts'

/**
 * The terms of a charge as the PSP has them. Strict, unlike the rest of a reply: an amount reckoned without a term
 * that could not be read would be the wrong amount. An absent or null term is none.
 */
export function readTerms(amount: Wire, at: string): Terms {
  const fine = readTerm(amount.multa, `${at}.multa`, fineModes)
  const interest = readTerm(amount.juros, `${at}.juros`, interestModes)
  const rebate = readTerm(amount.abatimento, `${at}.abatimento`, rebateModes)
  const discount = readDiscount(amount.desconto, `${at}.desconto`)
  return {
    ...(fine !== undefined && { fine }),
    ...(interest !== undefined && { interest }),
    ...(rebate !== undefined && { rebate }),
    ...(discount !== undefined && { discount }),
  }
}

function readTerm<Mode extends string>(value: unknown, at: string, modes: readonly Mode[]) {
  if (value === undefined || value === null) return undefined
  const wire = readMap(value, at)
  return { mode: readMode(wire, at, modes), hundredths: readHundredths(wire, at) }
}

function readDiscount(value: unknown, at: string): Discount | undefined {
  if (value === undefined || value === null) return undefined
  const wire = readMap(value, at)
  const mode = readMode(wire, at, discountModes)
  if (mode !== 'amount-until-date' && mode !== 'percent-until-date') {
    return { mode, hundredths: readHundredths(wire, at) }
  }
  const steps = readElements(wire.descontoDataFixa, `${at}.descontoDataFixa`).map((element, index) => {
    const place = `${at}.descontoDataFixa[${index}]`
    const step = readMap(element, place)
    return { until: readDate(step.data, `${place}.data`), hundredths: readHundredths(step, place) }
  })
  return { mode, steps }
}

/** 2 or "2": the standard's own examples give `modalidade` as text. */
function readMode<Mode extends string>(wire: Wire, at: string, modes: readonly Mode[]): Mode {
  const mode = modes[readInteger(wire.modalidade, `${at}.modalidade`, 1, modes.length) - 1]
  if (mode === undefined) throw malformed(`${at}.modalidade: not a mode`)
  return mode
}

const readHundredths = (wire: Wire, at: string) =>
  readAmount(wire.valorPerc, `${at}.valorPerc`, { zero: true })
