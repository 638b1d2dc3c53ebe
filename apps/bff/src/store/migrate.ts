import type { DatabaseSync } from 'node:sqlite'
import { missingMigrations } from './migrations.ts'

/** Brings the tables of the file to this version, all in one transaction. */
export function migrate(database: DatabaseSync, nowMs: number) {
  database.exec('BEGIN IMMEDIATE')
  try {
    database.exec(
      'CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, applied_at_ms INTEGER NOT NULL) STRICT',
    )
    const rows = database.prepare('SELECT name, sha256 FROM migration').all()
    const applied = new Map(rows.map((row) => [String(row.name), String(row.sha256)]))
    for (const { name, text, sha256 } of missingMigrations('sqlite', applied)) {
      database.exec(text)
      database.prepare('INSERT INTO migration VALUES (?, ?, ?)').run(name, sha256, nowMs)
    }
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}
