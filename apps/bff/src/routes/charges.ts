import {
  ChargeListQuery,
  Extension,
  firstTerminalId,
  NewCharge,
  NewRefund,
  RefundId,
  Txid,
} from '@balcao/contracts'
import { dayAfter, startOfDay } from '@balcao/domain'
import type { PixError } from '@balcao/pix'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { cancelCharge } from '../flows/cancel-charge.ts'
import { createCharge, type Opening } from '../flows/create-charge.ts'
import { extendCharge } from '../flows/extend-charge.ts'
import type { Reconciling } from '../flows/reconcile.ts'
import { refundCharge } from '../flows/refund-charge.ts'
import { presentCharge } from '../present.ts'
import { ProblemError } from '../problem.ts'
import { parse, readBody } from './body.ts'
import { fieldProblem } from './period.ts'

const defaultListLength = 50

/** /api/charges: parse, run the flow, say what came of it. */
export function chargeRoutes(deps: Deps & { opening: Opening; reconciling: Reconciling }): Router {
  const { timeZone } = deps.reconciling
  const router = Router()

  router.get('/api/charges', async (request, response) => {
    const query = parse(ChargeListQuery, { ...request.query }, 'query')
    const { terminalId, status, before, limit, from, to } = query
    const length = Number(limit ?? defaultListLength)
    const [beforeMs, beforeTxid] = before?.split('-') ?? []
    const cursor = beforeMs === undefined ? undefined : { createdAtMs: Number(beforeMs), txid: beforeTxid }
    const fromMs = from === undefined ? undefined : startOfDay(from, timeZone)
    const untilMs = to === undefined ? undefined : startOfDay(dayAfter(to), timeZone)
    if (fromMs !== undefined && untilMs !== undefined && untilMs <= fromMs)
      throw fieldProblem('to', 'must not be before from')
    const filter = { terminalId, status, before: cursor, fromMs, untilMs }
    const charges = await deps.store.listCharges({ ...filter, limit: length })
    const last = charges.length === length ? charges.at(-1) : undefined
    response.json({
      charges: charges.map(presentCharge),
      // The txid tells charges of one millisecond apart, so that none falls between two pages.
      nextBefore: last === undefined ? null : `${last.createdAtMs}-${last.txid}`,
    })
  })

  router.get('/api/charges/:txid', async (request, response) => {
    const charge = await deps.store.charge(parseTxid(request.params.txid))
    if (charge === undefined) throw new ProblemError('charge-not-found')
    response.json(presentCharge(charge))
  })

  router.put('/api/charges/:txid', async (request, response) => {
    const txid = parseTxid(request.params.txid)
    const { amountCents, description, terminalId } = await readBody(request, NewCharge)
    const created = await createCharge(deps, {
      txid,
      amountCents,
      description: description?.trim() || null,
      terminalId: terminalId ?? firstTerminalId,
    })
    switch (created.kind) {
      case 'created':
        return void response.status(201).json(presentCharge(created.charge))
      case 'already-there':
        return void response.status(200).json(presentCharge(created.charge))
      case 'unknown':
        // Accepted: the charge is in the ledger and is being asked for; the screens hear of it by their stream.
        return void response.status(202).json(presentCharge(created.charge))
      case 'txid-reused':
        throw new ProblemError(
          'txid-reused',
          'This txid belongs to a charge with another body. Use a new txid.',
        )
      case 'psp-resting':
        throw new ProblemError(
          'psp-unavailable',
          'The PSP does not answer, so no charge was made. Try again in some seconds.',
        )
      case 'refused':
        throw pspRefused(created.error)
    }
  })

  router.post('/api/charges/:txid/cancel', async (request, response) => {
    const cancelled = await cancelCharge(deps, parseTxid(request.params.txid))
    if (cancelled.kind === 'not-found') throw new ProblemError('charge-not-found')
    if (cancelled.kind === 'already-closed')
      throw new ProblemError(
        'already-closed',
        `The charge is ${cancelled.charge.status} and cannot be cancelled.`,
      )
    const isDecided = cancelled.charge.pending === null
    response.status(isDecided ? 200 : 202).json(presentCharge(cancelled.charge))
  })

  router.post('/api/charges/:txid/extend', async (request, response) => {
    const txid = parseTxid(request.params.txid)
    const { minutes } = await readBody(request, Extension)
    const extended = await extendCharge(deps, txid, minutes)
    switch (extended.kind) {
      case 'extended':
        return void response.json(presentCharge(extended.charge))
      case 'not-found':
        throw new ProblemError('charge-not-found')
      case 'already-closed':
        throw new ProblemError('already-closed', 'Only a charge that awaits its payment can be extended.')
      case 'too-long':
        throw fieldProblem('minutes', 'a code lives for 24 hours at most')
      case 'refused':
        throw pspRefused(extended.error)
    }
  })

  router.put('/api/charges/:txid/refunds/:refundId', async (request, response) => {
    const txid = parseTxid(request.params.txid)
    const id = parse(RefundId, request.params.refundId, 'refundId')
    const { amountCents, endToEndId, reason } = await readBody(request, NewRefund)
    const asked = { id, amountCents, endToEndId: endToEndId ?? null, description: reason?.trim() || null }
    const refunding = await refundCharge(deps, txid, asked)
    switch (refunding.kind) {
      case 'asked': {
        const charge = presentCharge(refunding.charge)
        const isFinal = charge.refunds.some((refund) => refund.id === id && refund.status === 'refunded')
        return void response.status(isFinal ? 200 : 202).json(charge)
      }
      case 'not-found':
        throw new ProblemError('charge-not-found')
      case 'not-refundable':
        throw new ProblemError('not-refundable', 'No Pix of this charge has this much left to return.')
      case 'refund-id-reused':
        throw new ProblemError(
          'refund-id-reused',
          'This refund id belongs to a refund of another amount or Pix. Use a new id.',
        )
    }
  })

  return router
}

const parseTxid = (value: string) => parse(Txid, value, 'txid')

/** The PSP's own words are another system's text: told as text, and never as ours. */
const pspRefused = ({ problem, message }: PixError) =>
  new ProblemError(
    'psp-refused',
    problem?.detail ?? problem?.title ?? message,
    problem?.violations.map(({ property, reason }) => ({ field: property, message: reason })),
  )
