import { PixError } from '@balcao/pix'

/** Failures in a row before we stop asking: one is an accident, three are a PSP that is down. */
const failuresToOpen = 3
/** Pause before the next attempt: from the first to the longest, doubling. Back within a minute of the PSP's return. */
const firstPauseMs = 2_000
const longestPauseMs = 30_000

export type PspStatus = { status: 'ok' | 'down'; sinceMs: number | null; nextAttemptAtMs: number | null }

/**
 * Whether the PSP answers. While it does not, calls are refused at once, save one attempt after each pause, so that a
 * queue of waiting screens neither hammers it nor hangs.
 */
export function createWeather(now: () => number, onChange: () => void) {
  let failures = 0
  let downSinceMs: number | null = null
  let nextAttemptAtMs = 0
  let isProbing = false

  const pause = (ms: number) => {
    downSinceMs ??= now()
    nextAttemptAtMs = now() + ms
    onChange()
  }
  return {
    status: (): PspStatus =>
      downSinceMs === null
        ? { status: 'ok', sinceMs: null, nextAttemptAtMs: null }
        : { status: 'down', sinceMs: downSinceMs, nextAttemptAtMs },

    /** Runs the call if the PSP may be asked now. Throws PixError unavailable without asking otherwise. */
    async attempt<T>(call: () => Promise<T>): Promise<T> {
      if (downSinceMs !== null && (isProbing || now() < nextAttemptAtMs))
        throw new PspResting('unavailable', 'The PSP does not answer; it is asked again after a pause')
      isProbing = downSinceMs !== null
      try {
        const result = await call()
        this.succeeded()
        return result
      } catch (error) {
        this.failed(error)
        throw error
      } finally {
        isProbing = false
      }
    },

    succeeded() {
      failures = 0
      if (downSinceMs === null) return
      downSinceMs = null
      onChange()
    },

    failed(error: unknown) {
      const code = error instanceof PixError ? error.code : 'unavailable'
      if (code === 'rate-limited') {
        pause((error instanceof PixError ? (error.retryAfterSeconds ?? 5) : 5) * 1000)
        return
      }
      // A refusal is an answer: the PSP is there.
      if (code !== 'unavailable' && code !== 'malformed-reply' && code !== 'unauthorized')
        return this.succeeded()
      failures += 1
      if (failures < failuresToOpen) return
      pause(Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - failuresToOpen)))
    },
  }
}

/** Nothing was sent, so nothing can have been applied. */
export class PspResting extends PixError {}
