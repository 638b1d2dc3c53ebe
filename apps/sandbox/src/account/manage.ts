import type * as z from 'zod'
import { dayOf } from '../days.ts'
import { openAttempt } from '../recurrence/attempts.ts'
import { cancelCobR } from '../recurrence/cobr-life.ts'
import type { CobR } from '../recurrence/model.ts'
import { cancelRec } from '../recurrence/rec-life.ts'
import type { World } from '../world.ts'
import { belowMinimum } from './activate.ts'
import { changed } from './authorization-life.ts'
import type { Authorization, PayerAccount } from './model.ts'
import { type AccountRefusal, refuse } from './refusal.ts'
import type { Configuration } from './request.ts'

/** What the payer does with a recurrence that is authorised, and with its charges. */

export function findAuthorization(
  world: World,
  account: PayerAccount,
  recId: string,
): Authorization | AccountRefusal {
  const one = world.registry.authorization.get(recId)
  return one?.accountId === account.id
    ? one
    : refuse(404, 'RECURRENCE_NOT_FOUND', 'Esta conta não tem esta recorrência.')
}

/** PATCH …/configure: it stays APPROVED, under other limits from now on. */
export function configure(
  world: World,
  account: PayerAccount,
  recId: string,
  asked: z.infer<typeof Configuration>,
): Authorization | AccountRefusal {
  const one = findAuthorization(world, account, recId)
  if ('refused' in one) return one
  if (one.status !== 'APPROVED') return notActive(one)
  const { maximumValue, useAccountLimit } = asked
  const rec = world.registry.rec.get(recId)
  const low = rec && belowMinimum(rec, maximumValue ?? undefined)
  if (low) return low
  if (useAccountLimit !== undefined) one.useAccountLimit = useAccountLimit
  if (maximumValue === null) delete one.maximumCents
  else if (maximumValue !== undefined) one.maximumCents = maximumValue
  return changed(world, one, 'CONFIGURATION', world.ports.clock.now())
}

/** POST …/recurrences/{recId}/cancel, with its charges save those of today. Cancelled already is answered the same. */
export function cancel(world: World, account: PayerAccount, recId: string): Authorization | AccountRefusal {
  const one = findAuthorization(world, account, recId)
  if ('refused' in one || one.status === 'CANCELED') return one
  const rec = world.registry.rec.get(recId)
  if (one.status !== 'APPROVED' || rec?.status !== 'APROVADA') return notActive(one)
  cancelRec(world, rec, 'USUARIO_PAGADOR', world.ports.clock.now())
  return one
}

const notActive = ({ status, integrationStatus }: Authorization) =>
  refuse(422, 'RECURRENCE_NOT_ACTIVE', `Esta recorrência não está valendo (${status}, ${integrationStatus}).`)

/** Those of this account that have been scheduled, oldest first. */
export function billingsOf({ registry }: World, account: PayerAccount): CobR[] {
  return [...registry.cobr.values()].filter(
    ({ idRec, attempts }) =>
      attempts.length > 0 && registry.authorization.get(idRec)?.accountId === account.id,
  )
}

/** POST …/billings/{txid}/cancel: until the last millisecond of the day before, in Brasília. Cancelled already is answered the same. */
export function cancelBilling(world: World, account: PayerAccount, txid: string): CobR | AccountRefusal {
  const cobr = billingsOf(world, account).find((one) => one.txid === txid)
  if (!cobr) return refuse(404, 'BILLING_NOT_FOUND', 'Esta conta não tem esta cobrança.')
  if (cobr.status === 'CANCELADA') return cobr
  const attempt = openAttempt(cobr)
  if (!attempt)
    return refuse(422, 'BILLING_NOT_SCHEDULED', `Esta cobrança não está agendada (${cobr.status}).`)
  const now = world.ports.clock.now()
  if (dayOf(now) >= attempt.day)
    return refuse(
      422,
      'BILLING_TOO_LATE',
      'Uma cobrança pode ser cancelada até 23h59 do dia anterior, em Brasília.',
    )
  return cancelCobR(world, cobr, 'USUARIO_PAGADOR', now)
}
