import type { Pool } from 'pg'
import { missingMigrations } from './migrations.ts'
import { inPostgres } from './postgres-dialect.ts'

/** Any number that nothing else in this database locks: 'balc' in ASCII. */
const advisoryLock = 0x62_61_6c_63
/** Of two that start together the second waits for the first, and then finds nothing left to do. */
const patience = '60s'

/** Brings the tables to this version, all in one transaction, one BFF at a time. */
export async function migratePostgres(pool: Pool, nowMs: number): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(`SET LOCAL lock_timeout = '${patience}'; SET LOCAL statement_timeout = 0`)
    await client.query('SELECT pg_advisory_xact_lock($1)', [advisoryLock])
    await client.query(
      'CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, applied_at_ms BIGINT NOT NULL)',
    )
    const { rows } = await client.query<{ name: string; sha256: string }>(
      'SELECT name, sha256 FROM migration',
    )
    const applied = new Map(rows.map(({ name, sha256 }) => [name, sha256]))
    for (const { name, text, sha256 } of missingMigrations('postgres', applied)) {
      await client.query(inPostgres(text))
      await client.query('INSERT INTO migration VALUES ($1, $2, $3)', [name, sha256, nowMs])
    }
    // Connections of BFFs that are gone for a day ask no more whether they have committed.
    await client.query("DELETE FROM last_commit WHERE at < now() - interval '1 day'")
    await client.query('COMMIT')
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}
