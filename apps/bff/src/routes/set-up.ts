import { type BankCheck, type BeforeSetUp, type DemoShop, firstShopId, paths, SetUp } from '@balcao/contracts'
import { type Request, type Response, Router } from 'express'
import { setCookie } from '../access/cookies.ts'
import type { Deps } from '../deps.ts'
import { shopAsked } from '../flows/keep-shops.ts'
import { demoPeople, type SettingUp, setUp, setUpDemo } from '../flows/set-up.ts'
import type { AccessDeps } from '../flows/sign-in.ts'
import { ProblemError } from '../problem.ts'
import { readBody } from './body.ts'
import { askerOf } from './guard.ts'
import { fieldProblem } from './period.ts'

export type Bank = BeforeSetUp['bank'] & {
  /** Tries everything out at the bank that has to be right before the first sale. */
  check: () => Promise<BankCheck>
}
type SetUpDeps = AccessDeps & Pick<Deps, 'store' | 'bus'> & { isSandbox: boolean; bank: Bank }

/** /api/set-up: how a shop comes to be, once. */
export function setUpRoutes(deps: SetUpDeps): Router {
  const { access, store, bus, bank } = deps
  const router = Router()
  let checking: Promise<BankCheck> | undefined

  const begun = (request: Request, response: Response, done: SettingUp) => {
    if (done.kind === 'already-set-up') throw new ProblemError('already-set-up')
    if (done.kind === 'easy-pin') throw easyPin('manager.pin')
    setCookie(request, response, 'device', done.deviceSecret)
    setCookie(request, response, 'session', done.sessionSecret)
    bus.ringEverywhere()
  }
  const needNotSetUp = async () => {
    if (await access.isSetUp()) throw new ProblemError('already-set-up')
  }

  router.get(paths.setUp(), async (_request, response) => {
    await needNotSetUp()
    const { name, environment } = bank
    response.json({
      shop: await store.shopOf(undefined),
      bank: { name, environment },
    } satisfies BeforeSetUp)
  })

  router.post(paths.bankCheck(), async (_request, response) => {
    await needNotSetUp()
    // Whoever presses twice waits for the same answer: the bank is asked once.
    checking ??= bank.check().finally(() => {
      checking = undefined
    })
    response.json(await checking)
  })

  router.post(paths.setUp(), async (request, response) => {
    const { manager, terminalId, tillName, shop } = await readBody(request, SetUp)
    const till = { terminalId, name: tillName.trim() }
    const first = shop && shopAsked(firstShopId, shop)
    begun(request, response, await setUp(deps, askerOf(response), manager, till, first))
    response.status(204).end()
  })

  router.post(paths.demoSetUp(), async (request, response) => {
    if (!deps.isSandbox)
      throw new ProblemError(
        'forbidden',
        'The demo shop is for the sandbox: its PINs are known to everybody.',
      )
    begun(request, response, await setUpDemo(deps, askerOf(response)))
    const people = demoPeople.map(({ name, role, pin }) => ({ name, role, pin }))
    response.json({ people } satisfies DemoShop)
  })

  return router
}

export const easyPin = (field: string) =>
  fieldProblem(field, 'is one that everybody tries first, or one of the demo shop: choose another')
