import { type PayerSnapshot, paths } from '@balcao/contracts'
import { Router } from 'express'
import type { Bus } from '../bus/bus.ts'
import type { Clock } from '../deps.ts'
import { statusOfProposal } from '../flows/answer-proposal.ts'
import { payerBell } from '../flows/payer-deps.ts'
import { iso } from '../present/charges.ts'
import { ProblemError } from '../problem.ts'
import { takeOver } from './event-stream.ts'
import { askerOf } from './guard.ts'
import type { PayerFlowDeps } from './payer-doors.ts'
import { createStreams, type Streams } from './streams.ts'

/** No customer stands before these screens. */
const noDisplays = { count: () => {} }
/** Notices that a screen keeps in sight. */
const latestNotices = 30

export type PayerEvents = { router: Router; streams: Streams }

/** GET /api/payer/events: how the account is, what waits for an answer, and what the provider told of. */
export function payerEventRoutes(
  { bus, clock }: { bus: Bus; clock: Clock },
  deps: PayerFlowDeps | undefined,
): PayerEvents {
  const streams = createStreams({ bus, clock, random: Math.random, presence: noDisplays }, async () => {
    const snapshot = deps === undefined ? withoutAccount(clock) : await readSnapshot(deps)
    return `event: snapshot\ndata: ${JSON.stringify(snapshot)}\n\n`
  })
  const router = Router()
  router.get(paths.payerEvents(), async (request, response) => {
    // Whoever asks for the head alone would wait for ever for a stream that has none.
    if (request.method === 'HEAD') return void response.type('text/event-stream').end()
    const { actor } = askerOf(response)
    if (streams.isFull()) throw new ProblemError('too-many-streams')
    const holder = actor.kind === 'person' ? { sessionHash: actor.sessionHash } : {}
    const taken = await takeOver(request, response)
    if (taken !== undefined) streams.add(payerBell, 'till', taken.socket, holder, taken.head)
  })
  return { router, streams }
}

const withoutAccount = (clock: Clock): PayerSnapshot => ({
  serverTime: iso(clock.now()),
  version: 1,
  account: null,
  waitingProposals: 0,
  notices: [],
})

/** From the ledger and from what was read last: a stream asks nobody. */
async function readSnapshot({ account, payer, mirror, isTold }: PayerFlowDeps): Promise<PayerSnapshot> {
  const [version, notices, answers] = await Promise.all([
    payer.payerVersion(),
    payer.notices(latestNotices),
    payer.answers(),
  ])
  const nowMs = account.nowMs()
  const { status, sinceMs } = account.status()
  const waiting = (mirror.latest()?.requests ?? []).filter(
    (request) => statusOfProposal(request, answers.get(request.requestRecId), nowMs) === 'received',
  )
  return {
    serverTime: iso(nowMs),
    version,
    account: { name: account.name, status, since: sinceMs === null ? null : iso(sinceMs), isTold: isTold() },
    waitingProposals: waiting.length,
    notices: notices.map(({ atMs, occasion: _, ...notice }) => ({ ...notice, at: iso(atMs) })),
  }
}
