import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Logger } from 'pino'
import type { Reader, Value } from '../store/database.ts'
import { StoreError } from '../store/errors.ts'
import { openPostgres, withoutNul } from '../store/postgres.ts'
import { addressOf, connectionConfig } from '../store/postgres-connections.ts'
import { numbered } from '../store/postgres-dialect.ts'
import { postgresError } from '../store/postgres-errors.ts'
import { openSqlite } from '../store/sqlite.ts'
import { createProof, isSame, type Proof, prove } from './proof.ts'
import { list, pagesOf, quoted, type Row, type Table, tablesOf } from './tables.ts'

/**
 * Copies the ledger of a DATA_DIR into an empty one in PostgreSQL, in one transaction, reads it back, and commits only if every table
 * has the same rows, sums and hash. The source stays as it is, but that it is brought to this version. Throws StoreError where a BFF
 * runs on either, where the target holds anything, and where what is read back is not what was written.
 */
export async function copyLedger(
  dataDir: string,
  url: string,
  nowMs: number,
  log: Pick<Logger, 'warn'>,
): Promise<Proof[]> {
  if (!existsSync(join(dataDir, 'balcao.sqlite')))
    throw new StoreError('unavailable', `There is no ledger to copy in ${dataDir} (balcao.sqlite).`)
  const source = openSqlite(dataDir, nowMs)
  try {
    const target = await openPostgres(url, nowMs, log)
    await target.close()
    return await copyInto(source, url)
  } finally {
    await source.close()
  }
}

async function copyInto(source: Reader, url: string): Promise<Proof[]> {
  const address = addressOf(url)
  const tables = await tablesOf(source)
  // A large table takes longer to read and to lock than any question of a till.
  const client = new Client({ ...connectionConfig(url), statement_timeout: 0, query_timeout: 0 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('BEGIN')
    await refuseIfUsed(client, address, tables)
    const written: Proof[] = []
    for (const table of tables) written.push(await copyTable(source, client, table))
    const target: Reader = {
      all: async <R>(text: string, ...values: readonly Value[]) =>
        (await client.query(numbered(text), [...values])).rows as R[],
    }
    for (const [index, table] of tables.entries()) {
      const before = written[index]
      if (before === undefined || !isSame(before, await prove(target, table)))
        throw new StoreError(
          'corrupt',
          `What ${address} gives back of the table ${table.name} is not what was written: nothing was copied.`,
        )
    }
    await client.query('COMMIT')
    return written
  } catch (error) {
    throw postgresError(address, error)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Nobody else gets at a table from here on until the copy is done. */
async function refuseIfUsed(client: Client, address: string, tables: readonly Table[]): Promise<void> {
  const { rows: running } = await client.query('SELECT 1 FROM lease WHERE expires_at > clock_timestamp()')
  if (running.length > 0)
    throw new StoreError(
      'busy',
      `A BFF runs on ${address}, or ran there half a minute ago. Stop it and copy again.`,
    )
  await client.query(`LOCK TABLE ${list(tables.map(({ name }) => name))} IN ACCESS EXCLUSIVE MODE`)
  for (const { name } of tables) {
    const { rows } = await client.query(`SELECT 1 FROM ${quoted(name)} LIMIT 1`)
    if (rows.length > 0)
      throw new StoreError(
        'busy',
        `The ledger ${address} is not empty (table ${name}). Copy into a new database: CREATE DATABASE.`,
      )
  }
}

async function copyTable(source: Reader, client: Client, table: Table): Promise<Proof> {
  const { name, columns } = table
  const proof = createProof(table)
  for await (const page of pagesOf(source, table)) {
    proof.add(page)
    await client.query(
      `INSERT INTO ${quoted(name)} (${list(columns)})
       SELECT ${list(columns)} FROM json_populate_recordset(NULL::${quoted(name)}, $1)`,
      [JSON.stringify(page.map(clean))],
    )
  }
  await countOn(client, table)
  return proof.end()
}

/** Numbers that the ledger counts itself go on after the last one. */
async function countOn(client: Client, { name, key }: Table): Promise<void> {
  const [id] = key
  if (id === undefined || key.length > 1) return
  const { rows } = await client.query<{ sequence: string | null }>(
    'SELECT pg_get_serial_sequence($1, $2) AS sequence',
    [quoted(name), id],
  )
  const sequence = rows[0]?.sequence
  if (sequence != null)
    await client.query(`SELECT setval($1::regclass, (SELECT max(${quoted(id)}) FROM ${quoted(name)}))`, [
      sequence,
    ])
}

const clean = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, withoutNul(value)]))
