import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from './errors.ts'

const folder = new URL('../../migrations/', import.meta.url)

/**
 * Brings the tables to this version: plain SQL files in their order, each once, all in one transaction.
 * A file that was applied and has changed since is refused: history is added to, never rewritten.
 */
export function migrate(database: DatabaseSync, nowMs: number) {
  database.exec('BEGIN IMMEDIATE')
  try {
    database.exec(
      'CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, applied_at_ms INTEGER NOT NULL) STRICT',
    )
    const applied = new Map(
      database
        .prepare('SELECT name, sha256 FROM migration')
        .all()
        .map((row) => [String(row.name), String(row.sha256)]),
    )
    for (const name of readdirSync(folder).sort()) {
      const text = readFileSync(new URL(name, folder), 'utf8')
      const sha256 = createHash('sha256').update(text).digest('hex')
      const before = applied.get(name)
      applied.delete(name)
      if (before === sha256) continue
      if (before !== undefined)
        throw new StoreError(
          'migration',
          `The migration ${name} was applied with another text: this build is not whole.`,
        )
      database.exec(text)
      database.prepare('INSERT INTO migration VALUES (?, ?, ?)').run(name, sha256, nowMs)
    }
    const [unknown] = applied.keys()
    if (unknown !== undefined)
      throw new StoreError(
        'migration',
        `The ledger was written by a newer version (it has the migration ${unknown}). Start that version, or restore an older backup.`,
      )
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}
