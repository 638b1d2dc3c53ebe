import { Health } from '@balcao/contracts'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { newTxid, patience, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())
afterEach(() => world.calm())

const psp = async () => Health.parse((await world.api('GET', '/api/health')).json).psp

test('of a PSP that answers, health says until when it knows us, and nothing to worry about', async () => {
  const { status, down, certificateEndsAt } = await psp()
  expect([status, down]).toEqual(['ok', null])
  expect(Date.parse(certificateEndsAt ?? '')).toBeGreaterThan(world.clock.now())
})

test.each([
  ['silent', 'does not answer at all', { match: { operation: '*' }, status: 503 }],
  ['refuses-us', 'refuses our credentials', { match: { operation: 'token' }, status: 401 }],
  [
    'too-often',
    'asks for a pause',
    { match: { operation: '*' }, status: 429, headers: { 'Retry-After': '20' } },
  ],
] as const)('%s: a PSP that %s is told with since when, and when it is asked again', async (why, _, rule) => {
  const askedAtMs = world.clock.now()
  await world.control('POST', '/tokens/revoke')
  await world.faults({ rules: [rule] })
  const down = await vi.waitFor(async () => {
    await world.api('PUT', `/api/charges/${newTxid()}`, { amountCents: 1 })
    const found = await psp()
    expect(found).toMatchObject({ status: 'down', down: { why } })
    return found.down
  }, patience)
  const [since, nextAttemptAt] = [Date.parse(down?.since ?? ''), Date.parse(down?.nextAttemptAt ?? '')]
  expect(since).toBeGreaterThanOrEqual(askedAtMs)
  expect(nextAttemptAt).toBeGreaterThan(since)
})
