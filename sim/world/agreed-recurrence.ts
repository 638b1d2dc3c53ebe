import { activate } from '../../apps/sandbox/src/account/activate.ts'
import type { RecurrenceTerms } from '../../packages/domain/src/index.ts'
import { dayOf } from '../invariants/days.ts'
import { parts } from '../parts.ts'
import { payer } from './canaries.ts'
import type { openQuietShop } from './quiet-shop.ts'

const recurrenceId = 'a'.repeat(32)

/** In a quiet shop: offered, agreed to by a payer, and known as approved. It may be charged every week, from today on. */
export async function agreeToRecurrence(shop: Awaited<ReturnType<typeof openQuietShop>>) {
  const { world, wake } = shop.bank
  const recurring = shop.server()?.recurring
  if (recurring === undefined) throw new Error('The BFF does not run')
  await shop.wait(5_000)
  const today = dayOf(shop.nowMs())
  const terms: RecurrenceTerms = {
    ...{ object: null, contract: 'cafe', frequency: 'weekly', firstDay: today, lastDay: null },
    ...{ fixedCents: null, minimumCents: null, retryPolicy: 'none' },
  }
  const debtor = { name: payer.nome, document: payer.cpf }
  const offer = { ...{ recurrenceId, terminalId: 'caixa-1', txid: null }, terms, debtor }
  void parts.offerRecurrence(recurring, offer)
  await shop.wait(10_000)
  const [account] = world.registry.accounts.values()
  const [recId = ''] = world.registry.rec.keys()
  if (account === undefined) throw new Error('Nobody has an account')
  activate(world, account, { recId, activation: { journey: 'JOURNEY_2' } })
  wake()
  await shop.wait(30_000)
  const recurrence = await recurring.store.recurrence(recurrenceId)
  if (recurrence?.status !== 'approved') throw new Error('The offer is not in the ledger, or not agreed to')
  return {
    ...{ account, recId, today },
    charge: (txid: string, dueDay: string) =>
      parts.chargeRecurrence(recurring, recurrence, { ...{ txid, dueDay, info: null }, amountCents: 4200 }),
  }
}
