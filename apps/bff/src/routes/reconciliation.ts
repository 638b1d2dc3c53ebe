import { Period, paths } from '@balcao/contracts'
import { startOfDay } from '@balcao/domain'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import type { Reconciling } from '../flows/reconcile.ts'
import { createSummary } from '../present/reconciliation.ts'
import { parse, readBody } from './body.ts'
import { checkPeriod, fieldProblem } from './period.ts'

/** /api/reconciliation: what the PSP lists for some days, beside what we have. */
export function reconciliationRoutes(deps: Deps & { reconciling: Reconciling }): Router {
  const { psp, reconciling } = deps
  const summaryOf = createSummary(deps)
  const router = Router()
  router
    .route(paths.reconciliation())
    .get(async (request, response) => {
      const period = checkPeriod(parse(Period, { ...request.query }, 'query'))
      response.json(await summaryOf(period, await reconciling.timeZone()))
    })
    .post(async (request, response) => {
      const period = checkPeriod(await readBody(request, Period))
      const timeZone = await reconciling.timeZone()
      if (startOfDay(period.from, timeZone) > psp.nowMs())
        throw fieldProblem('from', 'must not be in the future')
      await reconciling.start(period)
      response.status(202).json(await summaryOf(period, timeZone))
    })
  return router
}
