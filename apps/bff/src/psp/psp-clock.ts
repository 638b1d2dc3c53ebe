/** A correction that somebody who looks at a countdown would see. */
const visibleMs = 1_500

/** The PSP's time, as far as its answers tell it: what it calls now is what its expiry and its lists are measured by. */
export function createPspClock(now: () => number, onCorrection: () => void) {
  let offsetMs = 0
  return {
    nowMs: () => now() + offsetMs,
    /** Takes in the `Date` of an answer. Only one that makes sense may be given: a proxy's page has a date of its own. */
    hear(date: string | undefined, askedAtMs: number) {
      const dateMs = Date.parse(date ?? '')
      if (Number.isNaN(dateMs)) return
      const before = offsetMs
      offsetMs = offsetAfter(before, dateMs, askedAtMs, now())
      if (Math.abs(offsetMs - before) >= visibleMs) onCorrection()
    },
  }
}

/**
 * How far the PSP's clock is from ours. Its Date has whole seconds and was stamped at some moment between our asking and our hearing,
 * so it only bounds the offset; what is known is kept as long as it fits. An offset of a second is no offset.
 */
function offsetAfter(knownMs: number, dateMs: number, askedAtMs: number, heardAtMs: number): number {
  const nearest = Math.min(Math.max(knownMs, dateMs - heardAtMs), dateMs + 999 - askedAtMs)
  return Math.abs(nearest) < visibleMs ? 0 : nearest
}
