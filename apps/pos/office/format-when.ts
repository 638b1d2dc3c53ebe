import { dayIn, formatDay, formatShortDay, timeIn, whenIn } from './shop-days.ts'

/** By this device's clock, as the till writes its times; only a reconciliation goes by the shop's. */
export const deviceTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** `22/11/2026`. */
export const formatDate = (ms: number): string => formatDay(dayIn(deviceTimeZone, ms))

/** `22/11/2026 14:02`. */
export const formatWhen = (instant: string): string => whenIn(deviceTimeZone, instant)

/** `14:02` today, `22/11 14:02` before. */
export function formatRecent(instant: string): string {
  const day = dayIn(deviceTimeZone, Date.parse(instant))
  const time = timeIn(deviceTimeZone, instant)
  return day === dayIn(deviceTimeZone, Date.now()) ? time : `${formatShortDay(day)} ${time}`
}
