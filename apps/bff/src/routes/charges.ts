import { Extension, NewCharge, NewRefund, paths, RefundId, Txid } from '@balcao/contracts'
import { type Response, Router } from 'express'
import { actorName } from '../access/asker.ts'
import type { Deps } from '../deps.ts'
import { askWithinLimit } from '../flows/approve-refund.ts'
import { cancelCharge } from '../flows/cancel-charge.ts'
import { createCharge, type Opening } from '../flows/create-charge.ts'
import { extendCharge } from '../flows/extend-charge.ts'
import { refundCharge } from '../flows/refund-charge.ts'
import { presentCharge } from '../present/charges.ts'
import { ProblemError } from '../problem.ts'
import type { AccessStore } from '../store/access.ts'
import { parse, readBody } from './body.ts'
import {
  answerToCancel,
  answerToCreate,
  answerToExtend,
  answerToRefund,
  askedOf,
  type ChargeAnswer,
} from './charge-answers.ts'
import { askerOf, isOwnTerminal, needOwnTerminal, seesEveryTerminal } from './guard.ts'
import type { MoneyLimits } from './money-limits.ts'

/** /api/charges: parse, run the flow, say what came of it. */
export function chargeRoutes(
  deps: Deps & { opening: Opening },
  access: AccessStore,
  limits: MoneyLimits,
): Router {
  const router = Router()
  const by = (response: Response) => ({ ...deps, by: actorName(askerOf(response)) })

  // Whoever sees one terminal alone learns nothing of another's charges, not even that they are there.
  router.param('txid', async (_request, response, next, value) => {
    const asker = askerOf(response)
    if (seesEveryTerminal(asker.actor)) return next()
    const charge = await deps.store.charge(parseTxid(value))
    if (charge !== undefined && !isOwnTerminal(asker, charge.terminalId))
      throw new ProblemError('charge-not-found')
    next()
  })

  router.get(paths.charge(':txid'), async (request, response) => {
    const charge = await deps.store.charge(parseTxid(request.params.txid))
    if (charge === undefined) throw new ProblemError('charge-not-found')
    response.json(presentCharge(charge))
  })

  router.put(paths.charge(':txid'), async (request, response) => {
    const txid = parseTxid(request.params.txid)
    const asked = askedOf(txid, await readBody(request, NewCharge))
    needOwnTerminal(response, asked.terminalId)
    await limits.needCreate(response, txid)
    send(response, answerToCreate(await createCharge(by(response), asked)))
  })

  router.post(paths.cancel(':txid'), async (request, response) => {
    send(response, answerToCancel(await cancelCharge(by(response), parseTxid(request.params.txid))))
  })

  router.post(paths.extend(':txid'), async (request, response) => {
    const txid = parseTxid(request.params.txid)
    const { minutes } = await readBody(request, Extension)
    send(response, answerToExtend(await extendCharge(by(response), txid, minutes)))
  })

  router.put(paths.refund(':txid', ':refundId'), async (request, response) => {
    const txid = parseTxid(request.params.txid)
    const id = parse(RefundId, request.params.refundId, 'refundId')
    const { amountCents, endToEndId, reason } = await readBody(request, NewRefund)
    const asked = { id, amountCents, endToEndId: endToEndId ?? null, description: reason?.trim() || null }
    limits.needRefund(response, id)
    const toAllow = { of: txid, refundId: id, amountCents }
    const refunding = await askWithinLimit({ ...deps, access }, askerOf(response), toAllow, (limitCents) =>
      refundCharge(by(response), txid, { ...asked, limitCents }),
    )
    send(response, answerToRefund(refunding, id))
  })

  return router
}

const parseTxid = (value: unknown) => parse(Txid, value, 'txid')

/** Without Express's own `json`, which works out anew for each answer what kind of text it is: a till waits for this one. */
function send(response: Response, { status, charge }: ChargeAnswer) {
  const bytes = Buffer.from(JSON.stringify(charge))
  response.writeHead(status, { 'content-type': jsonType, 'content-length': bytes.length }).end(bytes)
}
const jsonType = 'application/json; charset=utf-8'
