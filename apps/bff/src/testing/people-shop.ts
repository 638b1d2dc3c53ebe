import { Session } from '@balcao/contracts'
import { expect } from 'vitest'
import { type Browser, openBrowser } from './browser.ts'
import { newTxid, startWorld } from './world.ts'

export const managerPin = '480213'
export type PeopleShop = Awaited<ReturnType<typeof startPeopleShop>>

/** A shop with Marta, who administers, on its first till, and Ana, who may return R$ 50,00 of a sale. */
export async function startPeopleShop() {
  const world = await startWorld()
  const till = openBrowser(world)
  const setUp = { manager: { name: 'Marta', pin: managerPin }, terminalId: 'caixa-1', tillName: 'Caixa 1' }
  expect((await till.send('POST', '/api/set-up', setUp)).status).toBe(204)

  const addPerson = async (
    name: string,
    role: string,
    pin: string,
    refundLimitCents: number | null = 5_000,
  ) => {
    const personId = newTxid()
    const person = { name, role, refundLimitCents, isActive: true, pin }
    expect(await till.send('PUT', `/api/people/${personId}`, person)).toMatchObject({ status: 200 })
    return personId
  }
  await addPerson('Ana', 'operator', '570913')
  return { world, till, addPerson }
}

export const whoIs = async (browser: Browser) =>
  Session.parse((await browser.send('GET', '/api/session')).json)
