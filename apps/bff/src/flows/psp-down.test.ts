import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { newTxid, patience, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())
afterEach(() => world.calm())

const put = (txid: string, body: object = { amountCents: 2350, description: 'Pão & café' }) =>
  world.api('PUT', `/api/charges/${txid}`, body)

describe('a PSP that is down', () => {
  test('is asked a few times, then left alone; nothing is written that could not be sent; and all comes back', async () => {
    const screen = await world.screen()
    await world.stopPsp()
    const opening: string[] = []
    const statuses: number[] = []
    for (let n = 0; n < 12; n++) {
      const txid = newTxid()
      const { status } = await put(txid)
      statuses.push(status)
      if (status === 202) opening.push(txid)
      else expect((await world.api('GET', `/api/charges/${txid}`)).status).toBe(404)
    }
    expect(opening.length).toBeGreaterThanOrEqual(1)
    expect(opening.length).toBeLessThanOrEqual(4)
    expect(statuses.slice(opening.length)).toEqual(Array(12 - opening.length).fill(503))
    // What was written before keeps its answer, and its bytes.
    for (const txid of opening) {
      expect((await put(txid)).status).toBe(202)
      expect((await put(txid, { amountCents: 1 })).status).toBe(409)
    }
    const down = await screen.until(
      ({ psp, charges }) =>
        psp.status === 'down' && opening.every((txid) => charges.some((charge) => charge.txid === txid)),
    )
    expect(down.psp.since).not.toBeNull()
    const health = await world.api('GET', '/api/health')
    expect([health.status, health.json]).toMatchObject([200, { status: 'degraded', psp: { status: 'down' } }])

    await world.startPsp()
    world.ahead.ms += 31_000
    for (const txid of opening) expect(await world.becomes(txid, 'awaiting')).toMatchObject({ flags: [] })
    const heard = screen.snapshots.length
    await screen.until(
      (snapshot) => screen.snapshots.indexOf(snapshot) >= heard - 1 && snapshot.psp.status === 'ok',
    )
    expect((await put(newTxid())).status).toBe(201)
    screen.close()
  })

  test('for twenty callers at once is not taken for one that has been down for long', async () => {
    await world.faults({ rules: [{ match: { operation: 'putCob' }, delayMs: 500, status: 503 }] })
    const screen = await world.screen()
    await Promise.all(Array.from({ length: 20 }, () => put(newTxid())))
    await screen.until(({ psp }) => psp.status === 'down')
    const after = await world.screen()
    await after.until(() => true)
    const pausesMs = [...screen.snapshots, ...after.snapshots].flatMap(({ psp: { since, nextAttemptAt } }) =>
      since === null || nextAttemptAt === null ? [] : [Date.parse(nextAttemptAt) - Date.parse(since)],
    )
    expect(Math.max(...pausesMs)).toBeLessThanOrEqual(4_000)
    screen.close()
    after.close()
  })

  const open = async () =>
    ((await world.api('GET', '/api/health')).json as { openCharges: number }).openCharges
  /** Lets every open charge reach its end and be asked about, save so many. */
  const untilOpen = async (left: number) => {
    world.ahead.ms += 3_700_000
    await vi.waitFor(async () => {
      world.ahead.ms += 60_000
      expect(await open()).toBe(left)
    }, patience)
  }

  test('for one charge alone stops no other sale', async () => {
    await untilOpen(0)
    const poison = await world.create()
    await world.faults({ rules: [{ match: { operation: 'getCob', txid: poison.txid }, body: '{}' }] })
    await untilOpen(1)
    const before = await world.calls('getCob')
    const statuses = new Set<unknown>()
    await vi.waitFor(async () => {
      world.ahead.ms += 500
      statuses.add(((await world.api('GET', '/api/health')).json as { psp: { status: string } }).psp.status)
      expect(await world.calls('getCob')).toBeGreaterThan(before + 4)
    }, patience)
    expect([...statuses]).toEqual(['ok'])
    expect((await put(newTxid())).status).toBe(201)
  })

  test('is asked about a charge that stays unfinished more and more rarely', async () => {
    const poison = await world.create()
    const lost = Array.from({ length: 5 }, newTxid)
    await world.faults({
      rules: [
        { match: { operation: 'getCob', txid: poison.txid }, body: '{}' },
        ...lost.map((txid) => ({ match: { operation: 'putCob', txid }, times: 1, dropResponse: true })),
      ],
    })
    await untilOpen(1)
    for (let time = 0; time < 4; time++) {
      const before = await world.calls('getCob')
      world.ahead.ms += 31_000
      await vi.waitFor(async () => expect(await world.calls('getCob')).toBeGreaterThan(before), patience)
    }
    // It rests for half a minute now, while each of these shows that a round goes by.
    const asked = await world.calls('getCob')
    for (const txid of lost) {
      expect((await put(txid)).status).toBe(202)
      await world.becomes(txid, 'awaiting')
    }
    expect(await world.calls('getCob')).toBe(asked)
  })
})
