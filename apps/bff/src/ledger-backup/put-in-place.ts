import { chmodSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { syncFile, syncFolder } from './files.ts'

/**
 * Puts a ledger that is closed into the place of the one in DATA_DIR, which is kept under another name. Answers with that name. At every
 * moment there is one of the two in the place: a start that found none would begin an empty ledger and say nothing.
 */
export function putInPlace(ledger: string, dataDir: string, nowMs: number): string | undefined {
  const place = join(dataDir, 'balcao.sqlite')
  chmodSync(ledger, 0o600)
  syncFile(ledger)
  const asideAt = existsSync(place) ? freeName(dataDir, nowMs) : undefined
  if (asideAt !== undefined) linkSync(place, asideAt)
  // A log that stayed would be played into the new ledger. It goes with the old one, whose last sales are in it.
  if (existsSync(`${place}-wal`)) renameSync(`${place}-wal`, `${asideAt ?? freeName(dataDir, nowMs)}-wal`)
  rmSync(`${place}-shm`, { force: true })
  renameSync(ledger, place)
  syncFolder(dataDir)
  return asideAt
}

/** Seconds tell two restores apart; where they do not, a number does. */
function freeName(dataDir: string, nowMs: number): string {
  const stamp = new Date(nowMs).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  for (let number = 1; ; number++) {
    const path = join(dataDir, `balcao-before-restore-${stamp}${number === 1 ? '' : `-${number}`}.sqlite`)
    if (!existsSync(path) && !existsSync(`${path}-wal`)) return path
  }
}
