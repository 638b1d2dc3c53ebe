import { CurrentCharge, Painted, type Snapshot, StreamView, TerminalId } from '@balcao/contracts'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { presentCharge } from '../present.ts'
import { ProblemError } from '../problem.ts'
import { parse, readBody } from './body.ts'
import { createStreams, type Streams } from './streams.ts'

/** Sales that a till keeps in sight; more are found by searching. */
const latestSales = 20

export type TerminalRoutes = { router: Router; streams: Streams }

/** /api/terminals: what the screens of a terminal show, and what a display says it has painted. */
export function terminalRoutes(deps: Deps, shopName: string, build: string): TerminalRoutes {
  const { store, psp, bus, clock } = deps
  const painted = new Map<string, { txid: string; version: number; at: string }>()
  const streams = createStreams(bus, clock.now, async (terminalId, view) => {
    const snapshot = await readSnapshot(terminalId, view)
    // JSON.stringify escapes every line break, so the snapshot is one line whatever a text holds.
    return `event: snapshot\ndata: ${JSON.stringify(snapshot)}\n\n`
  })

  async function readSnapshot(terminalId: string, view: StreamView): Promise<Snapshot> {
    const { currentTxid, charges } = await (view === 'till'
      ? store.terminal(terminalId, latestSales)
      : onDisplay(terminalId))
    const { status, sinceMs, nextAttemptAtMs } = psp.status()
    return {
      serverTime: new Date(psp.nowMs()).toISOString(),
      terminalId,
      shopName,
      currentTxid,
      charges: charges.map(presentCharge),
      psp: { status, since: isoOrNull(sinceMs), nextAttemptAt: isoOrNull(nextAttemptAtMs) },
      displays: { connected: streams.displays(terminalId), painted: painted.get(terminalId) ?? null },
      build,
    }
  }

  async function onDisplay(terminalId: string) {
    const charge = await store.currentCharge(terminalId)
    return { currentTxid: charge?.txid ?? null, charges: charge === undefined ? [] : [charge] }
  }

  const router = Router()

  router.get('/api/terminals/:terminalId/events', async (request, response) => {
    const terminalId = parse(TerminalId, request.params.terminalId, 'terminalId')
    const view = parse(StreamView, request.query.view ?? 'till', 'view')
    // Whoever asks for the head alone would wait for ever for a stream that has none.
    if (request.method === 'HEAD') return void response.type('text/event-stream').end()
    if (streams.isFull()) throw new ProblemError('too-many-streams')
    await streams.add(terminalId, view, response)
  })

  router.put('/api/terminals/:terminalId/current', async (request, response) => {
    const terminalId = parse(TerminalId, request.params.terminalId, 'terminalId')
    const { txid } = await readBody(request, CurrentCharge)
    if (txid !== null && (await store.charge(txid))?.terminalId !== terminalId)
      throw new ProblemError('charge-not-found', 'This terminal has no charge with this txid.')
    await store.setCurrent(terminalId, txid)
    bus.ring(terminalId)
    response.status(204).end()
  })

  router.post('/api/terminals/:terminalId/painted', async (request, response) => {
    const terminalId = parse(TerminalId, request.params.terminalId, 'terminalId')
    const { txid, version } = await readBody(request, Painted)
    const charge = await store.charge(txid)
    if (charge?.terminalId !== terminalId || version > charge.version)
      throw new ProblemError(
        'charge-not-found',
        'This terminal has no such charge, or not yet in this version.',
      )
    const known = painted.get(terminalId)
    if (known === undefined || known.txid !== txid || known.version < version) {
      painted.set(terminalId, { txid, version, at: new Date(clock.now()).toISOString() })
      bus.ring(terminalId)
    }
    response.status(204).end()
  })

  return { router, streams }
}

const isoOrNull = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
