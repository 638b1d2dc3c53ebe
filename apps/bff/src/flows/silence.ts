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
    heardNothing: (id: string) => lastMs.set(id, now()),
    forMs: (id: string) => now() - Math.max(lastMs.get(id) ?? otherAskedMs, otherAskedMs),
    /** Whether a request of ours about it may still be on its way. */
    isRecent: (id: string) => now() - (lastMs.get(id) ?? Number.NEGATIVE_INFINITY) < replicaLagMs,
    /** Somebody else has asked until now, and we go on where they stopped. */
    otherAsked: () => {
      otherAskedMs = now()
    },
    /** It is known what became of it, and nobody will ask again. */
    forget: (id: string) => lastMs.delete(id),
  }
}
