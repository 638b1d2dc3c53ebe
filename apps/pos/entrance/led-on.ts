const key = 'balcao entrance led to'

/** Whoever comes back sooner has been refused where they were led to: nobody signs out and in again in this time. */
const refusedWithinMs = 10_000

type Led = { address: string; atMs: number }

/** Kept by this tab alone, so that whoever is sent back here by a door that refuses them is not led there for ever. */
export function noteLedTo(address: string): void {
  sessionStorage.setItem(key, JSON.stringify({ address, atMs: Date.now() } satisfies Led))
}

/** Where this tab was led to a moment ago and has come back from; undefined where it was not. */
export function refusedAddress(): string | undefined {
  const kept = sessionStorage.getItem(key)
  if (kept === null) return undefined
  const { address, atMs } = JSON.parse(kept) as Led
  return Math.abs(Date.now() - atMs) < refusedWithinMs ? address : undefined
}
