import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Timeline } from '@balcao/contracts'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Browser, openBrowser } from '../testing/browser.ts'
import { managerPin, type PeopleShop, startPeopleShop } from '../testing/people-shop.ts'
import { newTxid, patience, problemOf, type World } from '../testing/world.ts'

let shop: PeopleShop
let world: World
let till: Browser
beforeAll(async () => {
  shop = await startPeopleShop()
  world = shop.world
  till = shop.till
}, 60_000)
afterAll(() => world.close())

describe('a refund above the own limit', () => {
  let operator: Browser
  let txid: string
  const managerOf = { name: 'Rui', pin: '830275' }
  const boss = { name: 'Marta', pin: managerPin }
  beforeAll(async () => {
    await shop.addPerson('Rui', 'manager', managerOf.pin, 20_000)
    operator = openBrowser(world)
    const device = till.cookies.get('balcao-aparelho')
    if (device !== undefined) operator.cookies.set('balcao-aparelho', device)
    expect((await operator.send('POST', '/api/session', { name: 'Ana', pin: '570913' })).status).toBe(204)
    txid = await sell()
  })
  async function sell() {
    const sold = newTxid()
    const made = await operator.send('PUT', `/api/charges/${sold}`, { amountCents: 30_000 })
    expect(made.status).toBe(201)
    await world.pay({ txid: sold })
    await vi.waitFor(
      async () =>
        expect((await operator.send('GET', `/api/charges/${sold}`)).json).toMatchObject({ status: 'paid' }),
      patience,
    )
    return sold
  }
  const ask = (refundId: string, amountCents: number, of = txid) =>
    operator.send('PUT', `/api/charges/${of}/refunds/${refundId}`, { amountCents })
  const approve = (refundId: string, amountCents: number, who: object = managerOf) =>
    operator.send('POST', '/api/approvals', { ...who, txid, refundId, amountCents })

  test('goes out up to it, and needs a manager beyond', async () => {
    expect((await ask(newTxid(), 5_000)).status).toBeLessThan(300)
    expect(problemOf(await ask(newTxid(), 5_001))).toMatchObject({ status: 403, name: 'approval-needed' })
  })

  test('is allowed for this refund and this amount, once; asking again for the same one is no second', async () => {
    const id = newTxid()
    expect((await approve(id, 6_000)).status).toBe(204)
    expect(problemOf(await ask(newTxid(), 6_000))).toMatchObject({ name: 'approval-needed' })
    expect(problemOf(await ask(id, 6_001))).toMatchObject({ name: 'approval-needed' })
    expect((await ask(id, 6_000)).status).toBeLessThan(300)
    expect((await ask(id, 6_000)).status).toBeLessThan(300)
    const { json } = await operator.send('GET', `/api/charges/${txid}/timeline`)
    const asked = Timeline.parse(json).events.filter(
      (event) => event.kind === 'refund' && event.status === 'requested',
    )
    expect(asked).toMatchObject([
      { amountCents: 5_000, by: { name: 'Ana' } },
      { amountCents: 6_000, by: { name: 'Ana' }, allowedBy: 'Rui' },
    ])
    expect(asked[0]).not.toHaveProperty('allowedBy')
    expect(problemOf(await approve(id, 6_000, { name: 'Rui', pin: '830276' }))).toMatchObject({
      name: 'wrong-pin',
    })
  })

  test('is not made of small ones', async () => {
    // All of the limit has gone back above.
    expect(problemOf(await ask(newTxid(), 1))).toMatchObject({ name: 'approval-needed' })
  })

  test('is allowed again where the first word came to nothing', async () => {
    const id = newTxid()
    expect((await approve(id, 29_000, boss)).status).toBe(204)
    expect(problemOf(await ask(id, 29_000))).toMatchObject({ name: 'not-refundable' })
    expect((await approve(id, 100)).status).toBe(204)
    expect((await ask(id, 100)).status).toBeLessThan(300)
  })

  test('is not allowed of another sale', async () => {
    const id = newTxid()
    const elsewhere = { ...managerOf, txid: newTxid(), refundId: id, amountCents: 6_000 }
    expect((await operator.send('POST', '/api/approvals', elsewhere)).status).toBe(204)
    expect(problemOf(await ask(id, 6_000))).toMatchObject({ name: 'approval-needed' })
    const unsaid = { ...managerOf, refundId: id, amountCents: 6_000 }
    expect(problemOf(await operator.send('POST', '/api/approvals', unsaid)).fields).toEqual(['txid'])
  })

  test('is not allowed a minute later', async () => {
    const id = newTxid()
    expect((await approve(id, 6_000)).status).toBe(204)
    await world.waitOut(60_000)
    expect(problemOf(await ask(id, 6_000))).toMatchObject({ name: 'approval-needed' })
  })

  test('is not allowed by an operator, nor by a manager beyond the own limit', async () => {
    expect(problemOf(await approve(newTxid(), 6_000, { name: 'Ana', pin: '570913' }))).toMatchObject({
      status: 403,
      name: 'forbidden',
    })
    expect(problemOf(await approve(newTxid(), 20_001))).toMatchObject({ status: 403, name: 'forbidden' })
  })

  test('is not made of small ones that are asked for at once', async () => {
    const sold = await sell()
    await world.waitOut(3_600_000)
    expect((await operator.send('POST', '/api/session', { name: 'Ana', pin: '570913' })).status).toBe(204)
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(newTxid(), 2_000, sold)))
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(2)
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(6)
  })

  test('is in the audit with both of them', async () => {
    const database = new DatabaseSync(join(world.dataDir, 'balcao.sqlite'), { readOnly: true })
    const rows = database.prepare('SELECT actor, action, detail FROM audit ORDER BY seq').all()
    database.close()
    const allowed = rows.find(({ action }) => action === 'refund-allowed')
    expect(allowed?.actor).toMatch(/^person:/)
    const returned = rows.find(({ detail }) =>
      String(detail).includes('"amountCents":6000,"status":"requested"'),
    )
    expect(returned?.actor).toMatch(/^person:/)
    expect(returned?.actor).not.toBe(allowed?.actor)
  })
})
