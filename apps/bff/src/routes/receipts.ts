import {
  paths,
  type ReceiptPrint,
  ReceiptToken,
  type screens,
  type TillReceipt,
  Txid,
} from '@balcao/contracts'
import type { Charge } from '@balcao/domain'
import { type RequestHandler, type Response, Router } from 'express'
import { actorName } from '../access/asker.ts'
import type { Deps } from '../deps.ts'
import { receiptOf } from '../flows/read-receipt.ts'
import type { ReceiptAddresses } from '../flows/receipt-address.ts'
import { ProblemError } from '../problem.ts'
import { parse } from './body.ts'
import { askerOf, isOwnTerminal } from './guard.ts'
import { createRequestLimit, refuseFor } from './request-limit.ts'

/** A customer opens one or two receipts; behind the shop's proxy all customers are one address, and no shop sells so much in a minute. */
const limitOfAddress = { most: 120, windowMs: 60_000 }

/** /api/receipts for customers, /api/charges/{txid}/receipt for the till. */
export function receiptRoutes({
  store,
  clock,
  receipts,
}: Pick<Deps, 'store' | 'clock'> & { receipts: ReceiptAddresses }): Router {
  const router = Router()
  const limit = createRequestLimit(clock.now, limitOfAddress)

  router.get(paths.receipt(':token'), async (request, response) => {
    refuseFor(response, limit(request.socket.remoteAddress ?? 'unknown'))
    const token = ReceiptToken.safeParse(request.params.token)
    const txid = token.success ? receipts.txidOf(token.data) : undefined
    const charge = txid === undefined ? undefined : await store.charge(txid)
    const receipt = charge && receiptOf(charge, await store.shopOf(charge.terminalId))
    if (receipt === undefined) throw new ProblemError('receipt-not-found')
    response.json(receipt)
  })

  /** The charge and its receipt. Whoever sees one terminal alone learns nothing of another's charges, not even that they are there. */
  async function paidCharge(response: Response, value: unknown) {
    const charge: Charge | undefined = await store.charge(parse(Txid, value, 'txid'))
    if (charge === undefined || !isOwnTerminal(askerOf(response), charge.terminalId))
      throw new ProblemError('charge-not-found')
    const receipt = receiptOf(charge, await store.shopOf(charge.terminalId))
    if (receipt === undefined)
      throw new ProblemError('charge-not-paid', 'There is a receipt once the charge is paid.')
    return { txid: charge.txid, receipt }
  }

  router.get(paths.chargeReceipt(':txid'), async (request, response) => {
    const { txid, receipt } = await paidCharge(response, request.params.txid)
    const prints = await store.receiptPrints(txid)
    response.json({ receipt, url: receipts.urlOf(txid), prints } satisfies TillReceipt)
  })

  router.post(paths.receiptPrints(':txid'), async (request, response) => {
    const { txid } = await paidCharge(response, request.params.txid)
    const copy = await store.notePrint(txid, actorName(askerOf(response)), clock.now())
    response.status(201).json({ copy } satisfies ReceiptPrint)
  })

  return router
}

/** What a customer's phone asks for: the page, what it is made of, and the receipt itself. */
const receiptPage: keyof typeof screens = '/recibo/'
const publicPaths = /^\/(assets|icons)\/|^\/api\/receipts\//

/**
 * Behind the shop's public name stand the receipts and nothing else: whatever more is asked for by that name has to be let in by the check
 * of this machine's own names.
 */
export const receiptsBehind =
  (publicHost: string | undefined, ownHostOnly: RequestHandler): RequestHandler =>
  (request, response, next) => {
    const isPublicName = publicHost !== undefined && request.headers.host?.toLowerCase() === publicHost
    const isForCustomers = request.path === receiptPage || publicPaths.test(request.path)
    if (isPublicName && isForCustomers) next()
    else ownHostOnly(request, response, next)
  }
