import { type Health, Snapshot } from '@balcao/contracts'
import { openStream, type Stream, sharingTimes } from '@balcao/shell'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { withKey } from '../../apps/bff/src/testing/shop-key.ts'
import { patience, startWorld, type World } from '../../apps/bff/src/testing/world.ts'
import { type Cable, layCable } from '../proxy/cable.ts'

/** A screen's own times, but not its patience: what takes it 25 s to notice takes one here. */
const quick = { ...sharingTimes, firstSnapshotMs: 1_000, silentMs: 1_000, firstReturnMs: 50, againMs: 50 }

let world: World
let cable: Cable
let stream: Stream | undefined
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())
// A browser brings its cookies along; this one has the key of the shop's software.
const { fetch: bare } = globalThis
beforeAll(() =>
  vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) =>
    bare(url, { ...init, headers: { ...withKey, ...init.headers } }),
  ),
)
afterAll(() => vi.unstubAllGlobals())
beforeEach(async () => {
  cable = await layCable(world.port)
})
afterEach(async () => {
  stream?.close()
  await cable.remove()
})

/** A screen at the other end of the cable, and what it has made of what came. */
function screen() {
  const heard: Snapshot[] = []
  let broken = 0
  let lost = 0
  stream = openStream(
    `http://127.0.0.1:${cable.port}/api/terminals/caixa-1/events`,
    {
      onSnapshot: (data) => {
        try {
          heard.push(Snapshot.parse(JSON.parse(data)))
          return true
        } catch {
          broken += 1
          return false
        }
      },
      onHeard: () => {},
      onTrying: () => {},
      onLost: () => {
        lost += 1
      },
    },
    quick,
  )
  const shows = (txid: string, status: string) =>
    vi.waitFor(() => {
      const charge = heard.at(-1)?.charges.find((one) => one.txid === txid)
      expect(charge?.status).toBe(status)
    }, patience)
  return {
    shows,
    first: () => vi.waitFor(() => expect(heard.length).toBeGreaterThan(0), patience),
    isLost: () => vi.waitFor(() => expect(lost).toBeGreaterThan(0), patience),
    broken: () => broken,
    count: () => heard.length,
  }
}

test.each([1, 20, 40, 400])(
  'a snapshot that breaks off after %i bytes is no snapshot, and the screen comes back to the truth',
  async (bytes) => {
    const till = screen()
    await till.first()
    cable.afterBytes('down', bytes, () => cable.reset())
    const { txid } = await world.create()
    await till.isLost()
    await till.shows(txid, 'awaiting')
    expect(till.broken()).toBe(0)
  },
)

test('a network that is gone without a word is noticed, and what was paid meanwhile is shown afterwards', async () => {
  const till = screen()
  const charge = await world.create()
  await till.shows(charge.txid, 'awaiting')
  cable.trouble({ isSilent: true })
  await world.pay(charge)
  await world.becomes(charge.txid, 'paid')
  await till.isLost()
  cable.mend()
  await till.shows(charge.txid, 'paid')
})

test('a screen that is gone without a word is of no weight within a minute, and one that is there stays', async () => {
  const there = await world.screen('caixa-1')
  const till = screen()
  await till.first()
  const screens = async () => ((await world.api('GET', '/api/health')).json as Health).screens
  expect(await screens()).toBe(2)
  cable.trouble({ isSilent: true })
  stream?.close()
  await world.waitOut(60_000)
  await there.ended
  expect(there.text()).toMatch(/\n\nretry: 100\n\n$/)
  await world.screen('caixa-1')
  await vi.waitFor(async () => expect(await screens()).toBe(1), patience)
})

test('a proxy that buffers is noticed: nothing is not taken for no news', async () => {
  cable.trouble({ holdBytes: 1024 * 1024 }, 'down')
  const till = screen()
  await till.isLost()
  expect(till.count()).toBe(0)
  cable.mend()
  await till.first()
})
