import { ChargeListQuery, paths, Txid } from '@balcao/contracts'
import { dayAfter, instantAt, startOfDay } from '@balcao/domain'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { presentCharge } from '../present/charges.ts'
import { presentTimeline } from '../present/timeline.ts'
import { ProblemError } from '../problem.ts'
import type { ChargeFilter } from '../store/history.ts'
import { parse } from './body.ts'
import { askerOf, isOwnTerminal, needOwnTerminal, onlyTerminal } from './guard.ts'
import { fieldProblem } from './period.ts'

const defaultListLength = 50
const minuteMs = 60_000

/** What was sold: the list with its search, and how one sale went. */
export function historyRoutes({ store, psp, clock }: Pick<Deps, 'store' | 'psp' | 'clock'>): Router {
  const router = Router()

  router.get(paths.charges(), async (request, response) => {
    const query = parse(ChargeListQuery, { ...request.query }, 'query')
    const terminalId = query.terminalId ?? onlyTerminal(response)
    if (terminalId !== undefined) needOwnTerminal(response, terminalId)
    const { shopId } = query
    const shop = await (shopId === undefined ? store.shopOf(terminalId) : store.shop(shopId))
    if (shop === undefined) throw fieldProblem('shopId', 'must be a shop of this business')
    const found = await store.listCharges(filterOf(query, terminalId, shop.timeZone))
    response.json({
      charges: found.charges.map(presentCharge),
      nextBefore: found.next && [found.next.createdAtMs, found.next.txid].filter(Boolean).join('-'),
    })
  })

  router.get(paths.timeline(':txid'), async (request, response) => {
    const facts = await store.saleFacts(parse(Txid, request.params.txid, 'txid'))
    // Whoever sees one terminal alone learns nothing of another's sales, not even that they are there.
    if (facts === undefined || !isOwnTerminal(askerOf(response), facts.charge.terminalId))
      throw new ProblemError('charge-not-found')
    response.json(presentTimeline(facts, psp.nowMs() - clock.now()))
  })

  return router
}

/** What is asked for in the words of the ledger. Throws ProblemError where two good fields make no sense together. */
function filterOf(query: ChargeListQuery, terminalId: string | undefined, timeZone: string): ChargeFilter {
  const { shopId, status, flag, madeBy, txid, endToEndIdEnding, before } = query
  const minCents = query.minCents === undefined ? undefined : Number(query.minCents)
  const maxCents = query.maxCents === undefined ? undefined : Number(query.maxCents)
  if (minCents !== undefined && maxCents !== undefined && maxCents < minCents)
    throw fieldProblem('maxCents', 'must not be less than minCents')
  const [beforeMs, beforeTxid] = before?.split('-') ?? []
  return {
    ...{ terminalId, shopId, status, flag, madeBy, txid, endToEndIdEnding, minCents, maxCents },
    ...periodOf(query, timeZone),
    // The txid tells charges of one millisecond apart, so that none falls between two pages.
    before: beforeMs === undefined ? undefined : { createdAtMs: Number(beforeMs), txid: beforeTxid },
    limit: Number(query.limit ?? defaultListLength),
  }
}

function periodOf(query: ChargeListQuery, timeZone: string): Pick<ChargeFilter, 'fromMs' | 'untilMs'> {
  const { from, to, fromTime, toTime } = query
  if (fromTime !== undefined && from === undefined) throw fieldProblem('fromTime', 'needs from, its day')
  if (toTime !== undefined && to === undefined) throw fieldProblem('toTime', 'needs to, its day')
  const fromMs =
    from && (fromTime === undefined ? startOfDay(from, timeZone) : instantAt(from, fromTime, timeZone))
  const untilMs =
    to &&
    (toTime === undefined ? startOfDay(dayAfter(to), timeZone) : instantAt(to, toTime, timeZone) + minuteMs)
  if (from !== undefined && to !== undefined && to < from) throw fieldProblem('to', 'must not be before from')
  const isShort = typeof fromMs === 'number' && typeof untilMs === 'number' && untilMs <= fromMs
  // Without a time it is a day that the zone has skipped, on which nothing was sold.
  if (isShort && toTime !== undefined) throw fieldProblem('toTime', 'must not be before fromTime')
  return { fromMs: fromMs || undefined, untilMs: untilMs || undefined }
}
