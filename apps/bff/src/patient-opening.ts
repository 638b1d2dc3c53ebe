import type { Opening } from './flows/create-charge.ts'

/** The PSP has eight seconds to answer (psp/psp.ts): an intent that is open for longer than this has lost its answer. */
const patienceMs = 10_000
/** By then an intent was taken up or taken back. */
const forgetAfterMs = 900_000

/**
 * For whoever resumes the charges of several BFFs: an intent that he has just come to see may be one that another BFF is asking the PSP
 * about at this moment, and to ask again beside it would double every charge's calls. How long he has seen it is told by his own
 * clock, since that of whoever made it may be minutes off.
 */
export function patientOpening(opening: Opening, monotonicMs: () => number): Opening {
  const firstSeenMs = new Map<string, number>()

  function seenForMs(txid: string): number {
    const nowMs = monotonicMs()
    for (const [other, atMs] of firstSeenMs) {
      if (nowMs - atMs < forgetAfterMs) break
      firstSeenMs.delete(other)
    }
    const atMs = firstSeenMs.get(txid) ?? nowMs
    firstSeenMs.set(txid, atMs)
    return nowMs - atMs
  }

  return {
    ...opening,
    underWay: (txid) => opening.underWay(txid) ?? (seenForMs(txid) < patienceMs ? elsewhere : undefined),
  }
}

/** Whoever waits for it here waits in vain: another process will hear the answer. */
const elsewhere = new Promise<never>(() => {})
