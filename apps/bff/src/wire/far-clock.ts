/** A correction that somebody who looks at a countdown would see. */
const visibleMs = 1_500

/**
 * Where the offset outlives the process, so that a start while the other side is silent goes on with it. It is right for as long as nobody
 * sets the machine's own clock meanwhile, and its first answer corrects it in any case.
 */
export type KeptOffset = { ms: number; keep: (offsetMs: number) => Promise<void> }

/** The other side's time, as far as its answers tell it: what it calls now is what its expiry and its lists are measured by. */
export function createFarClock(now: () => number, kept: KeptOffset, onCorrection: () => void) {
  let offsetMs = kept.ms
  /** What the screens went by last. Many small corrections are together one that is seen. */
  let toldMs = kept.ms
  let keptMs = kept.ms
  let isKeeping = false

  async function keep() {
    isKeeping = true
    const keepingMs = offsetMs
    try {
      await kept.keep(keepingMs)
      keptMs = keepingMs
    } catch {
      // The next answer tries again; what is asked meanwhile says by itself that the ledger cannot be written.
    }
    isKeeping = false
  }

  return {
    nowMs: () => now() + offsetMs,
    /** Takes in the `Date` of an answer. Only one that makes sense may be given: a proxy's page has a date of its own. */
    hear(date: string | undefined, askedAtMs: number) {
      const dateMs = Date.parse(date ?? '')
      if (Number.isNaN(dateMs)) return
      offsetMs = offsetAfter(offsetMs, dateMs, askedAtMs, now())
      // Nobody who waits for an answer waits for this.
      if (Math.abs(offsetMs - keptMs) >= visibleMs && !isKeeping) void keep()
      if (Math.abs(offsetMs - toldMs) < visibleMs) return
      toldMs = offsetMs
      onCorrection()
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
