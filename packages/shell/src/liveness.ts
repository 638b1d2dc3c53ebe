/**
 * What a screen may say of its own connection. `connecting`: no stream is open, and the last byte is still fresh (or none ever came).
 * `stale`: nothing for so long that what is shown may be untrue. Instants are `performance.now()` milliseconds.
 */
export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  | { readonly state: 'stale'; readonly sinceMs: number }

/** Two heartbeats of 10 s may be lost; after 25 s without a byte nobody may trust what they see. */
export const silentMs = 25_000

export interface Liveness {
  readonly connection: () => Connection
  /** How long nothing has been heard. */
  readonly silence: () => number
  /** A byte of a stream that is understood. */
  readonly heard: () => void
  /** The stream closed; what is shown stays true for a while. */
  readonly lost: () => void
  /** The device was away and cannot know for how long: nothing is trusted until something is heard. */
  readonly distrust: () => void
  /** Timers of a hidden tab sleep, so whoever wakes up asks. */
  readonly check: () => void
  readonly stop: () => void
}

export function createLiveness(
  onChange: (connection: Connection) => void,
  limitMs: number = silentMs,
  now: () => number = () => performance.now(),
): Liveness {
  let connection: Connection = { state: 'connecting' }
  let heardAt = now()
  let timer: ReturnType<typeof setTimeout> | undefined

  const become = (next: Connection) => {
    if (next.state === connection.state) return
    connection = next
    onChange(next)
  }
  const check = () => {
    clearTimeout(timer)
    const leftMs = heardAt + limitMs - now()
    if (leftMs <= 0) become({ state: 'stale', sinceMs: heardAt })
    else timer = setTimeout(check, leftMs)
  }
  check()

  return {
    connection: () => connection,
    silence: () => now() - heardAt,
    heard: () => {
      heardAt = now()
      become({ state: 'live' })
      check()
    },
    lost: () => {
      if (connection.state === 'live') become({ state: 'connecting' })
    },
    distrust: () => become({ state: 'stale', sinceMs: heardAt }),
    check,
    stop: () => clearTimeout(timer),
  }
}
