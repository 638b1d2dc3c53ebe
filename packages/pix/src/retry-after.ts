/** Nobody is made to wait longer than this by one header: a screen that polls every minute still tells the cashier. */
const longestWaitSeconds = 60

/** RFC 9110 §5.6.7, IMF-fixdate: the only form that may be sent. `Date.parse` alone would also take "5 apples". */
const httpDate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * `Retry-After` (RFC 9110 §10.2.3) in seconds, 0 to 60 whatever the header says: a negative number waits 0 and
 * 999999 waits 60. Undefined where it cannot be read, and for a date without `now`.
 */
export function readRetryAfter(value: string, now?: Date): number | undefined {
  const header = value.trim()
  if (/^[+-]?\d+$/.test(header)) return clamp(Number(header))
  if (!httpDate.test(header) || now === undefined) return undefined
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : clamp(Math.ceil((at - now.getTime()) / 1000))
}

// `+ 0` turns -0 into 0.
const clamp = (seconds: number) => Math.min(Math.max(seconds, 0), longestWaitSeconds) + 0
