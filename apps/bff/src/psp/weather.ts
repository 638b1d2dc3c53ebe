import { PixError } from '@balcao/pix'

/** Failures in a row before we stop asking: one is an accident, three are a PSP that is down. */
const failuresToOpen = 3
/** Pause before the next attempt: from the first to the longest, doubling. Back within a minute of the PSP's return. */
const firstPauseMs = 2_000
const longestPauseMs = 30_000

/** A PSP that will not have so many lists read still creates charges: whoever reads a month must not close the counter. */
type Purpose = 'sales' | 'lists'
/** Why it is left alone: it is silent or talks nonsense, it will not have us, or we ask too often. */
type Why = 'silent' | 'refuses-us' | 'too-often'
export type PspStatus =
  | { status: 'ok'; sinceMs: null; nextAttemptAtMs: null }
  | { status: 'down'; sinceMs: number; nextAttemptAtMs: number; why: Why }

/**
 * Whether the PSP answers. While it does not, calls are refused at once, save one attempt after each pause, so that a
 * queue of waiting screens neither hammers it nor hangs.
 */
export function createWeather(now: () => number, onChange: () => void) {
  let failures = 0
  let downSinceMs: number | null = null
  let nextAttemptAtMs = 0
  let isProbing = false
  let why: Why = 'silent'
  let listsRestUntilMs = 0

  const pause = (ms: number, reason: Why) => {
    why = reason
    downSinceMs ??= now()
    nextAttemptAtMs = now() + ms
    onChange()
  }
  function succeeded() {
    failures = 0
    if (downSinceMs === null) return
    downSinceMs = null
    onChange()
  }
  function failed(error: unknown, purpose: Purpose) {
    const code = error instanceof PixError ? error.code : 'unavailable'
    if (error instanceof PixError && code === 'rate-limited') {
      const ms = (error.retryAfterSeconds ?? 5) * 1000
      if (purpose === 'sales') return pause(ms, 'too-often')
      listsRestUntilMs = now() + ms
      return
    }
    failures += 1
    if (failures < failuresToOpen) return
    const ms = Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - failuresToOpen))
    pause(ms, code === 'unauthorized' ? 'refuses-us' : 'silent')
  }
  return {
    status: (): PspStatus =>
      downSinceMs === null
        ? { status: 'ok', sinceMs: null, nextAttemptAtMs: null }
        : { status: 'down', sinceMs: downSinceMs, nextAttemptAtMs, why },

    /** Runs the call if the PSP may be asked now. Throws PixError unavailable without asking otherwise. */
    async attempt<T>(purpose: Purpose, call: () => Promise<T>): Promise<T> {
      if (purpose === 'lists' && now() < listsRestUntilMs)
        throw new PspResting(
          'rate-limited',
          'The PSP was asked for too many lists; it is asked again after a pause',
        )
      const isProbe = downSinceMs !== null
      if (isProbe && (isProbing || now() < nextAttemptAtMs))
        throw new PspResting('unavailable', 'The PSP does not answer; it is asked again after a pause')
      if (isProbe) isProbing = true
      try {
        const result = await call()
        succeeded()
        return result
      } catch (error) {
        if (isAnswer(error)) succeeded()
        // What was already under way when the pause began says nothing new: twenty calls that fail together are one failure.
        else if (isProbe || downSinceMs === null) failed(error, purpose)
        throw error
      } finally {
        if (isProbe) isProbing = false
      }
    },
  }
}

/** A refusal is an answer, and so is JSON with something in it that cannot be: the PSP is there, and only this call failed. */
function isAnswer(error: unknown): boolean {
  if (!(error instanceof PixError)) return false
  // Only what is no JSON object at all comes without a reader's own complaint inside it, and with the status of a reply.
  if (error.code === 'malformed-reply') return error.cause instanceof PixError || error.status === undefined
  return error.code !== 'unavailable' && error.code !== 'unauthorized' && error.code !== 'rate-limited'
}

/** Nothing was sent, so nothing can have been applied. */
export class PspResting extends PixError {}
