import type { Clock } from '../deps.ts'

/** Does `work` a while after it is first called for, once for all who call meanwhile. It tells of its own failures. */
export function createSoon(clock: Clock, afterMs: number, work: () => Promise<void>) {
  let callOff: (() => void) | undefined
  let working = Promise.resolve()
  const begin = () => {
    callOff = undefined
    working = working.then(work)
  }

  return {
    call(): void {
      callOff ??= clock.after(afterMs, begin)
    },
    /** Does at once what was called for. */
    stop(): Promise<void> {
      if (callOff !== undefined) {
        callOff()
        begin()
      }
      return working
    },
  }
}
