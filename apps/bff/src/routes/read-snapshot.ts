import type { Snapshot, StreamView } from '@balcao/contracts'
import type { Presence } from '../bus/presence.ts'
import type { Deps } from '../deps.ts'
import type { ReceiptAddresses } from '../flows/receipt-address.ts'
import { iso, presentCharge } from '../present/charges.ts'
import { presentOffer } from '../present/recurrences.ts'

/** Sales that a till keeps in sight; more are found by searching. */
const latestSales = 20

export type SnapshotDeps = Pick<Deps, 'store' | 'psp'> & {
  presence: Pick<Presence, 'of'>
  /** Absent where no customer has a phone to open one with, as in a simulation. */
  receipts?: Pick<ReceiptAddresses, 'urlOf'>
}

/** Everything that the screens of a terminal show, as it is now. */
export async function readSnapshot(
  { store, psp, presence, receipts }: SnapshotDeps,
  { terminalId, view }: { terminalId: string; view: StreamView },
  build: string,
): Promise<Snapshot> {
  const isRecurring = psp.recurrences.isSupported
  // All in one breath, which several BFFs' ledger answers in one piece.
  const [displays, { currentTxid, charges }, { shopName, recurrenceId }] = await Promise.all([
    view === 'till' ? presence.of(terminalId) : undefined,
    view === 'till' ? store.terminal(terminalId, latestSales) : onDisplay(store, terminalId),
    store.faceOf(terminalId),
  ])
  const offer = isRecurring && recurrenceId !== null ? await store.recurrence(recurrenceId) : undefined
  const { status, sinceMs, nextAttemptAtMs } = psp.status()
  const isPaid = charges.some((charge) => charge.txid === currentTxid && charge.status === 'paid')
  return {
    serverTime: iso(psp.nowMs()),
    terminalId,
    shopName,
    currentTxid,
    receiptUrl: currentTxid !== null && isPaid ? (receipts?.urlOf(currentTxid) ?? null) : null,
    charges: charges.map(presentCharge),
    ...(isRecurring && { recurrences: { offer: offer ? presentOffer(offer) : null } }),
    psp: { status, since: isoOrNull(sinceMs), nextAttemptAt: isoOrNull(nextAttemptAtMs) },
    ...(displays && { displays }),
    build,
  }
}

/** JSON.stringify escapes every line break, so the snapshot is one line whatever a text holds. */
export const snapshotEvent = (snapshot: Snapshot) => `event: snapshot\ndata: ${JSON.stringify(snapshot)}\n\n`

async function onDisplay(store: Deps['store'], terminalId: string) {
  const charge = await store.currentCharge(terminalId)
  return { currentTxid: charge?.txid ?? null, charges: charge === undefined ? [] : [charge] }
}

const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms))
