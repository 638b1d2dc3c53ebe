import type { Charge, Snapshot } from '@balcao/contracts'

/** What a screen knows of its terminal: the list that was told last, and of every charge the highest version that was ever told. */
export interface Terminal {
  readonly snapshot: Snapshot
  readonly seen: ReadonlyMap<string, Charge>
}

/** More than the list of a till holds; what falls out was closed long ago. */
const rememberedCharges = 300

/**
 * The list is the one that came last: a stream keeps the order in which the server read, whatever its clock says, and the first
 * snapshot of another stream was read after everything that the one before it has brought. How a charge is says its highest version,
 * since the answer to a request travels beside the stream.
 */
export function mergeSnapshot(known: Terminal | undefined, told: Snapshot): Terminal {
  const seen = remember(known?.seen, told.charges)
  return { snapshot: withSeen(told, seen), seen }
}

/** The answer to a request may overtake the stream. A charge that no list holds yet goes on top of it. */
export function mergeReply(known: Terminal, told: Charge): Terminal {
  const seen = remember(known.seen, [told])
  const { charges } = known.snapshot
  const isListed = charges.some(({ txid }) => txid === told.txid)
  const listed = isListed ? charges : [told, ...charges]
  return { snapshot: withSeen({ ...known.snapshot, charges: listed }, seen), seen }
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
