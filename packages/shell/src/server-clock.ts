/**
 * The server's time, carried by this device's monotonic clock: a tablet whose calendar is three days off or in another
 * zone still counts right. Undefined until the server has spoken.
 */
export interface ServerClock {
  readonly set: (serverTime: string, ageMs: number) => void
  readonly nowMs: () => number | undefined
  /** Server time of an instant of `performance.now()`. */
  readonly at: (monotonicMs: number) => number | undefined
}

export function createServerClock(monotonicNow: () => number = () => performance.now()): ServerClock {
  let offsetMs: number | undefined
  const at = (monotonicMs: number) => (offsetMs === undefined ? undefined : monotonicMs + offsetMs)
  return {
    set: (serverTime, ageMs) => {
      offsetMs = Date.parse(serverTime) + ageMs - monotonicNow()
    },
    nowMs: () => at(monotonicNow()),
    at,
  }
}
