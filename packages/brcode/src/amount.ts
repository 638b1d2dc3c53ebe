/** `N.NN` and at most ten digits before the point: `valor` of API Pix, and the 13 characters of field 54. */
export const maxAmountCents = 999_999_999_999

/** What the strict writer puts in field 54. */
export function formatAmount(cents: number): string {
  const rest = cents % 100
  return `${(cents - rest) / 100}.${rest < 10 ? '0' : ''}${rest}`
}

/**
 * Field 54 in cents, or undefined if it is no amount. Besides `10.00` issuers write `10`, `10.`, `0.9` and `.10`
 * (vectors 970D, 9878, 4D69). A third decimal is not rounded away: no real is divided so.
 */
export function readAmount(text: string): number | undefined {
  let cents = 0
  let decimals = -1
  let digits = 0
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit === 46 && decimals < 0) {
      decimals = 0
    } else if (unit >= 48 && unit <= 57 && decimals < 2) {
      cents = cents * 10 + (unit - 48)
      digits++
      if (decimals >= 0) decimals++
    } else {
      return undefined
    }
  }
  if (digits === 0) return undefined
  return decimals === 2 ? cents : decimals === 1 ? cents * 10 : cents * 100
}
