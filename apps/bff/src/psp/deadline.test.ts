import { Charge } from '@balcao/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newTxid, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())

test('a cashier waits eight seconds in all, whatever a PSP is slow with, and then for a screen that verifies', async () => {
  const [dripped, late] = [newTxid(), newTxid()]
  await world.faults({
    rules: [
      // Each within its own limit, and together beyond that of the call.
      { match: { operation: 'token' }, times: 1, delayMs: 4_500 },
      { match: { operation: 'putCob', txid: late }, times: 1, delayResponseMs: 5_500 },
      { match: { operation: 'putCob', txid: dripped }, times: 1, dripBytesPerSecond: 20 },
    ],
  })
  await world.control('POST', '/tokens/revoke')
  const put = (txid: string) => world.api('PUT', `/api/charges/${txid}`, { amountCents: 2350 })
  const answers = await Promise.all([put(dripped), put(late)])
  for (const { status, json } of answers) {
    expect(status).toBe(202)
    expect(Charge.parse(json)).toMatchObject({ status: 'opening', pixCopiaECola: null })
  }
  for (const txid of [dripped, late]) await world.becomes(txid, 'awaiting')
  const { cobs } = await world.state()
  expect(cobs).toMatchObject([{ revisao: 0 }, { revisao: 0 }])
}, 60_000)
