import { Charge } from '@balcao/contracts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { newTxid, patience, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())

test('a charge that opened while another one was being resumed is not opened once more, and its extension stands', async () => {
  const [slow, quick, last] = [newTxid(), newTxid(), newTxid()]
  const putCob = (txid: string) => ({ match: { operation: 'putCob', txid }, times: 1 })
  await world.faults({
    rules: [
      { ...putCob(slow), delayResponseMs: 300, dropResponse: true },
      // The round that asks again hangs here, with the other charge on its list as one that has no answer yet.
      { ...putCob(slow), delayResponseMs: 3_000 },
      { ...putCob(quick), delayResponseMs: 800 },
      { ...putCob(last), dropResponse: true },
    ],
  })
  const [, opened] = await Promise.all([world.create(slow), world.create(quick)])
  expect(opened.status).toBe('awaiting')
  const extended = await world.api('POST', `/api/charges/${quick}/extend`, { minutes: 10 })
  const { expiresAt } = Charge.parse(extended.json)
  expect(Date.parse(expiresAt ?? '')).toBeGreaterThan(Date.parse(opened.expiresAt ?? ''))

  await world.becomes(slow, 'awaiting')
  // Resumed by the round after that one.
  await world.create(last)
  await world.becomes(last, 'awaiting')
  expect((await world.charge(quick)).expiresAt).toBe(expiresAt)
  await vi.waitFor(async () => {
    const cob = (await world.state()).cobs.find(({ txid }) => txid === quick)
    expect(cob).toMatchObject({ revisao: 1 })
  }, patience)
}, 60_000)

test('a code whose extension nobody heard of is verified at its first end, and can be paid again at once', async () => {
  const { txid, expiresAt } = await world.create()
  const firstEndMs = Date.parse(expiresAt ?? '')
  await world.faults({ rules: [{ match: { operation: 'patchCob', txid }, times: 1, dropResponse: true }] })
  expect(await world.api('POST', `/api/charges/${txid}/extend`, { minutes: 10 })).toMatchObject({
    status: 503,
  })
  await world.waitOut(firstEndMs - Date.now() + 5_000)
  await vi.waitFor(async () => {
    const { status, pending, expiresAt } = await world.charge(txid)
    expect({ status, pending }).toEqual({ status: 'awaiting', pending: null })
    expect(Date.parse(expiresAt ?? '')).toBe(firstEndMs + 600_000)
  }, patience)
}, 60_000)

test('codes whose time has come together are asked about several at a time', async () => {
  const sold = await Promise.all(Array.from({ length: 6 }, () => world.create()))
  await world.faults({ rules: [{ match: { operation: 'getCob' }, delayMs: 200 }] })
  const before = (await world.state()).atOnce.getCob ?? 0
  await world.waitOut(3_605_000)
  for (const { txid } of sold) await world.becomes(txid, 'expired')
  expect((await world.state()).atOnce.getCob).toBeGreaterThan(Math.max(before, 1))
}, 60_000)
