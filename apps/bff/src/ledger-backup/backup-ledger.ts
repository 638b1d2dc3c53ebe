import { closeSync, existsSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import type { Proof } from '../ledger-copy/proof.ts'
import { isBroken, StoreError } from '../store/errors.ts'
import { readerOf } from '../store/sqlite.ts'
import { hashOfFile, syncFile, syncFolder } from './files.ts'
import { firstDifference, proveAll } from './prove-tables.ts'

/** Four megabytes: between two steps the process hears of Ctrl+C. The BFF waits for none of them. */
const pagesAStep = 1_000

export type Backup = { path: string; proofs: Proof[] }

/**
 * Writes one moment of the ledger of a DATA_DIR into a file of its own, named for that moment, with its SHA-256 beside it, while the BFF
 * goes on. It gets its name only when it was read back and is the same in rows, sums and hash. Throws StoreError.
 */
export async function backupLedger(dataDir: string, folder: string, nowMs: number): Promise<Backup> {
  const source = join(dataDir, 'balcao.sqlite')
  if (!existsSync(source))
    throw new StoreError('unavailable', `There is no ledger to back up in ${dataDir} (balcao.sqlite).`)
  const path = join(folder, nameOf(nowMs))
  const partial = `${path}.partial`
  reserve(folder, path, partial)
  try {
    const written = await copyMoment(source, partial)
    const proofs = await readBack(source, partial)
    const table = firstDifference(written, proofs)
    if (table !== undefined)
      throw new StoreError(
        'corrupt',
        `What ${folder} gives back of the table ${table} is not what was written: no backup was kept. Use another disk.`,
      )
    syncFile(partial)
    // In the words of sha256sum, so that any machine can check it. First, so that no backup is ever without.
    writeFileSync(`${path}.sha256`, `${await hashOfFile(partial)}  ${basename(path)}\n`, { mode: 0o600 })
    syncFile(`${path}.sha256`)
    renameSync(partial, path)
    syncFolder(folder)
    return { path, proofs }
  } catch (error) {
    for (const name of [partial, `${partial}-journal`, `${path}.sha256`]) rmSync(name, { force: true })
    throw backupError(folder, source, error)
  }
}

/** `balcao-20261122T142233Z.sqlite`, in UTC: sorted by name is sorted by time, and every file system takes it. */
const nameOf = (nowMs: number) =>
  `balcao-${new Date(nowMs).toISOString().replaceAll(/[-:]|\.\d+/g, '')}.sqlite`

/** The folder is not made: where a disk is not mounted, that would fill the one that is to be backed up. */
function reserve(folder: string, path: string, partial: string): void {
  if (!existsSync(folder))
    throw new StoreError(
      'unavailable',
      `There is no folder ${folder} to back up to. Mount its disk, or make it.`,
    )
  if (existsSync(path) || existsSync(partial))
    throw new StoreError(
      'busy',
      `${path} is there already, and no backup is overwritten. Try again in a second.`,
    )
  try {
    // Who has paid is nobody else's business.
    closeSync(openSync(partial, 'wx', 0o600))
  } catch (cause) {
    throw new StoreError(
      'unavailable',
      `${folder} must be a folder that can be written (${wordsOf(cause)}).`,
      cause,
    )
  }
}

/** What the ledger holds at one moment, and that moment's pages in the file. */
async function copyMoment(source: string, target: string): Promise<Proof[]> {
  const reading = new DatabaseSync(source, { readOnly: true })
  try {
    // A transaction sees one moment until it ends. Without it, every sale meanwhile would begin the copy anew.
    reading.exec('BEGIN')
    reading.prepare('SELECT count(*) FROM sqlite_schema').get()
    await backup(reading, target, { rate: pagesAStep })
    return await proveAll(readerOf(reading))
  } finally {
    reading.close()
  }
}

async function readBack(source: string, path: string): Promise<Proof[]> {
  const copy = new DatabaseSync(path)
  try {
    // The ledger keeps a log beside it; a backup is one file, and can be read where nothing can be written.
    copy.exec('PRAGMA journal_mode = DELETE')
    const { quick_check: verdict } = copy.prepare('PRAGMA quick_check(1)').get() as { quick_check: string }
    if (verdict !== 'ok') throw damaged(source, verdict)
    return await proveAll(readerOf(copy))
  } finally {
    copy.close()
  }
}

const damaged = (source: string, why: string, cause?: unknown) =>
  new StoreError(
    'corrupt',
    `The ledger ${source} is damaged (${why}): no backup was kept. Restore the latest good one.`,
    cause,
  )

function backupError(folder: string, source: string, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause
  if (isBroken(cause)) return damaged(source, wordsOf(cause), cause)
  const megabytes = Math.ceil(statSync(source).size / 1_000_000)
  return new StoreError(
    'unavailable',
    `The backup could not be written to ${folder} (${wordsOf(cause)}). It needs some ${megabytes} MB of free space. Nothing was kept.`,
    cause,
  )
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
