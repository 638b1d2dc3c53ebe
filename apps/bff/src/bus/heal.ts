import type { Bus } from './bus.ts'

/** A ring that was lost is found out after this long. */
export const healEveryMs = 2_000

/** Rings at the terminals whose screens would show something else than at the last look, whether or not somebody has rung. */
export function createHealing(
  bus: Bus,
  watched: () => Iterable<string>,
  fingerprintsOf: (terminalIds: readonly string[]) => Promise<Map<string, string>>,
): () => Promise<void> {
  let before = new Map<string, string>()
  return async () => {
    const terminalIds = [...watched()]
    const now = terminalIds.length === 0 ? new Map<string, string>() : await fingerprintsOf(terminalIds)
    for (const [terminalId, fingerprint] of now)
      if (before.get(terminalId) !== fingerprint) bus.ring(terminalId)
    before = now
  }
}
