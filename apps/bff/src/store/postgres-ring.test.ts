import { Client } from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ringFrom } from '../bus/doorbell.ts'
import { type PostgresServer, startPostgres } from '../testing/postgres-server.ts'
import { patience } from '../testing/world.ts'
import type { Change, Database } from './database.ts'
import { openPostgres } from './postgres.ts'

let server: PostgresServer
let database: Database
let listener: Client
let heard: string[]
beforeAll(async () => {
  server = await startPostgres()
  const url = await server.createDatabase()
  database = await openPostgres(url, 0, pino({ level: 'silent' }), ringFrom('me'))
  listener = new Client({ connectionString: url })
  await listener.connect()
  await listener.query('LISTEN "balcao caixa-1"')
  listener.on('notification', ({ payload = '' }) => void heard.push(payload))
}, 60_000)
afterAll(async () => {
  await listener.end()
  await database.close()
  await server.close()
}, 60_000)
beforeEach(() => {
  heard = []
})

const put = (id: string): Change => ({
  text: 'INSERT INTO pix_hint (end_to_end_id, first_at_ms) VALUES (?, ?)',
  values: [id, 1],
})
const unmet: Change = {
  text: 'UPDATE pix_hint SET first_at_ms = ? WHERE end_to_end_id = ?',
  values: [2, 'nobody'],
}
const setting = async (name: string) =>
  (await database.all<{ value: string }>(`SELECT current_setting('${name}') AS value`))[0]?.value

test('whoever hears the ring reads what was committed, and hears each one', async () => {
  const seen: Promise<unknown[]>[] = []
  const look = () => seen.push(database.all("SELECT 1 FROM pix_hint WHERE end_to_end_id LIKE 'E%'"))
  listener.on('notification', look)
  for (let n = 0; n < 3; n++) await database.write([put(`E${n}`)], 'caixa-1')
  await expect.poll(() => heard, patience).toEqual(['me all', 'me all', 'me all'])
  listener.off('notification', look)
  for (const [n, rows] of (await Promise.all(seen)).entries()) expect(rows.length).toBeGreaterThan(n)
})

test('many at once, some of which meet other rows than they expected, leave every connection as good as before', async () => {
  const some = Array.from({ length: 60 }, (_, n) =>
    database.write(n % 3 === 0 ? [{ ...unmet, expects: 1 }] : [put(`F${n}`)], 'caixa-1'),
  )
  const kinds = (await Promise.all(some)).map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'unexpected')).toHaveLength(20)
  expect(await database.all("SELECT 1 FROM pix_hint WHERE end_to_end_id LIKE 'F%'")).toHaveLength(40)
  await expect.poll(() => heard.length, patience).toBeGreaterThanOrEqual(40)
})

test('a commit that is sent on its own has its ring behind it too', async () => {
  const told = { ...put('I1'), text: `${put('I1').text} RETURNING end_to_end_id` }
  const written = await database.write([told], 'caixa-1')
  expect(written).toEqual({ kind: 'written', rows: [[{ end_to_end_id: 'I1' }]] })
  await expect.poll(() => heard, patience).toEqual(['me all'])
})

test('nothing that comes after a ring is committed less durably', async () => {
  for (let n = 0; n < 20; n++) await database.write([put(`G${n}`)], 'caixa-1')
  const after = await Promise.all(Array.from({ length: 10 }, () => setting('synchronous_commit')))
  expect(new Set(after)).toEqual(new Set(['on']))
})

test('a change that the server refuses is refused, and the next one is done', async () => {
  const wrong: Change = { text: 'INSERT INTO charge (txid) VALUES (?)', values: ['x'] }
  await expect(database.write([wrong], 'caixa-1')).rejects.toThrow(/refused a statement/)
  expect(await database.write([put('H')], 'caixa-1')).toMatchObject({ kind: 'written' })
})
