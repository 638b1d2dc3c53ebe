import { invalidRequest, malformed } from './errors.ts'

/** R$ 9.999.999.999,99, the most that Pix can carry (API Pix 2.9.0, Valor: `\d{1,10}\.\d{2}`). */
export const maxAmountCents = 999_999_999_999

/** Zero is a value for a maximum only: then nothing is paid any more. */
type Zero = { zero: boolean }

/**
 * Integer cents as the JSON number of the guide's samples (20, 29.50, 100.00). No arithmetic is done on it: the decimal
 * text is made of the digits, and a number of at most 12 digits is written back by `JSON.stringify` as it was read.
 */
export function writeAmount(field: string, amountCents: number, { zero }: Zero = { zero: false }): number {
  const least = zero ? 0 : 1
  if (!Number.isInteger(amountCents) || amountCents < least || amountCents > maxAmountCents) {
    throw invalidRequest(field, `an integer from ${least} to ${maxAmountCents}`)
  }
  const digits = String(amountCents).padStart(3, '0')
  return Number(`${digits.slice(0, -2)}.${digits.slice(-2)}`)
}

/**
 * A JSON number, or text of the same form. The shortest text of a double of so few digits is the decimal that was sent, so
 * that 29.5 is 2950 and 29.505 or 1e21 is refused: the digits are read, nothing is multiplied and rounded.
 */
export function readAmount(value: unknown, at: string, { zero }: Zero = { zero: false }): number {
  const text = typeof value === 'number' ? String(value) : value
  const found = typeof text === 'string' ? /^(\d{1,10})(?:\.(\d{1,2})0*)?$/.exec(text) : null
  if (!found) throw malformed(`${at}: not an amount with at most two decimals`)
  const [, whole = '', decimals = ''] = found
  const amountCents = Number(whole + decimals.padEnd(2, '0'))
  if (amountCents === 0 && !zero) throw malformed(`${at}: zero`)
  return amountCents
}

export const readOptionalAmount = (value: unknown, at: string, zero?: Zero): number | undefined =>
  value === undefined || value === null ? undefined : readAmount(value, at, zero)
