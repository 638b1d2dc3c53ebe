import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Clock } from './deps.ts'
import { type Running, startBff } from './start.ts'
import { knock } from './testing/knock.ts'
import { type PostgresServer, startPostgres } from './testing/postgres-server.ts'
import { openScreen, type Screen } from './testing/screen.ts'
import { withKey } from './testing/shop-key.ts'
import { patience, startWorld, type World } from './testing/world.ts'

/** Two real BFFs on one ledger in PostgreSQL, and one PSP. The clock of the second is five minutes ahead. */
let server: PostgresServer
let url: string
let world: World
let second: Running
const screens = new Set<Screen>()
const loggedThere: string[] = []
const minute = 60_000

beforeAll(async () => {
  server = await startPostgres()
  url = await server.createDatabase()
  world = await startWorld({ DATABASE_URL: url })
  await startSecond()
}, 120_000)
afterAll(async () => {
  for (const screen of screens) screen.close()
  await second.close()
  await world.close()
  await server.close()
}, 60_000)
afterEach(() => world.calm())

async function startSecond() {
  const clock: Clock = { now: () => world.clock.now() + 5 * minute, after: world.clock.after }
  const log = pino({ level: 'debug' }, { write: (line: string) => void loggedThere.push(line) })
  second = await startBff(world.settings, log, clock)
}
const onSecond = (terminalId: string, view = 'till') =>
  openScreen(`http://localhost:${second.port}/api/terminals/${terminalId}/events?view=${view}`, screens)
const lease = async () => {
  const [row] = await server.query<{ holder: string; token: string }>(url, 'SELECT holder, token FROM lease')
  if (row === undefined) throw new Error('Nobody holds the lease')
  return row
}
const cut = (application: string) =>
  server.query(
    url,
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()',
    application,
  )
/** Nobody is told by anybody but whom the test lets tell. */
const unheard = { webhook: { drop: true }, rules: [{ match: { operation: 'listPix' }, status: 503 }] }

test('a charge made on one, and told of at the other: every screen says so, wherever it hangs', async () => {
  const [here, there] = [await world.screen('caixa-1'), await onSecond('caixa-1')]
  const charge = await world.create()
  await there.until(({ currentTxid }) => currentTxid === charge.txid)
  await world.faults(unheard)
  const endToEndId = await world.pay(charge)
  const callback = { endToEndId, txid: charge.txid, valor: '23.50', horario: new Date().toISOString() }
  const door = { pkiDir: world.pkiDir, webhookPort: second.webhookPort ?? 0 }
  expect(await knock(door, { body: JSON.stringify({ pix: [callback] }) })).toEqual({ status: 200 })
  for (const screen of [here, there])
    await screen.until(({ charges }) =>
      charges.some(({ txid, status }) => txid === charge.txid && status === 'paid'),
    )
  expect(await server.query(url, 'SELECT heard_by FROM pix')).toEqual([{ heard_by: 'webhook' }])
  expect((await world.charge(charge.txid)).flags).toEqual([])
})

test('a cancel on the other is seen here, and what each has read is the same', async () => {
  const charge = await world.create()
  const screen = await world.screen('caixa-1')
  const path = `/api/charges/${charge.txid}`
  const reply = await fetch(`http://localhost:${second.port}${path}/cancel`, {
    method: 'POST',
    headers: withKey,
  })
  expect(reply.status).toBeLessThan(300)
  await screen.until(({ charges }) =>
    charges.some(({ txid, status }) => txid === charge.txid && status === 'cancelled'),
  )
  expect(await (await fetch(`http://localhost:${second.port}${path}`, { headers: withKey })).json()).toEqual(
    (await world.api('GET', path)).json,
  )
})

test('a change of which nobody rang is seen all the same', async () => {
  const charge = await world.create(undefined, { amountCents: 1, terminalId: 'caixa-2' })
  const screens = [await world.screen('caixa-2'), await onSecond('caixa-2')]
  for (const screen of screens) await screen.until(({ currentTxid }) => currentTxid === charge.txid)
  await server.query(url, "UPDATE terminal SET current_txid = NULL WHERE terminal_id = 'caixa-2'")
  for (const screen of screens) await screen.until(({ currentTxid }) => currentTxid === null)
})

