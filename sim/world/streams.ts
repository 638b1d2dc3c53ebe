import { presentCharge } from '../../apps/bff/src/present.ts'
import type { Snapshot, StreamView } from '../../packages/contracts/src/index.ts'
import type { Parts } from '../parts.ts'
import type { ServerDeps } from './server.ts'

/** Sales that a till keeps in sight, as the BFF's own route has it. */
const latestSales = 20

/** Reads a terminal's snapshot, as `GET /api/terminals/{terminalId}/events` does. */
export async function readSnapshot(
  { store, psp }: Pick<ServerDeps, 'store' | 'psp'>,
  terminalId: string,
  view: StreamView,
): Promise<Snapshot> {
  const onDisplay = async () => {
    const charge = await store.currentCharge(terminalId)
    return { currentTxid: charge?.txid ?? null, charges: charge === undefined ? [] : [charge] }
  }
  const { currentTxid, charges } = await (view === 'till'
    ? store.terminal(terminalId, latestSales)
    : onDisplay())
  const { status, sinceMs, nextAttemptAtMs } = psp.status()
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
  return {
    serverTime: new Date(psp.nowMs()).toISOString(),
    terminalId,
    shopName: 'Loja',
    currentTxid,
    charges: charges.map(presentCharge),
    psp: { status, since: iso(sinceMs), nextAttemptAt: iso(nextAttemptAtMs) },
    displays: { connected: 0, painted: null },
    build: 'simulated',
  }
}

/** Who is listening to one life of the BFF. A change is read once for each view, and what rings meanwhile is read once more. */
export function createStreams(
  deps: ServerDeps,
  parts: Parts,
  isAlive: () => boolean,
  push: (terminalId: string, view: StreamView, snapshot: Snapshot) => void,
) {
  const terminals = new Map<string, { views: StreamView[]; isReading: boolean; isStale: boolean }>()
  const read = parts.snapshot((terminalId, view) => readSnapshot(deps, terminalId, view))

  async function refresh(terminalId: string) {
    const terminal = terminals.get(terminalId)
    if (terminal === undefined) return
    terminal.isStale = true
    if (terminal.isReading) return
    terminal.isReading = true
    while (terminal.isStale) {
      terminal.isStale = false
      for (const view of new Set(terminal.views)) {
        const snapshot = await read(terminalId, view)
        if (isAlive()) push(terminalId, view, snapshot)
      }
    }
    terminal.isReading = false
  }

  return {
    watched: () => new Set([...terminals].filter(([, { views }]) => views.length > 0).map(([id]) => id)),
    /** Answers with what a screen is sent at once; whatever comes later is pushed. */
    async open(terminalId: string, view: StreamView): Promise<Snapshot> {
      const terminal = terminals.get(terminalId) ?? { views: [], isReading: false, isStale: false }
      if (!terminals.has(terminalId)) deps.bus.listen(terminalId, () => void refresh(terminalId))
      terminals.set(terminalId, terminal)
      terminal.views.push(view)
      return read(terminalId, view)
    },
    close(terminalId: string, view: StreamView) {
      const views = terminals.get(terminalId)?.views ?? []
      const place = views.indexOf(view)
      if (place >= 0) views.splice(place, 1)
    },
    count: () => [...terminals.values()].reduce((sum, { views }) => sum + views.length, 0),
  }
}
