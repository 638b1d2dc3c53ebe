import type { Snapshot, StreamView } from '@balcao/contracts'
import type { Deps } from '../deps.ts'
import { iso, presentCharge } from '../present.ts'

/** Sales that a till keeps in sight; more are found by searching. */
const latestSales = 20

/** What every snapshot says of the shop. */
type Shop = Pick<Snapshot, 'shopName' | 'build'>

/** Everything that the screens of a terminal show, as it is now. */
export async function readSnapshot(
  { store, psp }: Pick<Deps, 'store' | 'psp'>,
  { terminalId, view }: { terminalId: string; view: StreamView },
  displays: Snapshot['displays'],
  shop: Shop,
): Promise<Snapshot> {
  const { currentTxid, charges } = await (view === 'till'
    ? store.terminal(terminalId, latestSales)
    : onDisplay(store, terminalId))
  const { status, sinceMs, nextAttemptAtMs } = psp.status()
  return {
    serverTime: iso(psp.nowMs()),
    terminalId,
    shopName: shop.shopName,
    currentTxid,
    charges: charges.map(presentCharge),
    psp: { status, since: isoOrNull(sinceMs), nextAttemptAt: isoOrNull(nextAttemptAtMs) },
    displays,
    build: shop.build,
  }
}

/** JSON.stringify escapes every line break, so the snapshot is one line whatever a text holds. */
export const snapshotEvent = (snapshot: Snapshot) => `event: snapshot\ndata: ${JSON.stringify(snapshot)}\n\n`

async function onDisplay(store: Deps['store'], terminalId: string) {
  const charge = await store.currentCharge(terminalId)
  return { currentTxid: charge?.txid ?? null, charges: charge === undefined ? [] : [charge] }
}

const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms))
