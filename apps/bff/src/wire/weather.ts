/** Failures in a row before we stop asking: one is an accident, three are a server that is down. */
const failuresToOpen = 3
/** Pause before the next attempt: from the first to the longest, doubling. Back within a minute of its return. */
const firstPauseMs = 2_000
const longestPauseMs = 30_000

/** Whoever will not have so many lists read still takes sales: whoever reads a month must not close the counter. */
type Purpose = 'sales' | 'lists'
/** Why it is left alone: it is silent or talks nonsense, it will not have us, or we ask too often. */
type Why = 'silent' | 'refuses-us' | 'too-often'
export type WeatherStatus =
  | { status: 'ok'; sinceMs: null; nextAttemptAtMs: null }
  | { status: 'down'; sinceMs: number; nextAttemptAtMs: number; why: Why }

/** What an error says of the other side: it is there, it is silent, it will not have us, or we ask too often. */
export type Verdict = 'answers' | 'silent' | 'refuses-us' | { restSeconds: number }
/** What an error of either API's package says of its call. */
type Failure = Error & { code: string; status?: number | undefined; retryAfterSeconds?: number | undefined }

/** A refusal is an answer, and so is JSON with something in it that cannot be: the other side is there, and only this call failed. */
export const judgedAs =
  (Kind: abstract new (...rest: never[]) => Failure) =>
  (error: unknown): Verdict => {
    if (!(error instanceof Kind)) return 'silent'
    switch (error.code) {
      case 'rate-limited':
        return { restSeconds: error.retryAfterSeconds ?? 5 }
      case 'unauthorized':
        return 'refuses-us'
      case 'unavailable':
        return 'silent'
      // Only what is no JSON object at all comes without a reader's own complaint inside it, and with the status of a reply.
      case 'malformed-reply':
        return error.cause instanceof Kind || error.status === undefined ? 'answers' : 'silent'
      default:
        return 'answers'
    }
  }

type Words = {
  judge: (error: unknown) => Verdict
  /** What is thrown, without asking, while it is left alone. */
  resting: (why: 'down' | 'lists') => Error
}

/**
 * Whether the other side answers. While it does not, calls are refused at once, save one attempt after each pause, so that a
 * queue of waiting screens neither hammers it nor hangs.
 */
export function createWeather({ judge, resting }: Words, now: () => number, onChange: () => void) {
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
  function failed(verdict: Exclude<Verdict, 'answers'>, purpose: Purpose) {
    if (typeof verdict === 'object') {
      const ms = verdict.restSeconds * 1000
      if (purpose === 'sales') return pause(ms, 'too-often')
      listsRestUntilMs = now() + ms
      return
    }
    failures += 1
    if (failures < failuresToOpen) return
    const ms = Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - failuresToOpen))
    pause(ms, verdict)
  }
  return {
    status: (): WeatherStatus =>
      downSinceMs === null
        ? { status: 'ok', sinceMs: null, nextAttemptAtMs: null }
        : { status: 'down', sinceMs: downSinceMs, nextAttemptAtMs, why },

    /** Runs the call if the other side may be asked now; throws `resting` otherwise. */
    async attempt<T>(purpose: Purpose, call: () => Promise<T>): Promise<T> {
      if (purpose === 'lists' && now() < listsRestUntilMs) throw resting('lists')
      const isProbe = downSinceMs !== null
      if (isProbe && (isProbing || now() < nextAttemptAtMs)) throw resting('down')
      if (isProbe) isProbing = true
      try {
        const result = await call()
        succeeded()
        return result
      } catch (error) {
        const verdict = judge(error)
        if (verdict === 'answers') succeeded()
        // What was already under way when the pause began says nothing new: twenty calls that fail together are one failure.
        else if (isProbe || downSinceMs === null) failed(verdict, purpose)
        throw error
      } finally {
        if (isProbe) isProbing = false
      }
    },
  }
}
