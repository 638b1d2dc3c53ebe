import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Database, Value, Writer } from './database.ts'
import { StoreError } from './errors.ts'
import { createGroupCommit } from './group-commit.ts'
import { migrate } from './migrate.ts'

/** How long a write waits for a foreign process (a backup, a shell) before it fails: the wait stops the whole event loop. */
const busyTimeoutMs = 200

/**
 * Opens DATA_DIR/balcao.sqlite for this process alone, proves that it is whole and that commits outlive the power.
 * Throws StoreError busy, corrupt or not-durable, each with what to do.
 */
export function openSqlite(dataDir: string, nowMs: number): Database {
  makeFolder(dataDir)
  const path = join(dataDir, 'balcao.sqlite')
  const lock = lockForOneProcess(join(dataDir, 'balcao.lock'))
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path)
    database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`)
    database.exec('PRAGMA journal_mode = WAL')
    // In WAL mode NORMAL loses the last commits with the power, and killing the process never shows it.
    database.exec('PRAGMA synchronous = FULL')
    const { synchronous } = database.prepare('PRAGMA synchronous').get() as { synchronous: number }
    if (synchronous !== 2)
      throw new StoreError('not-durable', `PRAGMA synchronous is ${synchronous}, not FULL`)
    const verdict = database.prepare('PRAGMA quick_check(1)').get() as { quick_check: string }
    if (verdict.quick_check !== 'ok') throw new Error(verdict.quick_check)
    migrate(database, nowMs)
  } catch (error) {
    database?.close()
    lock.close()
    throw error instanceof StoreError ? error : refusal(path, error)
  }
  const open = database
  // Of its own, so that a question in the middle of somebody's transaction sees only what is committed.
  const reading = new DatabaseSync(path, { readOnly: true })
  const commits = createGroupCommit(open, talkTo(open))
  return {
    all: talkTo(reading).all,
    write: commits.write,
    close: async () => {
      await commits.settled()
      reading.close()
      open.close()
      lock.close()
    },
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

/** The operating system lets go of this lock when the process dies, however it dies: a file with a process id would not. */
function lockForOneProcess(path: string): DatabaseSync {
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(path)
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock?.close()
    if (!isLocked(error)) throw refusal(path, error)
    throw new StoreError(
      'busy',
      `The ledger is in use: another BFF runs on this DATA_DIR (${path}). Stop it, or give this one its own DATA_DIR.`,
      error,
    )
  }
}

/** SQLite's primary result codes (sqlite.org/rescode.html): 5 BUSY, 6 LOCKED, 11 CORRUPT, 26 NOTADB; the upper bits say more. */
const resultCode = (error: unknown) =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 0
const isLocked = (error: unknown) => [5, 6].includes(resultCode(error))
/** No code at all: quick_check has found it. */
const isDamaged = (error: unknown) => [0, 11, 26].includes(resultCode(error))

function refusal(path: string, cause: unknown): StoreError {
  const said = cause instanceof Error ? cause.message : String(cause)
  if (isLocked(cause))
    return new StoreError(
      'busy',
      `The ledger ${path} is locked by another program. Close it and start again.`,
      cause,
    )
  if (!isDamaged(cause))
    return new StoreError(
      'unavailable',
      `The ledger ${path} cannot be written (${said}): DATA_DIR must be a folder with space that this program may write to.`,
      cause,
    )
  return new StoreError(
    'corrupt',
    `The ledger ${path} is damaged (${said}). Nothing was changed. Restore the latest backup and start again: the PSP is asked for what came since.`,
    cause,
  )
}

/** A few dozen texts are in use; the rarest are prepared again rather than kept for ever. */
const maxStatements = 200

/** Statements are prepared once; every answer is there at once, since SQLite is a library and not a server. */
function talkTo(database: DatabaseSync): Writer {
  const statements = new Map<string, StatementSync>()
  function prepared(text: string): StatementSync {
    const known = statements.get(text)
    if (known !== undefined) return known
    const [oldest] = statements.keys()
    if (statements.size >= maxStatements && oldest !== undefined) statements.delete(oldest)
    const statement = database.prepare(text)
    statements.set(text, statement)
    return statement
  }
  return {
    all: async <Row>(text: string, ...values: readonly Value[]) => prepared(text).all(...values) as Row[],
    run: async (text, ...values) => Number(prepared(text).run(...values).changes),
  }
}
