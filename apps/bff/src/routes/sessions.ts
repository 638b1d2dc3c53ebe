import { NewApproval, type Session, SetUp, SignIn } from '@balcao/contracts'
import { type Request, type Response, Router } from 'express'
import type { Asker } from '../access/asker.ts'
import { clearCookie, setCookie } from '../access/cookies.ts'
import { approveRefund } from '../flows/approve-refund.ts'
import { type SettingUp, setUp, setUpDemo } from '../flows/set-up.ts'
import { type AccessDeps, type Proof, signIn, signOut } from '../flows/sign-in.ts'
import { ProblemError } from '../problem.ts'
import { readBody } from './body.ts'
import { askerOf } from './guard.ts'
import { fieldProblem } from './period.ts'

export type Shop = { name: string; isSandbox: boolean }

/** /api/session and /api/set-up: who is here, and how somebody comes to be. */
export function sessionRoutes(deps: AccessDeps, shop: Shop): Router {
  const router = Router()

  const present = async ({ actor, device }: Asker): Promise<Session> => ({
    actor:
      actor.kind === 'person'
        ? {
            kind: 'person',
            personId: actor.personId,
            name: actor.name,
            role: actor.role,
            refundLimitCents: actor.refundLimitCents,
          }
        : actor,
    device:
      device === undefined
        ? null
        : {
            deviceId: device.deviceId,
            name: device.name,
            kind: device.kind,
            terminalId: device.terminalId,
          },
    shop: { ...shop, isSetUp: await deps.access.isSetUp() },
  })

  router.get('/api/session', async (_request, response) => {
    response.json(await present(askerOf(response)))
  })

  router.get('/api/session/people', async (_request, response) => {
    const people = (await deps.access.people()).filter(({ isActive }) => isActive)
    response.json({ people: people.map(({ personId, name, role }) => ({ personId, name, role })) })
  })

  router.post('/api/session', async (request, response) => {
    const who = await readBody(request, SignIn)
    if ((who.personId === undefined) === (who.name === undefined))
      throw fieldProblem('name', 'must be given where personId is not, and only there')
    const signed = await signIn(deps, askerOf(response), who)
    if (signed.kind !== 'signed-in') throw pinProblem(response, signed, deps.clock.now())
    setCookie(request, response, 'session', signed.secret)
    response.status(204).end()
  })

  router.post('/api/session/end', async (request, response) => {
    await signOut(deps, askerOf(response))
    clearCookie(request, response, 'session')
    response.status(204).end()
  })

  router.post('/api/set-up', async (request, response) => {
    const { manager, terminalId, tillName } = await readBody(request, SetUp)
    const till = { terminalId, name: tillName.trim() }
    begun(request, response, await setUp({ ...deps, ...shop }, askerOf(response), manager, till))
  })

  router.post('/api/set-up/demo', async (request, response) => {
    if (!shop.isSandbox)
      throw new ProblemError(
        'forbidden',
        'The demo shop is for the sandbox: its PINs are known to everybody.',
      )
    begun(request, response, await setUpDemo(deps, askerOf(response)))
  })

  router.post('/api/approvals', async (request, response) => {
    const { refundId, amountCents, ...who } = await readBody(request, NewApproval)
    const approving = await approveRefund(deps, askerOf(response), who, { refundId, amountCents })
    if (approving.kind === 'may-not')
      throw new ProblemError('forbidden', 'This needs a manager other than whoever asks for the refund.')
    if (approving.kind !== 'allowed') throw pinProblem(response, approving, deps.clock.now())
    response.status(204).end()
  })

  return router
}

function begun(request: Request, response: Response, done: SettingUp): void {
  if (done.kind === 'already-set-up') throw new ProblemError('already-set-up')
  if (done.kind === 'easy-pin') throw easyPin('manager.pin')
  setCookie(request, response, 'device', done.deviceSecret)
  setCookie(request, response, 'session', done.sessionSecret)
  response.status(204).end()
}

export const easyPin = (field: string) =>
  fieldProblem(field, 'is one that everybody tries first, or one of the demo shop: choose another')

/** A name that nobody has is told as a wrong PIN is. */
function pinProblem(
  response: Response,
  proof: Exclude<Proof, { kind: 'right' }>,
  nowMs: number,
): ProblemError {
  if (proof.kind === 'wrong')
    return new ProblemError('wrong-pin', 'The name and the PIN do not belong together.')
  response.setHeader('retry-after', Math.ceil((proof.untilMs - nowMs) / 1000))
  return new ProblemError('locked-out', 'Too many wrong PINs. Wait as long as Retry-After says, in seconds.')
}