test('the name of a shop is on the screens of all, also where nobody has rung', async () => {
  await world.create(undefined, { amountCents: 1, terminalId: 'caixa-8' })
  const there = await onSecond('caixa-8')
  const shop = { name: 'Padaria da Esquina', timeZone: 'America/Sao_Paulo', receiptText: null }
  expect((await world.api('PUT', '/api/shops/loja-1', shop)).status).toBe(200)
  await there.until(({ shopName }) => shopName === shop.name)
  await server.query(url, "UPDATE shop SET name = 'Padaria da Praça'")
  await there.until(({ shopName }) => shopName === 'Padaria da Praça')
})

test('a screen goes on hearing the other BFF after the line between them was cut', async () => {
  const there = await onSecond('caixa-3')
  await cut('balcao doorbell')
  const charge = await world.create(undefined, { amountCents: 1, terminalId: 'caixa-3' })
  await there.until(({ currentTxid }) => currentTxid === charge.txid)
})

test('a till knows the displays that hang on the other, what they have painted, and that they have gone', async () => {
  const till = await world.screen('caixa-5')
  const display = await onSecond('caixa-5', 'display')
  await till.until(({ displays }) => displays?.connected === 1)
  const charge = await world.create(undefined, { amountCents: 1, terminalId: 'caixa-5' })
  const { txid, version } = charge
  const painted = await fetch(`http://localhost:${second.port}/api/terminals/caixa-5/painted`, {
    method: 'POST',
    headers: { ...withKey, 'content-type': 'application/json' },
    body: JSON.stringify({ txid, version }),
  })
  expect(painted.status).toBe(204)
  await till.until(
    ({ displays }) => displays?.painted?.txid === txid && displays?.painted.version === version,
  )
  display.close()
  await vi.waitFor(() => expect(till.latest().displays?.connected).toBe(0), patience)
  expect(till.latest().displays?.painted).toMatchObject({ txid, version })
})

test('of displays nobody has rung about a till hears all the same, and of those of a BFF that is gone without a word', async () => {
  const till = await world.screen('caixa-6')
  await till.until(() => true)
  const own = await world.screen('caixa-6', 'display')
  await till.until(({ displays }) => displays?.connected === 1)
  await server.query(url, "INSERT INTO bff VALUES ('killed', clock_timestamp())")
  await server.query(url, "INSERT INTO bff_display VALUES ('caixa-6', 'killed', 2)")
  await till.until(({ displays }) => displays?.connected === 3)
  await vi.waitFor(() => expect(till.latest().displays?.connected).toBe(1), patience)
  own.close()
})

test('a BFF that others took for gone says again what hangs on it', async () => {
  const till = await world.screen('caixa-7')
  await onSecond('caixa-7', 'display')
  await till.until(({ displays }) => displays?.connected === 1)
  await server.query(url, 'DELETE FROM bff')
  const known = () => server.query(url, "SELECT connected FROM bff_display WHERE terminal_id = 'caixa-7'")
  await vi.waitFor(async () => expect(await known()).toEqual([{ connected: '1' }]), patience)
  await vi.waitFor(() => expect(till.latest().displays?.connected).toBe(1), patience)
})

test('one of them sweeps, however their clocks differ, and the other when it has gone', async () => {
  const before = await lease()
  await world.create()
  const asked = await world.calls('listPix')
  await vi.waitFor(async () => {
    world.ahead.ms += 1_000
    expect(await world.calls('listPix')).toBeGreaterThan(asked + 2)
  }, patience)
  expect(await lease()).toEqual(before)

  await world.stopBff()
  await vi.waitFor(async () => expect((await lease()).holder).not.toBe(before.holder), patience)
  expect(Number((await lease()).token)).toBe(Number(before.token) + 1)
  await world.startBff()
  const charge = await world.create()
  await world.faults({ webhook: { drop: true } })
  await world.pay(charge)
  await world.becomes(charge.txid, 'paid')
})

