import { malformed } from './errors.ts'

// RFC 3339 §5.6, its offset optional.
const dateTime =
  /^(\d{4}-\d{2}-\d{2})[Tt ]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d{1,9}))?([Zz]|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?$/

/** The last instant that a JavaScript date can have. */
const lastMs = 8.64e15

/**
 * An instant in milliseconds since 1970. The API mixes two forms: its own fields are epoch milliseconds, and inside `recPayload`
 * they are ISO 8601 without a zone. Those are UTC: the guide's proposal is made at 19:24:49.218 by the one and kept
 * 43 seconds later by the other.
 */
export function readInstantMs(value: unknown, at: string): number {
  const instantMs = readOptionalInstantMs(value)
  if (instantMs === undefined) throw malformed(`${at}: not epoch milliseconds, nor an ISO 8601 date-time`)
  return instantMs
}

/** Where nothing stands on it: a strange one is none. */
export function readOptionalInstantMs(value: unknown): number | undefined {
  const instantMs = typeof value === 'string' ? parseIso(value) : value
  if (typeof instantMs !== 'number' || !Number.isInteger(instantMs)) return undefined
  return instantMs >= 0 && instantMs <= lastMs ? instantMs : undefined
}

function parseIso(text: string): number | undefined {
  const [, date = '', time = '', fraction = '0', zone = 'Z'] = dateTime.exec(text) ?? []
  if (!isRealDate(date)) return undefined
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0')
  const offset = zone.toUpperCase() === 'Z' ? 'Z' : zone.replace(/^(.\d{2}):?/, '$1:')
  return Date.parse(`${date}T${time}.${milliseconds}${offset}`)
}

/** A day without a time or a zone, YYYY-MM-DD (ISO 8601): two of them compare as texts. */
export type CalendarDate = string

export function readDate(value: unknown, at: string): CalendarDate {
  if (!isRealDate(value)) throw malformed(`${at}: not a date as YYYY-MM-DD`)
  return value
}

export const readOptionalDate = (value: unknown, at: string): CalendarDate | undefined =>
  value === undefined || value === null || value === '' ? undefined : readDate(value, at)

export function isRealDate(value: unknown): value is CalendarDate {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const time = Date.parse(value)
  // 30 February reads as 1 March in some engines and as nothing in others.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}
