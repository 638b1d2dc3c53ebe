import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Browser, openBrowser } from '../testing/browser.ts'
import { newTxid, patience, problemOf, startWorld, type World } from '../testing/world.ts'

const apiKey = 'a-key-of-more-than-thirty-two-characters'
const key = { authorization: `Bearer ${apiKey}` }
let world: World
let ana: Browser
beforeAll(async () => {
  world = await startWorld({ API_KEY: apiKey })
  const manager = { role: 'manager', refundLimitCents: null, isActive: true }
  for (const [name, pin] of [
    ['Ana', '480213'],
    ['Beto', '719402'],
  ])
    await world.api('PUT', `/api/people/${newTxid()}`, { ...manager, name, pin }, key)
  ana = await signedIn('Ana', '480213')
}, 60_000)
afterAll(() => world.close())

async function signedIn(name: string, pin: string): Promise<Browser> {
  const browser = openBrowser(world)
  expect((await browser.send('POST', '/api/session', { name, pin })).status).toBe(204)
  return browser
}
const create = (browser: Browser, txid: string) =>
  browser.send('PUT', `/api/charges/${txid}`, { amountCents: 100 })
const refund = (browser: Browser, txid: string, id: string) =>
  browser.send('PUT', `/api/charges/${txid}/refunds/${id}`, { amountCents: 1 })

test('a session begins thirty charges a minute, a retry is none, and the next minute begins anew', async () => {
  const txids = Array.from({ length: 30 }, newTxid)
  const [first = ''] = txids
  for (const txid of [...txids, first, first]) expect((await create(ana, txid)).status).toBeLessThan(202)
  const late = newTxid()
  const refused = await create(ana, late)
  expect(problemOf(refused)).toMatchObject({ status: 429, name: 'too-many-requests' })
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await world.api('GET', `/api/charges/${late}`, undefined, key)).status).toBe(404)
  expect((await create(ana, first)).status).toBe(200)
  // A header that anybody can write makes nobody somebody else.
  const forged = { 'x-forwarded-for': '203.0.113.9' }
  const again = await ana.send('PUT', `/api/charges/${newTxid()}`, { amountCents: 100 }, forged)
  expect(again.status).toBe(429)
  expect((await create(await signedIn('Beto', '719402'), newTxid())).status).toBe(201)
  await world.waitOut(60_000)
  expect((await create(ana, late)).status).toBe(201)
})

test('what one server let in is no new charge to another, however many others there were', async () => {
  await world.waitOut(60_000)
  const known = newTxid()
  await create(ana, known)
  await world.stopBff()
  await world.startBff()
  for (let n = 0; n < 30; n++) await create(ana, newTxid())
  expect((await create(ana, newTxid())).status).toBe(429)
  expect((await create(ana, known)).status).toBe(200)
})

test('a session begins ten refunds an hour, and asks for the same one as often as it must', async () => {
  const charge = await world.api('PUT', `/api/charges/${newTxid()}`, { amountCents: 5_000 }, key)
  const { txid } = charge.json as { txid: string }
  await world.pay({ txid })
  await vi.waitFor(async () => {
    const { text } = await world.api('GET', `/api/charges/${txid}`, undefined, key)
    expect(text).toContain('"status":"paid"')
  }, patience)
  const ids = Array.from({ length: 10 }, newTxid)
  for (const id of [...ids, ...ids.slice(0, 2)])
    expect((await refund(ana, txid, id)).status).toBeLessThan(300)
  const refused = problemOf(await refund(ana, txid, newTxid()))
  expect(refused).toMatchObject({ status: 429, name: 'too-many-requests' })
  const other = `/api/pix/E404/refunds/${newTxid()}`
  expect((await ana.send('PUT', other, { amountCents: 1 })).status).toBe(429)
})

test('the shop’s own software sells for all tills together', async () => {
  for (let n = 0; n < 40; n++) {
    const answer = await world.api('PUT', `/api/charges/${newTxid()}`, { amountCents: 100 }, key)
    expect(answer.status).toBe(201)
  }
})
