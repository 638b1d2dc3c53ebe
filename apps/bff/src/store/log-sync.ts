import { closeSync, fdatasync, openSync } from 'node:fs'
import { StoreError } from './errors.ts'

/** Syncs the log of this ledger to the disk on a thread of Node's own, so that nobody has to stand still for a disk. */
export function createLogSync(path: string) {
  let file: number | undefined
  return {
    /** What is in the log by now outlives the power when this resolves. Throws StoreError. */
    sync: () =>
      new Promise<void>((resolve, reject) => {
        // SQLite makes the log at the first commit, and keeps the same file until the ledger is closed.
        file ??= openSync(`${path}-wal`, 'r+')
        fdatasync(file, (cause) => (cause === null ? resolve() : reject(notKept(path, cause))))
      }),
    close() {
      if (file !== undefined) closeSync(file)
      file = undefined
    },
  }
}

/** The kernel forgets what a failed sync was about, and says of the next one that all is well. */
const notKept = (path: string, cause: NodeJS.ErrnoException) =>
  new StoreError(
    'unavailable',
    `The disk did not keep what was written to ${path} (${cause.code}). Nothing is written or told any more until Balcão is started again.`,
    cause,
  )
