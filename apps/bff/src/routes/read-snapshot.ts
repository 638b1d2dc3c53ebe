import type { Snapshot, StreamView } from '@balcao/contracts'
import type { Charge } from '@balcao/domain'
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
  const isTill = view === 'till'
  const [{ current, shopName, recurrenceId }, displays, sales = []] = await Promise.all([
    store.faceOf(terminalId),
    isTill ? presence.of(terminalId) : undefined,
    isTill ? store.chargesAt(terminalId, latestSales) : undefined,
  ])
  const currentTxid = current?.txid ?? null
  const offer = isRecurring && recurrenceId !== null ? await store.recurrence(recurrenceId) : undefined
  const { status, sinceMs, nextAttemptAtMs } = psp.status()
  return {
    serverTime: iso(psp.nowMs()),
    terminalId,
    shopName,
    currentTxid,
    receiptUrl: current?.status === 'paid' ? (receipts?.urlOf(current.txid) ?? null) : null,
    charges: withCurrent(sales, current).map(presentCharge),
    ...(isRecurring && { recurrences: { offer: offer ? presentOffer(offer) : null } }),
    psp: { status, since: isoOrNull(sinceMs), nextAttemptAt: isoOrNull(nextAttemptAtMs) },
    ...(displays && { displays }),
    build,
  }
}

/** JSON.stringify escapes every line break, so the snapshot is one line whatever a text holds. */
export const snapshotEvent = (snapshot: Snapshot) => `event: snapshot\ndata: ${JSON.stringify(snapshot)}\n\n`

/** One that was shown again may be older than the latest sales. */
const withCurrent = (sales: readonly Charge[], current: Charge | undefined) =>
  current === undefined || sales.some(({ txid }) => txid === current.txid)
    ? sales
    : [...sales, current].sort((a, b) => b.createdAtMs - a.createdAtMs)

const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms))
