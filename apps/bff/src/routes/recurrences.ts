import {
  CurrentOffer,
  firstTerminalId,
  NewProposal,
  NewRecurrence,
  NewRecurrenceCharge,
  OfferId,
  paths,
  RecurrenceListQuery,
  RetryDay,
  TerminalId,
  Txid,
} from '@balcao/contracts'
import type { Recurrence } from '@balcao/domain'
import { type Response, Router } from 'express'
import { actorName } from '../access/asker.ts'
import { cancelRecurrence } from '../flows/cancel-recurrence.ts'
import {
  cancelRecurrenceCharge,
  chargeRecurrence,
  retryRecurrenceCharge,
} from '../flows/charge-recurrence.ts'
import { offerRecurrence, type RecurrenceAsked } from '../flows/offer-recurrence.ts'
import type { RecurrenceOpening } from '../flows/open-recurrence.ts'
import { proposeRecurrence } from '../flows/propose-recurrence.ts'
import { type RecurrenceDeps, todayAtPsp } from '../flows/recurrence-deps.ts'
import {
  presentProposal,
  presentRecurrence,
  presentRecurrenceCharge,
  presentRecurrenceTimeline,
} from '../present/recurrences.ts'
import { ProblemError } from '../problem.ts'
import { parse, readBody } from './body.ts'
import { askerOf, isOwnTerminal, needOwnTerminal } from './guard.ts'
import { afterCancel, afterCharging, afterDeed, afterOffer, afterProposing } from './recurrence-answers.ts'

const defaultListLength = 50

