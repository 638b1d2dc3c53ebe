import { MAX_CENTS, parseCents } from '@balcao/ui'

export type ReadAmount =
  | { readonly kind: 'amount'; readonly cents: number }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'unread'; readonly text: string }

/**
 * What the field means after it was changed. One key more or less moves the cents from the right, as on every card machine;
 * a whole new text (pasted, filled in by a program, dictated) is read as a person writes money: with a comma it is reais and
 * centavos, digits alone are cents.
 */
export function readTyped(before: string, after: string): ReadAmount {
  return isOneKey(before, after) ? readDigits(after) : readWritten(after)
}

/** A text as written elsewhere: `R$ 1.234,56`, `23,50`, `2350`. */
export function readWritten(text: string): ReadAmount {
  const bare = text.trim()
  if (/^\d*$/.test(bare)) return readDigits(bare)
  const cents = parseCents(bare)
  if (cents !== null) return { kind: 'amount', cents }
  // Figures that would be money if there were fewer of them.
  return /^(R\$)?\s*[\d.]+(,\d\d)?$/i.test(bare) && bare.replace(/\D/g, '').length > 12
    ? { kind: 'too-large' }
    : { kind: 'unread', text: bare }
}

/** The cents that more digits make of an amount, from the right. */
export const pushDigits = (cents: number, digits: string): ReadAmount => readDigits(`${cents}${digits}`)

function readDigits(text: string): ReadAmount {
  const digits = text.replace(/\D/g, '').replace(/^0+/, '')
  if (digits.length > 15) return { kind: 'too-large' }
  const cents = Number(digits)
  return cents > MAX_CENTS ? { kind: 'too-large' } : { kind: 'amount', cents }
}

/** True where `after` is `before` with some characters taken out and one put in at most. */
function isOneKey(before: string, after: string): boolean {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head++
  let tail = 0
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  return after.length - head - tail <= 1
}
