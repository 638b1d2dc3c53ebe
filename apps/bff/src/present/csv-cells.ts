import { wallTime } from '@balcao/domain'

/**
 * Tables for the spreadsheets of Brazilian accountants: UTF-8 that says so, semicolons, decimal commas, dates by the shop's clock. A
 * cell never begins as a formula does, since a payer's or a person's text may be in it (OWASP, CSV Injection).
 */
export const byteOrderMark = '\uFEFF'

export const rowOf = (cells: readonly (string | null | undefined)[]): string =>
  `${cells.map((cell) => cellOf(cell ?? '')).join(';')}\r\n`

function cellOf(text: string): string {
  const harmless = /^\s*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
  return /[;"\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** Cents are put behind a comma as digits: nothing is divided. */
export function reais(cents: number | null | undefined): string | undefined {
  if (cents === null || cents === undefined) return undefined
  const digits = String(cents).padStart(3, '0')
  return `${digits.slice(0, -2)},${digits.slice(-2)}`
}

export function dateTime(instant: string, timeZone: string): string {
  const { day, time } = wallTime(Date.parse(instant), timeZone)
  return `${day.split('-').reverse().join('/')} ${time}`
}
