import { arrangementId, keep, providerIspb, receiverIspb } from '../recurrence/registry.ts'
import type { World } from '../world.ts'
import type { Authorization, AuthorizationStatus, HistoryType } from './model.ts'
import { tellRecurrence } from './notify.ts'

/** An authorisation that has changed: later than anything said of it before, noted in its history, kept and told. */
export function changed(world: World, one: Authorization, type: HistoryType, at: number): Authorization {
  one.updatedAt = Math.max(at, one.updatedAt + 1)
  const { status, integrationStatus, useAccountLimit, maximumCents } = one
  one.history.push({
    type,
    at: one.updatedAt,
    status,
    integrationStatus,
    useAccountLimit,
    ...(maximumCents !== undefined && { maximumCents }),
  })
  keep(world, 'authorization', one)
  tellRecurrence(world, one)
  return one
}

const ends = {
  PAYER: { code: 'SLDB', description: 'Cancelamento solicitado pelo usuário pagador.' },
  RECEIVER: { code: 'SLCR', description: 'Cancelamento solicitado pelo usuário recebedor.' },
}

/** The recurrence has ended, whoever ended it: nothing is charged by it from now on. Where there was no authorisation, nothing happens. */
export function endAuthorization(
  world: World,
  recId: string,
  status: Extract<AuthorizationStatus, 'CANCELED' | 'EXPIRED'>,
  requester: keyof typeof ends,
  at: number,
): void {
  const one = world.registry.authorization.get(recId)
  if (one?.status !== 'APPROVED') return
  const account = world.registry.accounts.get(one.accountId)
  one.status = status
  one.integrationStatus = 'APPROVED'
  delete one.nextAt
  if (status === 'CANCELED') {
    one.cancellation = {
      id: arrangementId(world, 'IC', requester === 'PAYER' ? providerIspb : receiverIspb, at),
      createdAt: at,
      requester,
      ...ends[requester],
      requesterTaxId: requester === 'PAYER' ? (account?.document.number ?? '') : world.merchant.cnpj,
      statusAckId: arrangementId(world, 'IS', providerIspb, at),
    }
  }
  changed(world, one, 'CANCELLATION', at)
}
