import { PersonChange, PersonId, type Person as PersonOnTheWire } from '@balcao/contracts'
import { Router } from 'express'
import { keepPerson } from '../flows/keep-people.ts'
import type { AccessDeps } from '../flows/sign-in.ts'
import { ProblemError } from '../problem.ts'
import type { Person } from '../store/people.ts'
import { parse, readBody } from './body.ts'
import { askerOf } from './guard.ts'
import { fieldProblem } from './period.ts'
import { easyPin } from './set-up.ts'

/** /api/people: who works here. */
export function peopleRoutes(deps: AccessDeps & { isSandbox: boolean }): Router {
  const router = Router()

  router.get('/api/people', async (_request, response) => {
    const locked = await deps.access.lockedUntil(deps.clock.now())
    const people = await deps.access.people()
    response.json({
      people: people.map((person) => present(person, locked.get(`person:${person.personId}`))),
    })
  })

  router.put('/api/people/:personId', async (request, response) => {
    const personId = parse(PersonId, request.params.personId, 'personId')
    const { pin, ...asked } = await readBody(request, PersonChange)
    const kept = await keepPerson(deps, askerOf(response), personId, { ...asked, pin })
    switch (kept.kind) {
      case 'kept':
        return void response.json(present(kept.person, undefined))
      case 'name-taken':
        throw new ProblemError(
          'name-taken',
          'Somebody here has this name already. Add a surname or an initial.',
        )
      case 'easy-pin':
        throw easyPin('pin')
      case 'pin-missing':
        throw fieldProblem('pin', 'must be given for somebody new')
      case 'above-you':
        throw new ProblemError('forbidden', 'Nobody may make or change whoever may do more than they may.')
      case 'last-administrator':
        throw new ProblemError('last-administrator', 'Make somebody else an administrator first.')
    }
  })

  return router
}

const present = (
  { personId, name, role, refundLimitCents, isActive }: Person,
  lockedUntilMs: number | undefined,
): PersonOnTheWire => ({
  personId,
  name,
  role,
  refundLimitCents,
  isActive,
  lockedUntil: lockedUntilMs === undefined ? null : new Date(lockedUntilMs).toISOString(),
})
