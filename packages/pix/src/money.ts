import { invalidRequest, malformed } from './errors.ts'

/** API Pix 2.9.0, Valor: `\d{1,10}\.\d{2}`, so R$ 9.999.999.999,99 at most. */
export const maxAmountCents = 999_999_999_999

/** Zero is a value only where the standard has it: `valor.original` of a withdrawal (Pix Saque) is "0.00". */
type Zero = { zero: boolean }

/** Integer cents, 1 to 999_999_999_999, as the wire's string with two decimals. */
export function writeAmount(field: string, amountCents: number, { zero }: Zero = { zero: false }): string {
  const least = zero ? 0 : 1
  if (!Number.isInteger(amountCents) || amountCents < least || amountCents > maxAmountCents) {
    throw invalidRequest(field, `an integer from ${least} to ${maxAmountCents}`)
  }
  const cents = String(amountCents % 100).padStart(2, '0')
  return `${Math.floor(amountCents / 100)}.${cents}`
}

/**
 * The one place where reading is as strict as the standard: "10.5", "1,00", "1e3" and the JSON number 10.00 are
 * refused, not understood, because a number has been through somebody's floating point.
 */
export function readAmount(value: unknown, at: string, { zero }: Zero = { zero: false }): number {
  if (typeof value !== 'string' || !/^\d{1,10}\.\d{2}$/.test(value)) {
    throw malformed(`${at}: not a string of the form 0.00`)
  }
  const amountCents = Number(value.replace('.', ''))
  if (amountCents === 0 && !zero) throw malformed(`${at}: zero`)
  return amountCents
}
