/** A replica of the PSP may not know a new thing yet; before this an "I do not know it" proves nothing. */
export const replicaLagMs = 60_000

/**
 * When the PSP was last asked to change something and did not answer: it may have done it. What is changed is named by its own id, a
 * charge's txid or a refund's.
 */
export type Silence = ReturnType<typeof createSilence>
export function createSilence(now: () => number) {
  const lastMs = new Map<string, number>()
  /** Whoever did this before us may have asked until this moment. */
  let otherAskedMs = now()
  return {
    heardNothing(id: string) {
      for (const [other, atMs] of lastMs) if (now() - atMs > replicaLagMs) lastMs.delete(other)
      lastMs.set(id, now())
    },
    /** Until a replica must know of it, an absence proves nothing. */
    forMs: (id: string) => now() - Math.max(lastMs.get(id) ?? otherAskedMs, otherAskedMs),
    /** Somebody else has asked until now, and we go on where they stopped. */
    otherAsked: () => {
      otherAskedMs = now()
    },
  }
}
