import { PayerDeed, type PayerRecurrence, PayerRecurrenceList } from '@balcao/contracts'
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest'
import { openReceiver, type Receiver } from './receiver.ts'
import { patience, startWorld, type World } from './world.ts'

type Limits = { maximumCents: number | null; useAccountLimit: boolean; acceptsLimitBelowValue?: boolean }
export const noLimit: Limits = { maximumCents: null, useAccountLimit: false }

/** Who pays here, and who receives elsewhere, for the tests of one file: each begins with five thousand reais and no faults. */
export function openPayerDeeds() {
  let world: World
  let receiver: Receiver
  beforeAll(async () => {
    world = await startWorld()
    receiver = await openReceiver(world)
  }, 60_000)
  beforeEach(() => world.control('PUT', '/payer', { balanceCents: 500_000, overdraftCents: 0 }))
  afterAll(async () => {
    await receiver.close()
    await world.close()
  })
  afterEach(() => world.calm())

  const pay = (deedId: string, pixCopiaECola: string, amountCents: number, authorize?: object) =>
    world.api('PUT', `/api/payer/payments/${deedId}`, {
      pixCopiaECola,
      amountCents,
      ...(authorize && { authorize }),
    })
  const authorize = (deedId: string, pixCopiaECola: string, recurrenceId: string, limits: Limits = noLimit) =>
    world.api('PUT', `/api/payer/authorizations/${deedId}`, { pixCopiaECola, recurrenceId, ...limits })

  /** Repeats the same bytes until the deed has come so far. */
  const until = (ask: () => ReturnType<typeof pay>, wanted: { payment?: string; authorization?: string }) =>
    vi.waitFor(async () => {
      const answer = await ask()
      const deed = PayerDeed.parse(answer.json)
      const { payment = deed.payment?.status, authorization = deed.authorization?.status } = wanted
      expect(deed).toMatchObject({
        ...(payment && { payment: { status: payment } }),
        ...(authorization && { authorization: { status: authorization } }),
      })
      return deed
    }, patience)

  const spentCents = async () => {
    const { accounts } = (await world.control('GET', '/state')).json as {
      accounts: { id: string; balanceCents: number }[]
    }
    return 500_000 - (accounts[0]?.balanceCents ?? 0)
  }
  async function recurrenceOf(id: string): Promise<PayerRecurrence | undefined> {
    const { recurrences } = PayerRecurrenceList.parse((await world.api('GET', '/api/payer/recurrences')).json)
    return recurrences.find(({ recurrenceId }) => recurrenceId === id)
  }
  const fault = (operation: string, more: object) =>
    world.faults({ rules: [{ match: { operation }, times: 1, ...more }] })

  return {
    world: () => world,
    receiver: () => receiver,
    pay,
    authorize,
    until,
    spentCents,
    recurrenceOf,
    fault,
  }
}
