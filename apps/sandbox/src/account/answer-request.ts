import type * as z from 'zod'
import type { SolicRec } from '../recurrence/model.ts'
import { keep } from '../recurrence/registry.ts'
import type { World } from '../world.ts'
import { authorize, belowMinimum } from './activate.ts'
import type { PayerAccount } from './model.ts'
import { tellRequest } from './notify.ts'
import { type AccountRefusal, refuse } from './refusal.ts'
import type { Answer } from './request.ts'

/** A proposal that has arrived at this account. */
export function findRequest(world: World, account: PayerAccount, id: string): SolicRec | AccountRefusal {
  const request = world.registry.solicrec.get(id)
  return request?.received?.accountId === account.id
    ? request
    : refuse(404, 'REQUEST_NOT_FOUND', 'Esta proposta não existe.')
}

/** POST …/recurrences-requests/{requestRecId}/authorization. The same answer again is answered the same. */
export function answerRequest(
  world: World,
  account: PayerAccount,
  id: string,
  asked: z.infer<typeof Answer>,
): SolicRec | AccountRefusal {
  const request = findRequest(world, account, id)
  if ('refused' in request) return request
  const rec = world.registry.rec.get(request.idRec)
  const now = world.ports.clock.now()
  const status = asked.acceptance ? 'ACCEPTED' : 'REJECTED'
  if (request.answer?.status === status) return request
  if (request.answer)
    return refuse(409, 'ALREADY_ANSWERED', `Esta proposta já foi respondida (${request.answer.status}).`)
  if (request.status !== 'RECEBIDA' || rec?.status !== 'CRIADA')
    return refuse(422, 'REQUEST_NOT_OPEN', 'Esta proposta venceu ou foi retirada.')
  if (!asked.acceptance && !asked.rejectionCode)
    return refuse(400, 'INVALID_REQUEST', 'rejectionCode: diga o motivo, AP13 ou AP14.')
  const low = asked.acceptance ? belowMinimum(rec, asked.maximumValue) : undefined
  if (low) return low
  request.answer = { status, at: now }
  // Answered in time: it no longer expires by itself.
  delete request.nextAt
  keep(world, 'solicrec', request)
  tellRequest(world, request)
  authorize(world, account, rec, {
    journey: 1,
    requestRecId: id,
    useAccountLimit: asked.useAccountLimit ?? false,
    ...(!asked.acceptance && asked.rejectionCode && { rejectionCode: asked.rejectionCode }),
    ...(asked.maximumValue !== undefined && { maximumCents: asked.maximumValue }),
    ...(asked.municipalityCode && { municipalityCode: asked.municipalityCode }),
  })
  return request
}
