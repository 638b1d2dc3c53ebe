import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Database, Reader, Value } from './database.ts'
import { isLocked, StoreError, sqliteError } from './errors.ts'
import { migrate } from './migrate.ts'
import { prepareOnce } from './statements.ts'
import { createWriter, openForWriting } from './writer.ts'

/**
 * Opens DATA_DIR/balcao.sqlite for this process alone, proves that it is whole and that commits outlive the power.
 * Throws StoreError busy, corrupt or not-durable, each with what to do.
 */
export function openSqlite(dataDir: string, nowMs: number): Database {
  const lock = lockLedger(dataDir)
  const path = join(dataDir, 'balcao.sqlite')
  try {
    const writer = createWriter(openWhole(path, nowMs), path)
    // Of its own, so that a question sees only what is committed.
    const reading = readSqlite(dataDir)
    return {
      all: reading.all,
      write: writer.write,
      close: async () => {
        // Before the writer, which puts the whole log into the one file only if it is the last to leave.
        await reading.close()
        await writer.close()
        lock.close()
      },
    }
  } catch (error) {
    lock.close()
    throw sqliteError(path, error)
  }
}

/** The file as it is committed, beside whoever writes it; nothing is changed. Throws StoreError. */
export function readSqlite(dataDir: string): Pick<Database, 'all' | 'close'> {
  const path = join(dataDir, 'balcao.sqlite')
  try {
    const reading = new DatabaseSync(path, { readOnly: true })
    return { ...readerOf(reading), close: async () => reading.close() }
  } catch (error) {
    throw sqliteError(path, error)
  }
}

/** Asks within the transaction that is open, if one is. */
export function readerOf(database: DatabaseSync): Reader {
  const prepared = prepareOnce(database)
  return {
    all: async <Row>(text: string, ...values: readonly Value[]) =>
      prepared(text).statement.all(...values) as Row[],
  }
}

function makeFolder(dataDir: string) {
  try {
    mkdirSync(dataDir, { recursive: true })
  } catch (cause) {
    throw new StoreError(
      'unavailable',
      `DATA_DIR must be a folder that can be written, not ${dataDir}.`,
      cause,
    )
  }
}

/**
 * Nobody else opens the ledger of this DATA_DIR until it is closed. The operating system lets go of it when the process dies, however it
 * dies: a file with a process id would not. Throws StoreError busy.
 */
export function lockLedger(dataDir: string): DatabaseSync {
  makeFolder(dataDir)
  const path = join(dataDir, 'balcao.lock')
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(path)
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock?.close()
    if (!isLocked(error)) throw sqliteError(path, error)
    throw new StoreError(
      'busy',
      `The ledger is in use: another BFF runs on this DATA_DIR (${path}). Stop it, or give this one its own DATA_DIR.`,
      error,
    )
  }
}

function openWhole(path: string, nowMs: number): DatabaseSync {
  const database = openForWriting(path)
  try {
    const verdict = database.prepare('PRAGMA quick_check(1)').get() as { quick_check: string }
    if (verdict.quick_check !== 'ok') throw new Error(verdict.quick_check)
    migrate(database, nowMs)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