test('a charge whose answer one is still waiting for is not asked for again by the other', async () => {
  for (const port of [world.port, second.port]) {
    const txid = `${port}`.padStart(32, 'c')
    const before = await world.calls('putCob')
    await world.faults({ rules: [{ match: { operation: 'putCob', txid }, delayResponseMs: 1_500 }] })
    const reply = await fetch(`http://localhost:${port}/api/charges/${txid}`, {
      method: 'PUT',
      headers: { ...withKey, 'content-type': 'application/json' },
      body: '{"amountCents":1}',
    })
    expect(reply.status).toBe(201)
    expect(await world.calls('putCob')).toBe(before + 1)
  }
})

test('a PSP that was down is up again on every screen, also on that of a BFF that does not sweep', async () => {
  const [here, there] = [await world.screen('caixa-4'), await onSecond('caixa-4')]
  await world.faults({ rules: [{ match: { operation: '*' }, status: 503 }] })
  for (const port of [world.port, second.port])
    for (let n = 0; n < 5; n++)
      await fetch(`http://localhost:${port}/api/charges/${`${port}${n}`.padEnd(32, '0')}`, {
        method: 'PUT',
        headers: { ...withKey, 'content-type': 'application/json' },
        body: '{"amountCents":1}',
      })
  for (const screen of [here, there]) await screen.until(({ psp }) => psp.status === 'down')
  await world.noFaults()
  for (const screen of [here, there])
    await vi.waitFor(() => {
      world.ahead.ms += 5_000
      expect(screen.latest().psp.status).toBe('ok')
    }, patience)
})

test('a holder that does not hear that it is one no more writes nothing of what it sweeps', async () => {
  await world.create()
  // As after a pause: what would tell it so does not come through.
  await server.query(
    url,
    `CREATE FUNCTION unheard() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN IF current_setting('application_name') = 'balcao' THEN RAISE 'unheard'; END IF; RETURN NEW; END $$`,
  )
  await server.query(
    url,
    'CREATE TRIGGER unheard BEFORE INSERT OR UPDATE ON lease FOR EACH ROW EXECUTE FUNCTION unheard()',
  )
  await server.query(
    url,
    "UPDATE lease SET holder = 'another', token = token + 1, expires_at = now() + interval '1 hour'",
  )
  const covered = () => server.query(url, 'SELECT covered_until_ms FROM sweep')
  const before = await covered()
  const told = () => [...world.logged, ...loggedThere].filter((line) => line.includes('lease-lost'))
  await vi.waitFor(() => {
    world.ahead.ms += 1_000
    expect(told().length).toBeGreaterThan(0)
  }, patience)
  expect(await covered()).toEqual(before)

  await server.query(url, 'DROP TRIGGER unheard ON lease')
  await server.query(url, 'UPDATE lease SET expires_at = now()')
  await vi.waitFor(async () => {
    world.ahead.ms += 1_000
    expect(await covered()).not.toEqual(before)
  }, patience)
})

test('a database that breaks down: what is asked meanwhile is refused, and afterwards both serve as before', async () => {
  const charge = await world.create()
  await server.crash()
  const refused = await world.api('PUT', `/api/charges/${'b'.repeat(32)}`, { amountCents: 1 })
  expect(refused.status).toBe(503)
  expect((await world.api('GET', '/api/health')).status).toBe(503)
  await server.startAgain()
  await vi.waitFor(async () => expect((await world.api('GET', '/api/health')).status).toBe(200), patience)
  const there = await onSecond('caixa-1')
  await world.pay(charge)
  await there.until(({ charges }) =>
    charges.some(({ txid, status }) => txid === charge.txid && status === 'paid'),
  )
  expect((await world.api('PUT', `/api/charges/${'b'.repeat(32)}`, { amountCents: 1 })).status).toBe(201)
})
