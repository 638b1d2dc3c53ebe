import { type AddressInfo, createServer } from 'node:net'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type PostgresServer, startPostgres } from '../testing/postgres-server.ts'
import type { Database } from './database.ts'
import { StoreError } from './errors.ts'
import { openPostgres } from './postgres.ts'

let server: PostgresServer
const log = pino({ level: 'silent' })
const opened: Database[] = []
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(() => server.close(), 60_000)
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close()
})

async function open(url: string): Promise<Database> {
  const database = await openPostgres(url, 0, log)
  opened.push(database)
  return database
}
async function refusal(url: string): Promise<{ code: string; message: string }> {
  try {
    await open(url)
    return { code: 'opened', message: '' }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    expect(error.message).not.toContain('segredo')
    return error
  }
}
describe('a start that cannot go well is refused with a sentence', () => {
  test('where nobody answers', async () => {
    const url = new URL(await server.createDatabase())
    url.port = '1'
    expect(await refusal(url.href)).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/at 127\.0\.0\.1:1 does not answer \(ECONNREFUSED\).*DATABASE_URL/),
    })
  })

  test('where somebody takes the call and says nothing', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const said = await refusal(`postgres://balcao:segredo@127.0.0.1:${port}/balcao`)
    expect(said).toMatchObject({ code: 'unavailable', message: expect.stringMatching(/timeout/) })
    silent.close()
  })

  test('where the password is another one', async () => {
    const url = new URL(await server.createDatabase())
    url.password = 'outra'
    expect(await refusal(url.href)).toMatchObject({
      code: 'forbidden',
      message: expect.stringMatching(/the password of DATABASE_URL/),
    })
  })

  test('where the database is not there', async () => {
    expect(await refusal(server.urlOf('nenhum'))).toMatchObject({
      message: expect.stringMatching(/nenhum at .* does not exist: make it with CREATE DATABASE/),
    })
  })

  test('where the user may not make tables', async () => {
    const url = await server.createDatabase()
    await server.query(url, "CREATE ROLE caixa LOGIN PASSWORD 'segredo'")
    const as = new URL(url)
    as.username = 'caixa'
    expect(await refusal(as.href)).toMatchObject({
      code: 'forbidden',
      message: expect.stringMatching(/has to own the database/),
    })
  })

  test.each([
    [
      'commits would be lost with the power',
      'SET synchronous_commit = off',
      'not-durable',
      /synchronous_commit/,
    ],
    ['it can only be read', 'SET default_transaction_read_only = on', 'unavailable', /primary/],
  ])('where %s', async (_sentence, change, code, says) => {
    const url = await server.createDatabase()
    const name = new URL(url).pathname.slice(1)
    await server.query(server.urlOf('postgres'), `ALTER DATABASE "${name}" ${change}`)
    expect(await refusal(url)).toMatchObject({ code, message: expect.stringMatching(says) })
  })

  test('where it cannot hold every letter', async () => {
    const url = await server.createDatabase("ENCODING 'LATIN1' TEMPLATE template0")
    expect((await refusal(url)).message).toMatch(/encoding LATIN1/)
  })

  test.each([
    [
      'a newer version has written it',
      "INSERT INTO migration VALUES ('9999-later.sql', '', 0)",
      /newer version/,
    ],
    ['a migration had another text', "UPDATE migration SET sha256 = 'other'", /another text/],
  ])('where %s', async (_sentence, sql, says) => {
    const url = await server.createDatabase()
    await open(url)
    await server.query(url, sql)
    expect(await refusal(url)).toMatchObject({ code: 'migration', message: expect.stringMatching(says) })
  })
})

test('several that start at once make the tables once', async () => {
  const url = await server.createDatabase()
  await Promise.all(Array.from({ length: 5 }, () => open(url)))
  const [row] = await server.query<{ twice: string }>(
    url,
    'SELECT count(*) - count(DISTINCT name) AS twice FROM migration',
  )
  expect(row?.twice).toBe('0')
})
