import { malformed } from './errors.ts'
import { isObject, type Wire } from './wire.ts'

/**
 * Tolerant readers: what a charge stands on (ids, money, times) must be there and be right; the rest may be absent,
 * null, empty or of another type, and is then absent for us. Unknown fields are not looked at: the standard's
 * compatibility clause lets a PSP add them, reorder them and grow its enums.
 */

export function readMap(value: unknown, at: string): Wire {
  if (!isObject(value)) throw malformed(`${at}: not an object`)
  return value
}

export function readText(value: unknown, at: string, pattern = /\S/): string {
  if (typeof value !== 'string' || !pattern.test(value))
    throw malformed(`${at}: missing, or not the text it should be`)
  return value
}

export const readOptionalText = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined

/** 3600 or "3600": the standard's own examples give `expiracao` as text. */
export function readInteger(
  value: unknown,
  at: string,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): number {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isInteger(number) || number < least || number > most) {
    throw malformed(`${at}: not an integer from ${least} to ${most}`)
  }
  return number
}

export function readOptionalInteger(value: unknown, at: string, least: number): number | undefined {
  return value === undefined || value === null ? undefined : readInteger(value, at, least)
}

/** A list, or nothing (absent, null, `{}`), or one element without its brackets, as the standard's webhook example has it. */
export function readElements(value: unknown, at: string): unknown[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value
  if (!isObject(value)) throw malformed(`${at}: not a list`)
  return Object.keys(value).length === 0 ? [] : [value]
}

/** One spelling of a status: "Concluída" and "CONCLUIDA" are the same word, and an accent is not a reason to miss a payment. */
export const plainWord = (word: string): string =>
  word.normalize('NFD').replace(/\p{M}/gu, '').trim().toUpperCase()
