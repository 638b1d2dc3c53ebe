import { EndToEndId, NewPixRefund, paths, RefundId } from '@balcao/contracts'
import { Router } from 'express'
import { actorName } from '../access/asker.ts'
import type { Deps } from '../deps.ts'
import { askWithinLimit } from '../flows/approve-refund.ts'
import { forgetPix } from '../flows/forget.ts'
import { refundPix } from '../flows/refund-pix.ts'
import { createLinePresenter } from '../present/lines.ts'
import { ProblemError } from '../problem.ts'
import type { AccessStore } from '../store/access.ts'
import { parse, readBody } from './body.ts'
import { approvalNeeded } from './charge-answers.ts'
import { askerOf } from './guard.ts'
import type { MoneyLimits } from './money-limits.ts'

/** /api/pix: returns money that pays no charge of ours, and erases what people have typed about a Pix. */
export function pixRefundRoutes(deps: Deps, access: AccessStore, limits: MoneyLimits): Router {
  const present = createLinePresenter(deps)
  const router = Router()
  router.put(paths.pixRefund(':endToEndId', ':refundId'), async (request, response) => {
    const endToEndId = parse(EndToEndId, request.params.endToEndId, 'endToEndId')
    const id = parse(RefundId, request.params.refundId, 'refundId')
    const { amountCents, reason } = await readBody(request, NewPixRefund)
    limits.needRefund(response, id)
    const asker = askerOf(response)
    const asked = { id, amountCents, description: reason?.trim() || null }
    const toAllow = { of: endToEndId, refundId: id, amountCents }
    const refunding = await askWithinLimit({ ...deps, access }, asker, toAllow, (limitCents) =>
      refundPix({ ...deps, by: actorName(asker) }, endToEndId, { ...asked, limitCents }),
    )
    switch (refunding.kind) {
      case 'asked': {
        const line = await deps.store.pixLine(endToEndId)
        if (line === undefined) throw new ProblemError('pix-not-found')
        const [presented] = await present([line])
        response.status(refunding.refund.status === 'refunded' ? 200 : 202).json(presented)
        return
      }
      case 'not-found':
        throw new ProblemError('pix-not-found')
      case 'pays-charge':
        throw new ProblemError(
          'not-refundable',
          `This Pix pays the charge ${refunding.txid}: return it there, with PUT ${paths.refund(refunding.txid, '{refundId}')}.`,
        )
      case 'not-refundable':
        throw new ProblemError('not-refundable', 'This Pix has not this much left to return.')
      case 'above-limit':
        throw approvalNeeded()
      case 'refund-id-reused':
        throw new ProblemError(
          'refund-id-reused',
          'This refund id belongs to a refund of another amount. Use a new id.',
        )
    }
  })
  router.post(paths.forgetPix(':endToEndId'), async (request, response) => {
    const endToEndId = parse(EndToEndId, request.params.endToEndId, 'endToEndId')
    if (!(await forgetPix(deps, askerOf(response), endToEndId))) throw new ProblemError('pix-not-found')
    response.status(204).end()
  })

  return router
}
