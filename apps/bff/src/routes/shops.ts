import { paths, ShopChange, ShopId, TerminalId, TerminalShop } from '@balcao/contracts'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { keepShop, placeTerminal, shopAsked } from '../flows/keep-shops.ts'
import { ProblemError } from '../problem.ts'
import { parse, readBody } from './body.ts'
import { askerOf } from './guard.ts'

/** /api/shops: the shops of the business, and which terminal is where. */
export function shopRoutes(deps: Deps): Router {
  const { store } = deps
  const router = Router()

  router.get(paths.shops(), async (_request, response) => {
    const [shops, terminals] = await Promise.all([store.shops(), store.terminalPlaces()])
    response.json({ shops, terminals })
  })

  router.put(paths.shop(':shopId'), async (request, response) => {
    const shopId = parse(ShopId, request.params.shopId, 'shopId')
    const shop = shopAsked(shopId, await readBody(request, ShopChange))
    await keepShop(deps, askerOf(response), shop)
    response.json(shop)
  })

  router.put(paths.terminalShop(':terminalId'), async (request, response) => {
    const terminalId = parse(TerminalId, request.params.terminalId, 'terminalId')
    const { shopId } = await readBody(request, TerminalShop)
    if (!(await placeTerminal(deps, askerOf(response), { terminalId, shopId })))
      throw new ProblemError('shop-not-found', `No shop has the id ${shopId}: make it first.`)
    response.status(204).end()
  })

  return router
}
