import { ChargeList } from '@balcao/contracts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { keptAlive, knock } from '../../apps/bff/src/testing/knock.ts'
import { openLedger } from '../../apps/bff/src/testing/ledger.ts'
import { openScreen, type Screen } from '../../apps/bff/src/testing/screen.ts'
import { patience, startWorld, type World } from '../../apps/bff/src/testing/world.ts'
import { type Looked, untrueNow } from '../load/look.ts'
import { layCable } from '../proxy/cable.ts'
import type { PspState } from '../psp-state.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())
/** Fewer sales than a page has. */
const seenOf = (world: World): Looked => ({
  dataDir: world.dataDir,
  log: () => world.logged.join(''),
  charges: async () => ChargeList.parse((await world.api('GET', '/api/charges?limit=100')).json).charges,
  psp: async () => (await world.control('GET', '/state')).json as PspState,
})
const testLimitMs = 240_000
const long = { ...patience, timeout: 120_000 }

test(
  'two hundred screens that lose their network in one moment are all back, and are all told of the next payment',
  async () => {
    const screens = 200
    const cable = await layCable(world.port)
    const open = new Set<Screen>()
    const openAll = () =>
      Promise.all(
        Array.from({ length: screens }, () =>
          openScreen(`http://127.0.0.1:${cable.port}/api/terminals/caixa-1/events`, open),
        ),
      )
    const connected = async () =>
      ((await world.api('GET', '/api/health')).json as { screens: number }).screens
    const charge = await world.create()
    const before = await openAll()
    await vi.waitFor(async () => expect(await connected()).toBe(screens), long)
    cable.reset()
    await Promise.all(before.map(({ ended }) => ended))

    const after = await openAll()
    await world.pay(charge)
    await Promise.all(
      after.map((screen) =>
        screen.until(
          ({ charges }) => charges.some(({ txid, status }) => txid === charge.txid && status === 'paid'),
          60_000,
        ),
      ),
    )
    await vi.waitFor(async () => expect(await connected()).toBe(screens), long)
    for (const screen of [...open]) screen.close()
    await cable.remove()
    expect(await untrueNow(seenOf(world))).toEqual([])
  },
  testLimitMs,
)

test(
  'a thousand notifications at once, each payment told of fifty times, are all kept, counted once, and sales go on',
  async () => {
    const [payments, repeats] = [20, 50]
    await world.faults({ webhook: { drop: true } })
    const kept = openLedger(world.dataDir).inbox().length
    const sold = await Promise.all(Array.from({ length: payments }, () => world.create()))
    const paid = await Promise.all(
      sold.map(async (charge) => ({ txid: charge.txid, endToEndId: await world.pay(charge) })),
    )
    const agent = keptAlive(world)
    const knocks = Array.from({ length: payments * repeats }, (_, index) =>
      knock(world, { agent, body: JSON.stringify({ pix: [paid[index % payments]] }) }),
    )
    const meanwhile = await world.create()
    const answers = await Promise.all(knocks)
    agent.destroy()

    expect(answers.filter((answer) => !('status' in answer && answer.status === 200))).toEqual([])
    await world.becomes(meanwhile.txid, 'awaiting')
    expect(openLedger(world.dataDir).inbox().length).toBe(kept + payments * repeats)
    for (const { txid } of paid)
      expect(await world.becomes(txid, 'paid')).toMatchObject({ receivedCents: 2350 })
    const rows = openLedger(world.dataDir).pix()
    for (const { endToEndId } of paid)
      expect(rows.filter((row) => row.end_to_end_id === endToEndId)).toHaveLength(1)
    await vi.waitFor(
      () =>
        expect(
          openLedger(world.dataDir)
            .inbox()
            .filter((row) => row.handled_at_ms === null),
        ).toEqual([]),
      long,
    )
    await world.noFaults()
    expect(await untrueNow(seenOf(world))).toEqual([])
  },
  testLimitMs,
)
