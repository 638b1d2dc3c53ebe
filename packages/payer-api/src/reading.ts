import { malformed, PayerApiError } from './errors.ts'
import { isObject, type Wire } from './wire.ts'

/**
 * Tolerant readers: what a decision stands on (ids, money, dates) must be there and be right; the rest may be absent,
 * null, empty or of another type, and is then absent for us. Unknown fields are not looked at.
 */

export function readMap(value: unknown, at: string): Wire {
  if (!isObject(value)) throw malformed(`${at}: not an object`)
  return value
}

export function readText(value: unknown, at: string, pattern = /\S/): string {
  if (typeof value !== 'string' || !pattern.test(value)) {
    throw malformed(`${at}: missing, or not the text it should be`)
  }
  return value
}

export const readOptionalText = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined

export const readOptionalFlag = (value: unknown): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined

/** What makes a path: an id of the provider, whose form only the standard's own ids have settled. */
export const readId = (value: unknown, at: string): string => readText(value, at, /^[a-zA-Z0-9]{1,64}$/)

/** A word of a closed set, or `undetermined`: a word that nobody here knows must not crash, and proves nothing. */
export function readWord<Word extends string>(
  value: unknown,
  words: readonly Word[],
  synonyms: Readonly<Record<string, Word>> = {},
): Word | 'undetermined' {
  const plain = typeof value === 'string' ? value.trim().toUpperCase() : ''
  const known = words.find((word) => word === plain)
  if (known !== undefined) return known
  return (Object.hasOwn(synonyms, plain) ? synonyms[plain] : undefined) ?? 'undetermined'
}

/** A JSON text of another system. It stays out of the error: it holds names and numbers of people. */
export function parseJson(text: string, at: string, status?: number): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Without the engine's error as a cause: its message quotes the text.
    throw malformed(`${at}: not JSON`, { status })
  }
}

/** Runs a reader where what cannot be read is a value and not the end. */
export function attempt<T>(read: () => T): T | PayerApiError {
  try {
    return read()
  } catch (error) {
    if (error instanceof PayerApiError) return error
    throw error
  }
}

/** The given fields without those that are undefined. */
export function present<Fields extends object>(
  fields: Fields,
): { [Field in keyof Fields]?: Exclude<Fields[Field], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
