import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type PostgresServer, startPostgres } from '../testing/postgres-server.ts'
import { patience } from '../testing/world.ts'
import { createBus } from './bus.ts'
import { createDoorbell, type Doorbell } from './doorbell.ts'

let server: PostgresServer
let url: string
beforeAll(async () => {
  server = await startPostgres()
  url = await server.createDatabase()
}, 60_000)
afterAll(() => server.close(), 60_000)

type Bff = Doorbell & { heard: string[]; woken: string[] }
/** One BFF with two screens, as far as ringing goes. `woken`: what the database has told it. */
async function bff(name: string): Promise<Bff> {
  const local = createBus()
  const heard: string[] = []
  const woken: string[] = []
  const connect = () => {
    const client = new Client({ connectionString: url, application_name: name, query_timeout: 1_000 })
    return client.on('notification', ({ channel }) => void woken.push(channel))
  }
  const doorbell = createDoorbell(local, connect, name)
  for (const terminalId of ['caixa-1', 'caixa-2'])
    doorbell.bus.listen(terminalId, () => void heard.push(terminalId))
  await doorbell.look()
  heard.length = 0
  return { ...doorbell, heard, woken }
}
let a: Bff
let b: Bff
beforeEach(async () => {
  a = await bff('a')
  b = await bff('b')
})
afterEach(() => {
  a.close()
  b.close()
})

test('a ring on one is heard on all, and once on each', async () => {
  a.bus.ring('caixa-1')
  await expect.poll(() => b.heard, patience).toEqual(['caixa-1'])
  b.bus.ring('caixa-2')
  await expect.poll(() => a.heard, patience).toEqual(['caixa-1', 'caixa-2'])
  expect(b.heard).toEqual(['caixa-1', 'caixa-2'])
})

test('many rings at once are heard, and cost a few messages', async () => {
  for (let n = 0; n < 1_000; n++) a.bus.ring(n % 2 === 0 ? 'caixa-1' : 'caixa-2')
  await expect.poll(() => new Set(b.heard).size, patience).toBe(2)
  a.bus.ring('caixa-1')
  await expect.poll(() => b.heard.at(-1), patience).toBe('caixa-1')
  expect(b.heard.length).toBeLessThan(10)
})

test('nobody is woken by a terminal that has no screen there, nor by one whose screens have gone', async () => {
  const stop = b.bus.listen('caixa-3', () => void b.heard.push('caixa-3'))
  // Whatever was rung before it listened there, it reads now.
  await expect.poll(() => b.heard, patience).toEqual(['caixa-3'])
  a.bus.ring('caixa-4')
  a.bus.ring('caixa-3')
  await expect.poll(() => b.heard, patience).toEqual(['caixa-3', 'caixa-3'])
  stop()
  await b.look()
  a.bus.ring('caixa-3')
  a.bus.ring('caixa-1')
  await expect.poll(() => b.heard.at(-1), patience).toBe('caixa-1')
  expect(b.woken).toEqual(['balcao caixa-3', 'balcao caixa-1'])
})

test('a screen that comes back while its terminal is being given up is heard for as before', async () => {
  const stop = b.bus.listen('caixa-3', () => {})
  await expect.poll(() => b.look(), patience).toBeUndefined()
  stop()
  const looking = b.look()
  b.bus.listen('caixa-3', () => void b.heard.push('caixa-3'))
  await looking
  await expect.poll(() => b.heard, patience).toEqual(['caixa-3'])
  a.bus.ring('caixa-3')
  await expect.poll(() => b.heard, patience).toEqual(['caixa-3', 'caixa-3'])
})

test('what concerns every screen is heard at all doors of all', async () => {
  a.bus.ringEverywhere()
  await expect.poll(() => b.heard.toSorted(), patience).toEqual(['caixa-1', 'caixa-2'])
  expect(a.heard.toSorted()).toEqual(['caixa-1', 'caixa-2'])
})

test('whoever was cut off rings at all its doors when it listens again, since a ring may have been lost', async () => {
  await server.query(
    url,
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'b'",
  )
  const listeners = () => server.query(url, "SELECT 1 FROM pg_stat_activity WHERE application_name = 'b'")
  await expect.poll(listeners, patience).toHaveLength(0)
  a.bus.ring('caixa-1')
  // The first look may find out, the next one listens again.
  await expect
    .poll(() => b.look().then(() => b.heard.toSorted(), String), patience)
    .toEqual(['caixa-1', 'caixa-2'])
  a.bus.ring('caixa-2')
  await expect.poll(() => b.heard.at(-1), patience).toBe('caixa-2')
})

test('a line whose other end stands still is given up and made again', async () => {
  const [backend] = await server.query<{ pid: number }>(
    url,
    "SELECT pid FROM pg_stat_activity WHERE application_name = 'b'",
  )
  if (backend === undefined) throw new Error('b does not listen')
  process.kill(backend.pid, 'SIGSTOP')
  await expect(b.look()).rejects.toThrow(/timeout/)
  await b.look()
  expect(b.heard.toSorted()).toEqual(['caixa-1', 'caixa-2'])
  a.bus.ring('caixa-2')
  await expect.poll(() => b.heard.length, patience).toBe(3)
  process.kill(backend.pid, 'SIGCONT')
})

test('its own screens hear a ring at once, also where the database is gone', async () => {
  a.close()
  a.bus.ring('caixa-1')
  expect(a.heard).toEqual(['caixa-1'])
})
