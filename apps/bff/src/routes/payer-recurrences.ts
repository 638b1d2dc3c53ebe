import { NewLimits, ProposalAnswer, ProposalId, paths, RecurrenceId, Txid } from '@balcao/contracts'
import { Router } from 'express'
import { answerProposal } from '../flows/answer-proposal.ts'
import { cancelBilling, cancelRecurrence, configureRecurrence } from '../flows/manage-recurrence.ts'
import type { Mirrored } from '../flows/mirror-account.ts'
import {
  presentBilling,
  presentBillings,
  presentHistory,
  presentProposal,
  presentRecurrence,
} from '../present/payer.ts'
import { ProblemError } from '../problem.ts'
import { parse, readBody } from './body.ts'
import { checkAnswered, checkManaged } from './payer-answers.ts'
import type { PayerDoors, PayerFlowDeps } from './payer-doors.ts'

/** /api/payer: proposals, recurrences and billings, as the account's provider has them. */
export function payerRecurrenceRoutes(doors: PayerDoors): Router {
  const router = Router()

  async function proposals(deps: PayerFlowDeps) {
    const [{ requests }, answers] = await Promise.all([deps.mirror.read(), deps.payer.answers()])
    const nowMs = deps.account.nowMs()
    return requests
      .flatMap((request) => presentProposal(request, answers.get(request.requestRecId), nowMs) ?? [])
      .toSorted((one, other) => other.receivedAt.localeCompare(one.receivedAt))
  }

  router.get(paths.proposals(), async (_request, response) => {
    response.json({ proposals: await proposals(doors.open(response)) })
  })

  router.post(paths.proposalAnswer(':proposalId'), async (request, response) => {
    const deps = doors.open(response)
    const proposalId = parse(ProposalId, request.params.proposalId, 'proposalId')
    checkAnswered(await answerProposal(deps, proposalId, await readBody(request, ProposalAnswer)))
    const proposal = (await proposals(deps)).find((one) => one.proposalId === proposalId)
    if (proposal === undefined) throw new ProblemError('not-found', 'No proposal has this id.')
    response.status(proposal.status === 'answering' ? 202 : 200).json(proposal)
  })

  router.get(paths.payerRecurrences(), async (_request, response) => {
    const mirrored = await doors.open(response).mirror.read()
    const recurrences = mirrored.recurrences
      .flatMap((recurrence) => presentRecurrence(recurrence, mirrored) ?? [])
      .toSorted(
        (one, other) =>
          Number(other.status === 'active') - Number(one.status === 'active') ||
          one.receiver.name.localeCompare(other.receiver.name, 'pt-BR'),
      )
    response.json({ recurrences })
  })

  router.get(paths.payerRecurrence(':recurrenceId'), async (request, response) => {
    const deps = doors.open(response)
    const recurrenceId = parse(RecurrenceId, request.params.recurrenceId, 'recurrenceId')
    const mirrored = await deps.mirror.read()
    const recurrence = oneRecurrence(mirrored, recurrenceId)
    const { items } = await deps.account.histories(recurrenceId)
    const proposed = mirrored.requests.find(({ recId }) => recId === recurrenceId)
    response.json({
      ...recurrence,
      history: presentHistory(items, proposed),
      billings: presentBillings(mirrored, deps.account.nowMs()).filter(
        (billing) => billing.recurrenceId === recurrenceId,
      ),
    })
  })

  router.post(paths.payerConfigure(':recurrenceId'), async (request, response) => {
    const deps = doors.open(response)
    const recurrenceId = parse(RecurrenceId, request.params.recurrenceId, 'recurrenceId')
    const limits = await readBody(request, NewLimits)
    checkManaged(await configureRecurrence(deps, recurrenceId, limits), 'recurrence')
    response.json(oneRecurrence(await deps.mirror.read(), recurrenceId))
  })

  router.post(paths.payerCancel(':recurrenceId'), async (request, response) => {
    const deps = doors.open(response)
    const recurrenceId = parse(RecurrenceId, request.params.recurrenceId, 'recurrenceId')
    checkManaged(await cancelRecurrence(deps, recurrenceId), 'recurrence')
    response.json(oneRecurrence(await deps.mirror.read(), recurrenceId))
  })

  router.get(paths.payerBillings(), async (_request, response) => {
    const { mirror, account } = doors.open(response)
    response.json({ billings: presentBillings(await mirror.read(), account.nowMs()) })
  })

  router.post(paths.payerBillingCancel(':txid'), async (request, response) => {
    const deps = doors.open(response)
    const txid = parse(Txid, request.params.txid, 'txid')
    checkManaged(await cancelBilling(deps, txid), 'billing')
    const mirrored = await deps.mirror.read()
    const billing = mirrored.billings.find((one) => one.txid === txid)
    if (billing === undefined) throw new ProblemError('billing-not-found')
    response.json(presentBilling(billing, mirrored, deps.account.nowMs()))
  })

  return router
}

function oneRecurrence(mirrored: Mirrored, recurrenceId: string) {
  const found = mirrored.recurrences.find(({ recId }) => recId === recurrenceId)
  const recurrence = found && presentRecurrence(found, mirrored)
  if (recurrence === undefined) throw new ProblemError('recurrence-not-found')
  return recurrence
}