/** /api/recurrences: what is offered, agreed to and charged by Pix Automático. */
export function recurrenceRoutes(deps: RecurrenceDeps & { recurrenceOpening: RecurrenceOpening }): Router {
  const { store, psp, bus } = deps
  const router = Router()
  const by = (response: Response) => ({ ...deps, by: actorName(askerOf(response)) })
  const needSupport = () => {
    if (!psp.recurrences.isSupported)
      throw new ProblemError(
        'no-recurrences',
        'The PSP has none, or PSP_ACCOUNT does not say where the money goes.',
      )
  }

  async function present(recurrence: Recurrence) {
    return presentRecurrence(
      recurrence,
      await store.chargesOfRecurrences([recurrence.recurrenceId]),
      todayAtPsp(deps),
    )
  }
  async function presentCharge(recurrence: Recurrence, txid: string) {
    const [charge, [payment]] = await Promise.all([
      store.recurrenceCharge(txid),
      store.recurrencePayments([txid]),
    ])
    if (charge === undefined) throw new ProblemError('recurrence-charge-not-found')
    return presentRecurrenceCharge(charge, recurrence, payment, todayAtPsp(deps))
  }

  /** Whoever sees one terminal alone learns nothing of another's, not even that it is there. */
  async function recurrenceFor(response: Response, value: unknown): Promise<Recurrence> {
    needSupport()
    const recurrence = await store.recurrence(parse(OfferId, value, 'recurrenceId'))
    if (recurrence === undefined || !isOwnTerminal(askerOf(response), recurrence.terminalId))
      throw new ProblemError('recurrence-not-found')
    return recurrence
  }
  async function chargeFor(recurrence: Recurrence, value: unknown) {
    const charge = await store.recurrenceCharge(parse(Txid, value, 'txid'))
    if (charge?.recurrenceId !== recurrence.recurrenceId)
      throw new ProblemError('recurrence-charge-not-found')
    return charge
  }

  router.get(paths.recurrences(), async (request, response) => {
    needSupport()
    const { status, q, before, limit } = parse(RecurrenceListQuery, { ...request.query }, 'query')
    const length = Number(limit ?? defaultListLength)
    const [createdAtMs, recurrenceId = ''] = before?.split('-') ?? []
    const place = createdAtMs === undefined ? undefined : { createdAtMs: Number(createdAtMs), recurrenceId }
    const text = q?.trim() || undefined
    const found = await store.listRecurrences({ status, text, before: place, limit: length })
    const charges = Map.groupBy(
      await store.chargesOfRecurrences(found.map((one) => one.recurrenceId)),
      (charge) => charge.recurrenceId,
    )
    const last = found.length === length ? found.at(-1) : undefined
    const today = todayAtPsp(deps)
    response.json({
      recurrences: found.map((one) => presentRecurrence(one, charges.get(one.recurrenceId) ?? [], today)),
      nextBefore: last === undefined ? null : `${last.createdAtMs}-${last.recurrenceId}`,
    })
  })

  router.get(paths.recurrence(':recurrenceId'), async (request, response) => {
    const recurrence = await recurrenceFor(response, request.params.recurrenceId)
    const { recurrenceId } = recurrence
    const charges = await store.chargesOfRecurrences([recurrenceId])
    const [payments, proposals, deeds] = await Promise.all([
      store.recurrencePayments(charges.map(({ txid }) => txid)),
      store.proposalsOf(recurrenceId),
      store.recurrenceDeeds(recurrenceId),
    ])
    const today = todayAtPsp(deps)
    response.json({
      recurrence: presentRecurrence(recurrence, charges, today),
      charges: charges.map((charge) =>
        presentRecurrenceCharge(
          charge,
          recurrence,
          payments.find(({ txid }) => txid === charge.txid),
          today,
        ),
      ),
      proposals: proposals.map(presentProposal),
      timeline: presentRecurrenceTimeline(deeds),
    })
  })

  router.put(paths.recurrence(':recurrenceId'), async (request, response) => {
    const recurrenceId = parse(OfferId, request.params.recurrenceId, 'recurrenceId')
    const asked = askedOf(recurrenceId, await readBody(request, NewRecurrence))
    needOwnTerminal(response, asked.terminalId)
    needSupport()
    const { status, recurrence } = afterOffer(await offerRecurrence(by(response), asked))
    response.status(status).json(await present(recurrence))
  })

  router.post(paths.cancelRecurrence(':recurrenceId'), async (request, response) => {
    const recurrence = await recurrenceFor(response, request.params.recurrenceId)
    const cancelled = afterCancel(await cancelRecurrence(by(response), recurrence))
    response.status(cancelled.status).json(await present(cancelled.recurrence))
  })

  router.put(paths.recurrenceCharge(':recurrenceId', ':txid'), async (request, response) => {
    const recurrence = await recurrenceFor(response, request.params.recurrenceId)
    const txid = parse(Txid, request.params.txid, 'txid')
    const { amountCents, dueDay, info } = await readBody(request, NewRecurrenceCharge)
    const asked = { txid, amountCents, dueDay, info: info?.trim() || null }
    const { status } = afterCharging(await chargeRecurrence(by(response), recurrence, asked))
    response.status(status).json(await presentCharge(recurrence, txid))
  })

  router.post(paths.cancelRecurrenceCharge(':recurrenceId', ':txid'), async (request, response) => {
    const recurrence = await recurrenceFor(response, request.params.recurrenceId)
    const charge = await chargeFor(recurrence, request.params.txid)
    const { status } = afterDeed(await cancelRecurrenceCharge(by(response), charge))
    response.status(status).json(await presentCharge(recurrence, charge.txid))
  })

  router.post(paths.retryRecurrenceCharge(':recurrenceId', ':txid'), async (request, response) => {
    const recurrence = await recurrenceFor(response, request.params.recurrenceId)
    const charge = await chargeFor(recurrence, request.params.txid)
    const { day } = await readBody(request, RetryDay)
    const { status } = afterDeed(await retryRecurrenceCharge(by(response), recurrence, charge, day))
    response.status(status).json(await presentCharge(recurrence, charge.txid))
  })

  router.put(paths.sentProposal(':recurrenceId', ':proposalId'), async (request, response) => {
    const recurrence = await recurrenceFor(response, request.params.recurrenceId)
    const proposalId = parse(OfferId, request.params.proposalId, 'proposalId')
    const recipient = await readBody(request, NewProposal)
    const { status, proposal } = afterProposing(
      await proposeRecurrence(by(response), recurrence, { proposalId, recipient }),
    )
    response.status(status).json(presentProposal(proposal))
  })

  router.put(paths.terminalOffer(':terminalId'), async (request, response) => {
    const terminalId = parse(TerminalId, request.params.terminalId, 'terminalId')
    needOwnTerminal(response, terminalId)
    const { recurrenceId } = await readBody(request, CurrentOffer)
    if (recurrenceId !== null && (await store.recurrence(recurrenceId))?.terminalId !== terminalId)
      throw new ProblemError('recurrence-not-found', 'This terminal has no recurrence with this id.')
    await store.showRecurrence(terminalId, recurrenceId)
    bus.ring(terminalId)
    response.status(204).end()
  })

  return router
}

const askedOf = (recurrenceId: string, asked: NewRecurrence): RecurrenceAsked => ({
  recurrenceId,
  terminalId: asked.terminalId ?? firstTerminalId,
  txid: asked.txid ?? null,
  terms: {
    object: asked.object?.trim() || null,
    contract: asked.contract.trim(),
    frequency: asked.frequency,
    firstDay: asked.firstDay,
    lastDay: asked.lastDay ?? null,
    fixedCents: asked.fixedCents ?? null,
    minimumCents: asked.minimumCents ?? null,
    retryPolicy: asked.retryPolicy,
  },
  debtor: { name: asked.debtor.name.trim(), document: asked.debtor.document },
})
