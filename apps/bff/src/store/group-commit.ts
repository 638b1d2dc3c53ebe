import type { DatabaseSync } from 'node:sqlite'
import type { Writer } from './database.ts'

/** A sync costs the same for one change as for many; more than this at once would let the screens wait. */
const maxTogether = 256

type Change = {
  work: (writer: Writer) => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

/**
 * Changes that come in the same turn of the event loop are committed together, so that twenty tills at once pay for one sync of the
 * disk and not for twenty. Each is a savepoint of its own: one that fails takes nobody along. None is told that it is done before the
 * commit of all is on the disk.
 */
export function createGroupCommit(database: DatabaseSync, writer: Writer) {
  const waiting: Change[] = []
  let idle: Promise<void> | undefined

  const commitWaiting = (): Promise<void> =>
    new Promise((resolve) => {
      setImmediate(async () => {
        const changes = waiting.splice(0, maxTogether)
        await commit(changes)
        idle = waiting.length > 0 ? commitWaiting() : undefined
        resolve(idle)
      })
    })

  async function commit(changes: readonly Change[]) {
    try {
      database.exec('BEGIN IMMEDIATE')
      const answers: (() => void)[] = []
      for (const change of changes) answers.push(await attempt(change))
      database.exec('COMMIT')
      for (const answer of answers) answer()
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      for (const { reject } of changes) reject(error)
    }
  }

  /** Answers with how to tell the caller, once the commit has told how it ended. */
  async function attempt({ work, resolve, reject }: Change): Promise<() => void> {
    database.exec('SAVEPOINT change')
    try {
      const value = await work(writer)
      database.exec('RELEASE change')
      return () => resolve(value)
    } catch (error) {
      // A full or broken disk makes SQLite undo the whole transaction by itself: then nobody's change has happened.
      if (!database.isTransaction) throw error
      database.exec('ROLLBACK TO change')
      database.exec('RELEASE change')
      return () => reject(error)
    }
  }

  return {
    write: <Result>(work: (writer: Writer) => Promise<Result>): Promise<Result> =>
      new Promise((resolve, reject) => {
        waiting.push({ work, resolve: (value) => resolve(value as Result), reject })
        idle ??= commitWaiting()
      }),
    /** Resolves when nothing waits any more. */
    settled: async () => idle,
  }
}
