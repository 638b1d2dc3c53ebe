import { PayerBillingList, PayerRecurrenceDetail, Recurrence, RecurrenceDetails } from '@balcao/contracts'
import { expect, vi } from 'vitest'
import { newTxid, patience, type World } from './world.ts'

/** One recurrence by both of its doors: as the shop that charges by it has it, and as the account that pays. */
export type Circle = ReturnType<typeof openDoors>

/** A monthly one of no fixed amount: offered by the shop's door, agreed to by the payer's. */
export async function agreeToRecurrence(
  world: World,
  firstDay: string,
  limits: { maximumCents: number | null; useAccountLimit: boolean },
): Promise<Circle> {
  const offered = await world.api('PUT', `/api/recurrences/${newTxid()}`, {
    ...{ contract: '2026-118', object: 'Clube do café', frequency: 'monthly', firstDay },
    ...{ debtor: { name: 'Ana Souza', document: '12345678909' }, retryPolicy: 'three-in-seven-days' },
  })
  const { recurrenceId, codeAlone, pspId } = Recurrence.parse(offered.json)
  const consent = { pixCopiaECola: codeAlone, recurrenceId: pspId, ...limits }
  const asked = await world.api('PUT', `/api/payer/authorizations/${newTxid()}`, consent)
  expect(asked.status, asked.text).toBeLessThan(300)
  const circle = openDoors(world, { recurrenceId, pspId: pspId ?? '' })
  await vi.waitFor(async () => {
    expect((await circle.shop()).recurrence.status).toBe('approved')
    expect((await circle.payer()).status).toBe('active')
  }, patience)
  return circle
}

/** What the shop's door and the payer's say of one recurrence, once both are as they should be. */
function openDoors(world: World, { recurrenceId, pspId }: { recurrenceId: string; pspId: string }) {
  const shop = async () =>
    RecurrenceDetails.parse((await world.api('GET', `/api/recurrences/${recurrenceId}`)).json)
  const payer = async () =>
    PayerRecurrenceDetail.parse((await world.api('GET', `/api/payer/recurrences/${pspId}`)).json)
  const billings = async () =>
    PayerBillingList.parse((await world.api('GET', '/api/payer/billings')).json).billings
  const chargePath = (txid: string) => `/api/recurrences/${recurrenceId}/charges/${txid}`
  return {
    shop,
    payer,
    billings,
    charge: (txid: string, wanted: object) =>
      vi.waitFor(async () => {
        const found = (await shop()).charges.find((one) => one.txid === txid)
        expect(found).toMatchObject(wanted)
        return found
      }, patience),
    billing: (txid: string, wanted: object) =>
      vi.waitFor(async () => {
        const found = (await billings()).find((one) => one.txid === txid)
        expect(found).toMatchObject(wanted)
        return found?.day ?? ''
      }, patience),
    /** Charged by the shop, and in the payer's calendar: which day it is for there. */
    async bill(dueDay: string, amountCents: number): Promise<{ txid: string; day: string }> {
      const txid = newTxid()
      const made = await world.api('PUT', chargePath(txid), { amountCents, dueDay })
      expect(made.status, made.text).toBeLessThan(300)
      await world.control('POST', '/clock', { advanceMs: 1_000 })
      return { txid, day: await this.billing(txid, { status: 'scheduled', amountCents }) }
    },
    /** There for the shop, and gone for the payer. */
    async paid(txid: string, amountCents: number): Promise<void> {
      await this.charge(txid, { status: 'concluded', payment: { amountCents } })
      await this.billing(txid, { status: 'paid', amountCents })
    },
    retry: (txid: string, day: string) => world.api('POST', `${chargePath(txid)}/retry`, { day }),
    cancelBilling: (txid: string) => world.api('POST', `/api/payer/billings/${txid}/cancel`),
    cancel: () => world.api('POST', `/api/payer/recurrences/${pspId}/cancel`),
  }
}
