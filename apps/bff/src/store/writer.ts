import { DatabaseSync } from 'node:sqlite'
import type { Change, Written } from './database.ts'
import { StoreError, sqliteError } from './errors.ts'
import { nextTurn } from './next-turn.ts'
import { prepareOnce } from './statements.ts'

type Waiting = {
  changes: readonly Change[]
  resolve: (written: Written) => void
  reject: (error: unknown) => void
}

/** How long a write waits for a foreign process (a backup, a shell) before it fails. */
const busyTimeoutMs = 200

/** Opens the ledger for writing. Throws where commits would not outlive the power. */
export function openForWriting(path: string): DatabaseSync {
  const database = new DatabaseSync(path)
  try {
    database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`)
    database.exec('PRAGMA journal_mode = WAL')
    // In WAL mode NORMAL loses the last commits with the power, and killing the process never shows it.
    database.exec('PRAGMA synchronous = FULL')
    const { synchronous } = database.prepare('PRAGMA synchronous').get() as { synchronous: number }
    if (synchronous !== 2)
      throw new StoreError('not-durable', `PRAGMA synchronous is ${synchronous}, not FULL`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Commits transactions together, so that twenty tills at once pay for one sync of the disk and not for twenty. One that fails takes
 * nobody along. The answers are there when the commit of all is on the disk, and not before.
 */
export function createCommit(database: DatabaseSync, path: string) {
  const prepared = prepareOnce(database)
  const run = (text: string) => void prepared(text).statement.run()

  function attempt(changes: readonly Change[]): Written {
    const rows: unknown[][] = []
    for (const [index, { text, values, expects }] of changes.entries()) {
      const { statement, returnsRows } = prepared(text)
      if (returnsRows) rows.push(statement.all(...values))
      else {
        const changed = Number(statement.run(...values).changes)
        if (expects !== undefined && changed !== expects) return { kind: 'unexpected', index }
        rows.push([])
      }
    }
    return { kind: 'written', rows }
  }

  function inSavepoint(changes: readonly Change[]): Written | StoreError {
    run('SAVEPOINT change')
    let answer: Written | StoreError
    try {
      answer = attempt(changes)
    } catch (error) {
      // A full or broken disk makes SQLite undo the whole transaction by itself: then nobody's change has happened.
      if (!database.isTransaction) throw error
      answer = sqliteError(path, error)
    }
    if (answer instanceof StoreError || answer.kind !== 'written') run('ROLLBACK TO change')
    run('RELEASE change')
    return answer
  }

  function undo() {
    if (database.isTransaction) database.exec('ROLLBACK')
  }

  /** Nearly always nothing fails. A savepoint keeps a copy of every page that it touches: a third of the cost of a small transaction. */
  function withoutSavepoints(transactions: readonly (readonly Change[])[]): Written[] | undefined {
    const answers: Written[] = []
    try {
      for (const changes of transactions) {
        const answer = attempt(changes)
        if (answer.kind !== 'written') return undefined
        answers.push(answer)
      }
      return answers
    } catch {
      // What it was, the second attempt tells the one whom it concerns.
      return undefined
    }
  }

  return (transactions: readonly (readonly Change[])[]): (Written | StoreError)[] => {
    try {
      database.exec('BEGIN IMMEDIATE')
      let answers: (Written | StoreError)[] | undefined = withoutSavepoints(transactions)
      if (answers === undefined) {
        undo()
        database.exec('BEGIN IMMEDIATE')
        answers = transactions.map(inSavepoint)
      }
      database.exec('COMMIT')
      return answers
    } catch (error) {
      undo()
      return transactions.map(() => sqliteError(path, error))
    }
  }
}

/** Commits together what comes together: a commit waits for two turns of the event loop, and what else has arrived by then is written too. */
export function createWriter(database: DatabaseSync, path: string) {
  const commit = createCommit(database, path)
  const closed = new StoreError('unavailable', `The ledger ${path} is closed: this BFF is being stopped.`)
  let waiting: Waiting[] = []
  let idle: Promise<void> | undefined

  async function commitWaiting(): Promise<void> {
    while (waiting.length > 0) {
      // A question to the PSP that was asked with it leaves first: a connection that was kept is written to a turn later.
      await nextTurn()
      await nextTurn()
      const now = waiting
      waiting = []
      // What comes after the file was closed is refused as any other write that cannot be done.
      const answers = database.isOpen ? commit(now.map(({ changes }) => changes)) : now.map(() => closed)
      for (const [index, { resolve, reject }] of now.entries()) {
        const answer = answers[index]
        if (answer === undefined || answer instanceof StoreError) reject(answer)
        else resolve(answer)
      }
    }
    idle = undefined
  }

  return {
    write: (changes: readonly Change[]): Promise<Written> =>
      new Promise((resolve, reject) => {
        waiting.push({ changes, resolve, reject })
        idle ??= commitWaiting()
      }),
    /** Ends what waits, and closes the file. */
    async close() {
      await idle
      database.close()
    },
  }
}
