import { seenWords as words } from '../../checkout/words/devices.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** The ledger notes a device once a minute, and a request may take some of the next one: younger than this is now. */
const nowMs = 3 * minuteMs

/** When a device was last there. A clock that is a little ahead or behind makes nothing come from the future. */
export function lastSeen(seenAt: string | null, atMs: number): string {
  if (seenAt === null) return words.never
  const agoMs = atMs - Date.parse(seenAt)
  if (agoMs < nowMs) return words.now
  if (agoMs < hourMs) return words.minutes(Math.floor(agoMs / minuteMs))
  if (agoMs < dayMs) return words.hours(Math.floor(agoMs / hourMs))
  return words.days(Math.floor(agoMs / dayMs))
}
