import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Proof } from '../ledger-copy/proof.ts'
import { isBroken, StoreError } from '../store/errors.ts'
import { lockLedger, openSqlite } from '../store/sqlite.ts'
import { hashOfFile } from './files.ts'
import { proveAll } from './prove-tables.ts'
import { putInPlace } from './put-in-place.ts'
import { type Unanswered, wake } from './wake-ledger.ts'

export type Restored = {
  /** As they were in the backup. */
  proofs: Proof[]
  /** False where there was no SHA-256 beside the file to hold it against. */
  isChecked: boolean
  /** Up to when it knows of all that was paid, by the PSP's clock. Undefined where it has never swept. */
  coveredUntilMs: number | undefined
  unanswered: Unanswered[]
  /** Where the ledger that was there is now. */
  asideAt: string | undefined
}

/**
 * Puts a backup in the place of the ledger of a DATA_DIR, brought to this version, and keeps the one that was there beside it. Nothing is
 * changed before the copy has proved whole. Throws StoreError: busy while a BFF has the ledger, corrupt, migration, unavailable.
 */
export async function restoreLedger(file: string, dataDir: string, nowMs: number): Promise<Restored> {
  refuseNoFile(file)
  const lock = lockLedger(dataDir)
  // Beside the ledger, so that it gets there by a rename. What an earlier restore has left there was never used.
  const staging = join(dataDir, 'restoring')
  try {
    rmSync(staging, { recursive: true, force: true })
    mkdirSync(staging, { mode: 0o700 })
    const copy = take(file, staging)
    const isChecked = await isAsItWasWritten(file, copy)
    refuseNoLedger(file, copy)
    const ledger = openSqlite(staging, nowMs)
    try {
      const proofs = await proveAll(ledger)
      const woken = await wake(ledger, basename(file), nowMs)
      await ledger.close()
      return { proofs, isChecked, ...woken, asideAt: putInPlace(copy, dataDir, nowMs) }
    } finally {
      await ledger.close().catch(() => {})
    }
  } catch (error) {
    throw restoreError(file, dataDir, error)
  } finally {
    rmSync(staging, { recursive: true, force: true })
    lock.close()
  }
}

function refuseNoFile(file: string): void {
  if (!existsSync(file) || !statSync(file).isFile())
    throw new StoreError('unavailable', `There is no backup ${file}: --from must name the file.`)
  if (file.endsWith('.partial'))
    throw new StoreError('corrupt', `${file} is of a backup that broke off: restore another one.`)
}

/** With the log of a ledger that was put aside while it was in use: its last sales are in there. */
function take(file: string, staging: string): string {
  const copy = join(staging, 'balcao.sqlite')
  copyFileSync(file, copy)
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`)
  return copy
}

async function isAsItWasWritten(file: string, copy: string): Promise<boolean> {
  if (!existsSync(`${file}.sha256`)) return false
  const [was] = readFileSync(`${file}.sha256`, 'utf8').split(' ')
  if (was === (await hashOfFile(copy))) return true
  throw new StoreError(
    'corrupt',
    `The backup ${file} is not what was written then (${file}.sha256): nothing was changed. Restore another copy of it, or an older one.`,
  )
}

/** An empty file and another program's database would both be opened, and be made a ledger. */
function refuseNoLedger(file: string, copy: string): void {
  const database = new DatabaseSync(copy)
  try {
    const tables = database
      .prepare("SELECT name FROM sqlite_schema WHERE name IN ('charge', 'migration')")
      .all()
    if (tables.length === 2) return
  } finally {
    database.close()
  }
  throw new StoreError('corrupt', `${file} is no ledger of this program: nothing was changed.`)
}

function restoreError(file: string, dataDir: string, cause: unknown): StoreError {
  const code = cause instanceof StoreError ? cause.code : isBroken(cause) ? 'corrupt' : 'unavailable'
  // What has no cause was said here, of the backup; the store speaks of the ledger that it was given.
  if (cause instanceof StoreError && (cause.cause === undefined || !/^(corrupt|unavailable)$/.test(code)))
    return cause
  if (code === 'corrupt')
    return new StoreError(
      code,
      `The backup ${file} is damaged: nothing was changed. Restore another one.`,
      cause,
    )
  const why = cause instanceof Error ? cause.message : String(cause)
  return new StoreError(
    code,
    `The backup could not be put into ${dataDir} (${why}): it must be a folder with space that this program may write to. The ledger there is as it was.`,
    cause,
  )
}
