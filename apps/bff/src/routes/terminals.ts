import { CurrentCharge, Painted, StreamQuery, type StreamView, TerminalId } from '@balcao/contracts'
import { Router } from 'express'
import type { Asker } from '../access/asker.ts'
import type { Presence } from '../bus/presence.ts'
import type { Deps } from '../deps.ts'
import type { Holder } from '../flows/dismiss-screens.ts'
import type { Paintings } from '../flows/keep-paintings.ts'
import { showCharge } from '../flows/show-charge.ts'
import { iso } from '../present/charges.ts'
import { ProblemError } from '../problem.ts'
import type { AccessStore } from '../store/access.ts'
import { parse, readBody } from './body.ts'
import { takeOver } from './event-stream.ts'
import { askerOf, needOwnTerminal } from './guard.ts'
import { readSnapshot, type SnapshotDeps, snapshotEvent } from './read-snapshot.ts'
import { createStreams, type Streams } from './streams.ts'

/** What a till shows is for people; what a customer sees is for any screen of the terminal. */
function holderOf({ actor, device }: Asker, view: StreamView): Holder {
  if (actor.kind === 'key') return {}
  if (view === 'display' && device !== undefined) return { deviceId: device.deviceId }
  if (actor.kind === 'person') return { sessionHash: actor.sessionHash }
  throw new ProblemError('unauthenticated', 'Somebody has to sign in at this till.')
}

export type TerminalRoutes = { router: Router; streams: Streams }

/** /api/terminals: what the screens of a terminal show, and what a display says it has painted. */
export function terminalRoutes(
  deps: Deps & SnapshotDeps & { paintings: Pick<Paintings, 'note'>; presence: Presence },
  access: AccessStore,
  build: string,
): TerminalRoutes {
  const { store, bus, clock, paintings, presence } = deps
  const streams = createStreams({ bus, clock, random: Math.random, presence }, async (terminalId, view) =>
    snapshotEvent(await readSnapshot(deps, { terminalId, view }, build)),
  )

  const router = Router()
  // Before every route below, so that none of them has to look at it again.
  router.param('terminalId', (_request, response, next, value) => {
    needOwnTerminal(response, parse(TerminalId, value, 'terminalId'))
    next()
  })

  router.get('/api/terminals/:terminalId/events', async (request, response) => {
    const { terminalId } = request.params
    const { view = 'till', build: theirs } = parse(StreamQuery, { ...request.query }, 'query')
    // Whoever asks for the head alone would wait for ever for a stream that has none.
    if (request.method === 'HEAD') return void response.type('text/event-stream').end()
    const { device } = askerOf(response)
    const holder = holderOf(askerOf(response), view)
    if (device !== undefined && theirs !== undefined && theirs !== device.build)
      await access.noteBuild(device.deviceId, theirs)
    if (streams.isFull()) throw new ProblemError('too-many-streams')
    const taken = await takeOver(request, response)
    if (taken !== undefined) streams.add(terminalId, view, taken.socket, holder, taken.head)
  })

  router.put('/api/terminals/:terminalId/current', async (request, response) => {
    const { terminalId } = request.params
    const { txid } = await readBody(request, CurrentCharge)
    if (!(await showCharge(deps, terminalId, txid)))
      throw new ProblemError('charge-not-found', 'This terminal has no charge with this txid.')
    response.status(204).end()
  })

  router.post('/api/terminals/:terminalId/painted', async (request, response) => {
    const { terminalId } = request.params
    const { txid, version } = await readBody(request, Painted)
    const charge = await store.charge(txid)
    if (charge?.terminalId !== terminalId || version > charge.version)
      throw new ProblemError(
        'charge-not-found',
        'This terminal has no such charge, or not yet in this version.',
      )
    paintings.note(charge, version)
    await presence.paint(terminalId, { txid, version, at: iso(clock.now()) })
    response.status(204).end()
  })

  return { router, streams }
}
