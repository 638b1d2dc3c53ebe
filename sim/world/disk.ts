import { rmSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Change, Database, Value, Written } from '../../apps/bff/src/store/database.ts'
import { StoreError } from '../../apps/bff/src/store/errors.ts'
import { migrate } from '../../apps/bff/src/store/migrate.ts'
import { createCommit, openForWriting } from '../../apps/bff/src/store/writer.ts'
import type { Random } from '../random.ts'
import type { Scheduler } from '../scheduler.ts'
import type { Swarm } from '../swarm.ts'
import { tablesOf } from './tables.ts'

/** Where a ledger lies: SQLite in memory or on a file. Each `open` is an empty one. */
export type Medium = { open: () => DatabaseSync }

/** The same database for every seed, emptied: to make its tables takes longer than a short seed. */
export function inMemory(): Medium {
  let kept: DatabaseSync | undefined
  return {
    open() {
      if (kept !== undefined) return emptied(kept)
      kept = new DatabaseSync(':memory:')
      migrate(kept, 0)
      return kept
    },
  }
}

function emptied(database: DatabaseSync): DatabaseSync {
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'migration'")
    .all()
  database.exec('PRAGMA foreign_keys = OFF')
  // The ledger itself lets nobody take anything out of its audit.
  database.exec('DROP TRIGGER IF EXISTS audit_is_not_deleted')
  for (const { name } of tables) database.exec(`DELETE FROM ${String(name)}`)
  database.exec('PRAGMA foreign_keys = ON')
  return database
}

/** A file that is written as the BFF writes it, synced at each commit. */
export function onFile(path: string): Medium & { close: () => void } {
  let kept: DatabaseSync | undefined
  const close = () => {
    kept?.close()
    kept = undefined
  }
  return {
    close,
    open() {
      close()
      for (const part of ['', '-wal', '-shm']) rmSync(`${path}${part}`, { force: true })
      kept = openForWriting(path)
      migrate(kept, 0)
      return kept
    },
  }
}

const diskIsFull = 'The disk is full'
/** Of the disk itself, and not of what it was to take. */
export const isDiskFailure = (error: unknown): boolean =>
  error instanceof StoreError && error.message === diskIsFull

type Waiting = {
  changes: readonly Change[]
  resolve: (written: Written) => void
  reject: (error: unknown) => void
}
type Asked = { statement: StatementSync; tables: readonly string[]; answers: Map<string, unknown[]> }
export type Disk = ReturnType<typeof createDisk>

/**
 * The real SQL behind the store's own port, with the time that a commit takes, the failures that it may meet, and what a crash
 * leaves of it. What is committed is on the disk before anybody hears of it; with `syncs` false that is a lie, which only a loss of
 * power shows.
 */
export function createDisk(
  medium: Medium,
  scheduler: Scheduler,
  random: Random,
  swarm: () => Swarm,
  { onCommit, onFailure, syncs }: { onCommit: () => void; onFailure: () => void; syncs: boolean },
) {
  let database = medium.open()
  let commit = createCommit(database, 'the simulated ledger')
  let waiting: Waiting[] = []
  /** Every transaction that was done, and how many of them the power cannot take any more. */
  const journal: (readonly Change[])[] = []
  let synced = 0
  /** What was asked, and what was read of it since its tables were written: the rounds of a quiet second ask the same again. */
  const asked = new Map<string, Asked>()

  function ask(text: string): Asked {
    const question = {
      statement: database.prepare(text),
      tables: tablesOf(text).read,
      answers: new Map<string, unknown[]>(),
    }
    asked.set(text, question)
    return question
  }
  function rows<Row>(text: string, ...values: readonly Value[]): Row[] {
    const { statement, answers } = asked.get(text) ?? ask(text)
    const key = values.join(' ')
    const answer = answers.get(key) ?? statement.all(...values)
    answers.set(key, answer)
    return answer as Row[]
  }
  function changed(transactions: readonly (readonly Change[])[]) {
    const written = new Set(transactions.flat().flatMap(({ text }) => tablesOf(text).written))
    for (const { tables, answers } of asked.values())
      if (tables.some((table) => written.has(table))) answers.clear()
    // How far the sweeps have read is written every three seconds, and nobody outside looks at it.
    if (transactions.some((changes) => changes.some(({ text }) => !text.startsWith('INSERT INTO sweep'))))
      onCommit()
  }

  function write(changes: readonly Change[]): Promise<Written> {
    return new Promise((resolve, reject) => {
      if (waiting.length === 0)
        scheduler.after(random.whole(1, Math.max(1, swarm().store.writeMs)), 'disk: commit', commitWaiting)
      waiting.push({ changes, resolve, reject })
    })
  }

  function commitWaiting() {
    const now = waiting
    waiting = []
    if (now.length === 0) return
    if (random.chance(swarm().store.failed)) {
      onFailure()
      const error = new StoreError('unavailable', diskIsFull)
      for (const { reject } of now) reject(error)
      return
    }
    const answers = commit(now.map(({ changes }) => changes))
    for (const [index, { changes, resolve, reject }] of now.entries()) {
      const answer = answers[index]
      if (answer === undefined || answer instanceof StoreError) {
        reject(answer)
        continue
      }
      if (answer.kind === 'written') journal.push(changes)
      resolve(answer)
    }
    if (syncs || random.chance(0.1)) synced = journal.length
    changed(now.map(({ changes }) => changes))
  }

  return {
    /** What one process sees of it. A dead process hears of nothing any more. */
    connect(isAlive: () => boolean): Database {
      return {
        all: async <Row>(text: string, ...values: readonly Value[]) => {
          const { readMs } = swarm().store
          if (readMs > 0) await scheduler.pause(random.whole(0, readMs), 'disk: read')
          if (!isAlive()) return never<Row[]>()
          return rows<Row>(text, ...values)
        },
        write: (changes) =>
          isAlive() ? write(changes).finally(() => (isAlive() ? undefined : never())) : never(),
        close: async () => {},
      }
    },
    /** Reads without taking time: for whoever looks at the world from outside. */
    rows,
    /** What was asked for and not done yet is lost, or is done and nobody hears of it. */
    crash({ powerLost }: { powerLost: boolean }) {
      const lost = waiting
      waiting = []
      if (!powerLost && lost.length > 0 && random.chance(0.5)) {
        const answers = commit(lost.map(({ changes }) => changes))
        for (const [index, { changes }] of lost.entries()) {
          const answer = answers[index]
          if (answer !== undefined && !(answer instanceof StoreError) && answer.kind === 'written')
            journal.push(changes)
        }
        synced = journal.length
      }
      if (powerLost && synced < journal.length) {
        journal.length = synced
        database = medium.open()
        commit = createCommit(database, 'the simulated ledger')
        for (const changes of journal) commit([changes])
        asked.clear()
      }
      changed([...journal])
      return lost.length
    },
    isWaiting: () => waiting.length > 0,
  }
}

const never = <T>() => new Promise<T>(() => {})
