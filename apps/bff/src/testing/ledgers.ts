import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest'
import type { Database } from '../store/database.ts'
import { openPostgres } from '../store/postgres.ts'
import { openSqlite } from '../store/sqlite.ts'
import { startPostgres } from './postgres-server.ts'

/** A place where ledgers are kept, for the tests that have to hold on every database. */
export type Ledgers = {
  /** A ledger with nothing in it, from here on. */
  empty: (nowMs: number) => Promise<void>
  /** Opens it, or opens it again. */
  open: () => Promise<Database>
  close: () => Promise<void>
}

export const everyDatabase: [name: string, begin: () => Promise<Ledgers>][] = [
  ['SQLite', async () => inSqlite()],
  ['PostgreSQL', inPostgres],
]

/** The same tests on every database. `ledger` is that of the test which runs: it has nothing in it, and is closed behind it. */
export function onEveryDatabase(what: string, nowMs: number, tests: (ledger: () => Database) => void): void {
  describe.each(everyDatabase)(`${what} in %s`, (_name, begin) => {
    let ledgers: Ledgers
    let ledger: Database
    beforeAll(async () => {
      ledgers = await begin()
    }, 60_000)
    afterAll(() => ledgers.close(), 60_000)
    beforeEach(async () => {
      await ledgers.empty(nowMs)
      ledger = await ledgers.open()
    })
    afterEach(() => ledger.close())
    tests(() => ledger)
  })
}

function inSqlite(): Ledgers {
  const folders: string[] = []
  let now = 0
  return {
    empty: async (nowMs) => {
      now = nowMs
      folders.push(mkdtempSync(join(tmpdir(), 'balcao-store-')))
    },
    open: async () => openSqlite(folders.at(-1) ?? '', now),
    close: async () => {
      for (const folder of folders) rmSync(folder, { recursive: true })
    },
  }
}

async function inPostgres(): Promise<Ledgers> {
  const server = await startPostgres()
  // As a shop's server may have it: what is sorted by the language there has to be sorted by its bytes all the same.
  const url = await server.createDatabase("TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'pt-BR'")
  const open = () => openPostgres(url, 0, pino({ level: 'silent' }))
  // Its tables are made once: to make a database of its own for each test would take a quarter of a second each.
  await (await open()).close()
  const tables = await server.query<{ name: string }>(
    url,
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration'",
  )
  const sequences = await server.query<{ name: string }>(url, 'SELECT sequencename AS name FROM pg_sequences')
  // No triggers, so in any order. TRUNCATE makes each of them a new file, which takes ten times as long where there is little in them.
  const emptied = [
    'SET session_replication_role = replica',
    ...tables.map(({ name }) => `DELETE FROM ${name}`),
    ...sequences.map(({ name }) => `SELECT setval('${name}', 1, false)`),
  ].join('; ')
  const client = new Client({ connectionString: url })
  await client.connect()
  return {
    empty: async () => void (await client.query(emptied)),
    open,
    close: async () => {
      await client.end()
      await server.close()
    },
  }
}
