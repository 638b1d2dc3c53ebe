import { expect, test, vi } from 'vitest'
import { patience, startWorld } from '../testing/world.ts'

test('a start while the PSP is silent goes on with the time that the PSP had', async () => {
  const world = await startWorld()
  const aheadMs = async () => {
    const screen = await world.screen()
    const { serverTime } = await screen.until(() => true)
    screen.close()
    return Date.parse(serverTime) - Date.now()
  }
  world.drift.ms = 120_000
  await world.create()
  await vi.waitFor(async () => expect(await aheadMs()).toBeGreaterThan(100_000), patience)
  await world.stopBff()
  await world.stopPsp()
  await world.startBff()
  expect(await aheadMs()).toBeGreaterThan(100_000)
  await world.startPsp()
  await world.close()
}, 60_000)
