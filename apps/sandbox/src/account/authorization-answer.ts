import { approveRec, rejectRec } from '../recurrence/rec-life.ts'
import { arrangementId, providerIspb } from '../recurrence/registry.ts'
import { closeRequest, isOpen } from '../recurrence/solicrec-life.ts'
import type { World } from '../world.ts'
import { changed } from './authorization-life.ts'
import type { Authorization } from './model.ts'

/** What the payer has said has reached the receiver: it holds, unless the receiver closed the recurrence meanwhile. */
export function advanceAuthorization(world: World, one: Authorization, at: number): void {
  delete one.nextAt
  const rec = world.registry.rec.get(one.recId)
  const request = one.requestRecId === undefined ? undefined : world.registry.solicrec.get(one.requestRecId)
  one.integrationStatus = 'APPROVED'
  one.statusAckId = arrangementId(world, 'IS', providerIspb, at)
  one.elapsedMs = at - one.createdAt
  const withdrawn = request !== undefined && !isOpen(request)
  const taken =
    rec &&
    !withdrawn &&
    (one.rejectionCode === undefined
      ? approveRec(world, rec, one.journey, at)
      : rejectRec(world, rec, one.rejectionCode, at))
  if (!taken) one.status = 'REJECTED'
  if (request && !withdrawn)
    closeRequest(world, request, one.status === 'REJECTED' ? 'REJEITADA' : 'ACEITA', at)
  changed(world, one, one.status === 'REJECTED' ? 'REJECTION' : 'AUTHORIZATION', at)
}
