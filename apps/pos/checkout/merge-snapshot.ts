import type { Charge, Snapshot } from '@balcao/contracts'

/** What a screen knows of its terminal: the newest list, and of every charge the highest version that was ever told. */
export interface Terminal {
  readonly snapshot: Snapshot
  readonly seen: ReadonlyMap<string, Charge>
}

/**
 * A connection that is silent for 25 s is given up, so nothing that is older than this can still be on its way: a
 * serverTime further back means that the server's own clock was set back, and the later arrival is the news.
 */
const oldestOnItsWayMs = 30_000
/** More than the list of a till holds; what falls out was closed long ago. */
const rememberedCharges = 300

/** Whole snapshots may arrive in any order: the newest says what is in the list, the highest version says how each charge is. */
export function mergeSnapshot(known: Terminal | undefined, told: Snapshot): Terminal {
  const seen = remember(known?.seen, told.charges)
  return { snapshot: withSeen(known && !isNews(known.snapshot, told) ? known.snapshot : told, seen), seen }
}

/** The answer to a request may overtake the stream. A charge that no list holds yet goes on top of it. */
export function mergeReply(known: Terminal, told: Charge): Terminal {
  const seen = remember(known.seen, [told])
  const { charges } = known.snapshot
  const isListed = charges.some(({ txid }) => txid === told.txid)
  const listed = isListed ? charges : [told, ...charges]
  return { snapshot: withSeen({ ...known.snapshot, charges: listed }, seen), seen }
}

function isNews(known: Snapshot, told: Snapshot): boolean {
  const aheadMs = Date.parse(told.serverTime) - Date.parse(known.serverTime)
  return aheadMs >= 0 || aheadMs < -oldestOnItsWayMs
}

function remember(
  known: ReadonlyMap<string, Charge> | undefined,
  told: readonly Charge[],
): ReadonlyMap<string, Charge> {
  const seen = new Map(known)
  for (const charge of told) {
    const before = seen.get(charge.txid)
    if (before && before.version >= charge.version) continue
    // Taken out and put back, so that the map's order is the order of news and the oldest are the ones forgotten.
    seen.delete(charge.txid)
    seen.set(charge.txid, charge)
  }
  for (const txid of seen.keys()) {
    if (seen.size <= rememberedCharges) break
    seen.delete(txid)
  }
  return seen
}

const withSeen = (snapshot: Snapshot, seen: ReadonlyMap<string, Charge>): Snapshot => ({
  ...snapshot,
  charges: snapshot.charges.map((charge) => seen.get(charge.txid) ?? charge),
})
