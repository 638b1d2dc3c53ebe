import { NewApproval, type Session, SignIn } from '@balcao/contracts'
import { type Response, Router } from 'express'
import type { Asker } from '../access/asker.ts'
import { clearCookie, setCookie } from '../access/cookies.ts'
import type { Deps } from '../deps.ts'
import { approveRefund } from '../flows/approve-refund.ts'
import { type AccessDeps, type Proof, signIn, signOut } from '../flows/sign-in.ts'
import type { Authority } from '../https/screen-tls.ts'
import { ProblemError } from '../problem.ts'
import { readBody } from './body.ts'
import { askerOf } from './guard.ts'
import { fieldProblem } from './period.ts'

type SessionDeps = AccessDeps &
  Pick<Deps, 'store'> & {
    isSandbox: boolean
    authority: Authority | undefined
  }

/** /api/session and /api/approvals: who is here, and what a manager's PIN allows. */
export function sessionRoutes(deps: SessionDeps): Router {
  const { access, store, isSandbox, authority } = deps
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
    shop: {
      name: (await store.shopOf(device?.terminalId)).name,
      isSandbox,
      isSetUp: await access.isSetUp(),
    },
    ...(authority && { authority: authority.fingerprint }),
  })

  router.get('/api/session', async (_request, response) => {
    response.json(await present(askerOf(response)))
  })

  router.get('/api/session/people', async (_request, response) => {
    const people = (await access.people()).filter(({ isActive }) => isActive)
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

  router.post('/api/approvals', async (request, response) => {
    const { txid, endToEndId, refundId, amountCents, ...who } = await readBody(request, NewApproval)
    const of = txid ?? endToEndId
    if (of === undefined || (txid !== undefined && endToEndId !== undefined))
      throw fieldProblem('txid', 'must be given where endToEndId is not, and only there')
    const approving = await approveRefund(deps, askerOf(response), who, { of, refundId, amountCents })
    if (approving.kind === 'may-not')
      throw new ProblemError('forbidden', 'This needs a manager other than whoever asks for the refund.')
    if (approving.kind !== 'allowed') throw pinProblem(response, approving, deps.clock.now())
    response.status(204).end()
  })

  return router
}

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
