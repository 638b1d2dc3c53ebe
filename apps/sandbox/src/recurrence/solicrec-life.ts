import { newAggregateId } from '../account/ids.ts'
import { tellRequest } from '../account/notify.ts'
import type { World } from '../world.ts'
import type { SolicRec, SolicRecStatus } from './model.ts'
import { arrangementId, keep, providerIspb } from './registry.ts'

/** The legal ways of a proposal: CRIADA, ENVIADA, RECEBIDA, and from there to one of the four that are final. */

export const isOpen = ({ status }: SolicRec) =>
  status === 'CRIADA' || status === 'ENVIADA' || status === 'RECEBIDA'

/** Ends it, and tells the payer where it has arrived. */
export function closeRequest(
  world: World,
  request: SolicRec,
  status: 'REJEITADA' | 'ACEITA' | 'EXPIRADA' | 'CANCELADA',
  at: number,
): SolicRec {
  delete request.nextAt
  change(world, request, status, at)
  tellRequest(world, request)
  return request
}

/** Its time has come: it travels to the payer's provider, or nobody has answered in time. */
export function advanceRequest(world: World, request: SolicRec, at: number): void {
  if (request.status === 'CRIADA') {
    request.nextAt = at + world.registry.pace.messageMs
    change(world, request, 'ENVIADA', at)
  } else if (at >= request.expiresAt) closeRequest(world, request, 'EXPIRADA', at)
  else receive(world, request, at)
}

function receive(world: World, request: SolicRec, at: number): void {
  const { ispbParticipante, conta } = request.recipient
  const account =
    ispbParticipante === providerIspb
      ? [...world.registry.accounts.values()].find(({ number }) => number === conta)
      : undefined
  // Of another participant, or of an account that nobody has: there is nobody to ask.
  if (!account) return void closeRequest(world, request, 'REJEITADA', at)
  request.received = {
    accountId: account.id,
    aggregateId: newAggregateId(world),
    statusAckId: arrangementId(world, 'IS', providerIspb, at),
    at,
  }
  request.nextAt = request.expiresAt
  change(world, request, 'RECEBIDA', at)
  tellRequest(world, request)
}

function change(world: World, request: SolicRec, status: SolicRecStatus, at: number): void {
  request.status = status
  request.updates.push({ status, at })
  keep(world, 'solicrec', request)
}
