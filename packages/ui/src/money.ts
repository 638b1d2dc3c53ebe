/** R$ 9.999.999.999,99: the most that API Pix can write in `valor.original` (ten figures before the point). */
export const MAX_CENTS = 999_999_999_999

const NO_BREAK_SPACE = '\u00a0'

/**
 * `R$ 1.234,56` from integer cents, with a no-break space. Written by hand because Intl's output changes with the
 * browser's ICU version and language pack, and the same sale must read the same on every screen.
 */
export function formatCents(cents: number): string {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`Not an amount in whole cents: ${cents}`)
  const figures = String(Math.abs(cents)).padStart(3, '0')
  const reais = figures.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, '.')
  return `${cents < 0 ? '-' : ''}R$${NO_BREAK_SPACE}${reais},${figures.slice(-2)}`
}

/** With or without the points of thousands, with two decimals or none. */
const BRAZILIAN = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{2}))?$/
/** `23.50`, as a spreadsheet or a web shop writes it. With three figures after the point it is Brazilian thousands. */
const DECIMAL_POINT = /^(\d+)\.(\d{2})$/
/** The longest amount is 19 characters; beyond twice that nobody pasted an amount. */
const MAX_CHARACTERS = 40

/**
 * Cents from text that a person pasted or typed, or null where it is not plainly one amount from 0 to MAX_CENTS.
 * One decimal (`23,5`) is refused: it is as often a cut `23,50` as a cut `23,59`, and guessing costs money.
 */
export function parseCents(text: string): number | null {
  if (text.length > MAX_CHARACTERS) return null
  const bare = text.trim().replace(/^R\$\s*/i, '')
  const match = BRAZILIAN.exec(bare) ?? DECIMAL_POINT.exec(bare)
  if (!match) return null
  const [, reais = '', centavos = '00'] = match
  const cents = Number(reais.replaceAll('.', '') + centavos)
  return cents <= MAX_CENTS ? cents : null
}
