import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type PostgresServer, startPostgres } from '../testing/postgres-server.ts'
import { patience } from '../testing/world.ts'
import type { Database } from './database.ts'
import { createLease } from './lease.ts'
import { openPostgres } from './postgres.ts'
import { createStore } from './store.ts'

let server: PostgresServer
let url: string
let database: Database
beforeAll(async () => {
  server = await startPostgres()
  url = await server.createDatabase()
}, 60_000)
afterAll(() => server.close(), 60_000)
beforeEach(async () => {
  database = await openPostgres(url, 0, pino({ level: 'silent' }))
  await server.query(url, 'TRUNCATE lease, sweep, terminal')
})
afterEach(() => database.close())

/** A BFF as far as the lease goes, with a clock of its own that only goes on when it is told to. */
function bff(holder: string) {
  const clock = { ms: 0 }
  const lease = createLease(database, 'rounds', holder, () => clock.ms)
  const ledger = lease.fence()
  return { ...lease, clock, ledger, store: createStore(ledger) }
}
/** The time that the database sees going by. */
const passes = (seconds: number) =>
  server.query(url, `UPDATE lease SET expires_at = expires_at - interval '${seconds} seconds'`)

test('is held by one at a time, and by the next when it is given back', async () => {
  const [a, b] = [bff('a'), bff('b')]
  await a.keep()
  await b.keep()
  expect([a.isHeld(), b.isHeld()]).toEqual([true, false])
  await a.giveBack()
  await b.keep()
  expect([a.isHeld(), b.isHeld()]).toEqual([false, true])
})

test('of many that reach for it at once one gets it', async () => {
  const many = Array.from({ length: 8 }, (_, n) => bff(`${n}`))
  await Promise.all(many.map((one) => one.keep()))
  expect(many.filter((one) => one.isHeld())).toHaveLength(1)
})

test('stays where it is as long as it is renewed, and goes on when it is not', async () => {
  const [a, b] = [bff('a'), bff('b')]
  await a.keep()
  await passes(20)
  await a.keep()
  await passes(20)
  await b.keep()
  expect([a.isHeld(), b.isHeld()]).toEqual([true, false])
  await passes(11)
  await b.keep()
  expect(b.isHeld()).toBe(true)
})

test('is not believed in for longer than it was given, also where nobody answers', async () => {
  const a = bff('a')
  await a.keep()
  a.clock.ms = 29_999
  expect(a.isHeld()).toBe(true)
  a.clock.ms = 30_000
  expect(a.isHeld()).toBe(false)
  await expect(a.store.setCoveredUntil(1)).rejects.toMatchObject({ code: 'lease-lost' })
})

test('a holder that was paused and wakes writes nothing any more', async () => {
  const [a, b] = [bff('a'), bff('b')]
  await a.keep()
  await a.store.setCoveredUntil(1)
  // By its own clock no time has gone by: it takes itself for the holder.
  await passes(40)
  await b.keep()
  await b.store.setCoveredUntil(2)
  expect(a.isHeld()).toBe(true)
  await expect(a.store.setCoveredUntil(1)).rejects.toMatchObject({ code: 'lease-lost' })
  await expect(a.store.setCurrent('caixa-1', null)).rejects.toMatchObject({ code: 'lease-lost' })
  expect(await b.store.coveredUntil()).toBe(2)
  expect(await database.all('SELECT * FROM terminal')).toEqual([])
  // Now it knows.
  expect(a.isHeld()).toBe(false)
  // And by the next renewal it would have: another lease has another token, also for the same holder.
  await passes(40)
  await a.keep()
  expect(a.isHeld()).toBe(true)
  await a.store.setCoveredUntil(3)
  await expect(b.store.setCoveredUntil(2)).rejects.toMatchObject({ code: 'lease-lost' })
})

test('nobody takes it while its holder is writing under it', async () => {
  const [a, b] = [bff('a'), bff('b')]
  await a.keep()
  await passes(40)
  const slowly = a.ledger.write([
    { text: "INSERT INTO terminal (terminal_id) VALUES ('caixa-1')", values: [] },
    { text: 'SELECT pg_sleep(0.5)', values: [] },
  ])
  await expect
    .poll(() => server.query(url, "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'"), patience)
    .toHaveLength(1)
  await b.keep()
  expect(b.isHeld()).toBe(true)
  // Whoever holds it now sees all that was done under the lease before.
  expect(await b.ledger.all('SELECT terminal_id FROM terminal')).toHaveLength(1)
  expect((await slowly).kind).toBe('written')
})
