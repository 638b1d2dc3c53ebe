import { invalidRequest, malformed } from './errors.ts'

// RFC 3339 §5.6; the offset also without its colon, as gateways built on older Java write it.
const dateTime =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d+))?(?:[Zz]|([+-])([01]\d|2[0-3]):?([0-5]\d))$/

// As most PSPs write, and as we do.
const ownForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/** An instant of the wire as ISO 8601 in UTC with milliseconds. A time without an offset is refused: a guess is three hours wrong. */
export function readInstant(value: unknown, at: string): string {
  if (typeof value === 'string' && isInOwnForm(value)) return value
  const instant = typeof value === 'string' ? parseInstant(value) : undefined
  if (instant === undefined) throw malformed(`${at}: not an RFC 3339 date-time`)
  return instant.toISOString()
}

/** An instant of ours for the wire, normalised the same way. */
export function writeInstant(field: string, value: string): string {
  const instant = parseInstant(value)
  if (instant === undefined) throw invalidRequest(field, 'an RFC 3339 date-time')
  return instant.toISOString()
}

export const addSeconds = (instant: string, seconds: number): string =>
  new Date(Date.parse(instant) + seconds * 1000).toISOString()

/** Then there is nothing to convert: a page of 1,000 charges has 3,000 instants. A 30 February is not on the day that it says. */
function isInOwnForm(value: string): boolean {
  if (!ownForm.test(value)) return false
  const date = new Date(value)
  return date.getTime() >= 0 && date.getUTCDate() === Number(value.slice(8, 10))
}

/** By hand, because `Date.parse` takes 30 February for 1 March and a time without an offset for the machine's own zone. */
function parseInstant(value: string): Date | undefined {
  const found = dateTime.exec(value)
  if (!found) return undefined
  const [, year, month, day, hour, minute, second, fraction = '0', sign, offsetHour = 0, offsetMinute = 0] =
    found
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'))
  const local = new Date(
    Date.UTC(
      Number(year),
      Number(month) - 1,
      Number(day),
      Number(hour),
      Number(minute),
      Number(second),
      milliseconds,
    ),
  )
  // The year 0001 is how a .NET server says that it has no date.
  if (Number(year) < 1970) return undefined
  const isRealDay = local.getUTCMonth() === Number(month) - 1 && local.getUTCDate() === Number(day)
  if (!isRealDay) return undefined
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * 60_000
  return new Date(local.getTime() - (sign === '-' ? -offset : offset))
}
