import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import type { Change, Value, Written } from './database.ts'
import { StoreError } from './errors.ts'
import { isUnexpected, returnsRows } from './postgres-checked.ts'
import { idleInTransactionMs, mayTryAgain } from './postgres-connections.ts'
import { isCollision, isRefusal, postgresError } from './postgres-errors.ts'
import { type Statement, sendTogether } from './postgres-flight.ts'

/** A random part of this between two attempts, so that two that collided do not collide again. */
const collisionPauseMs = 20
/** A lost transaction is over when the server has noticed that nobody is there, at the latest after this. */
const resolvePatienceMs = idleInTransactionMs + 5_000
const resolvePauseMs = 250

type Question = Statement & { values: Value[] }
/** The question that a prepared text and its values make; `checked`, one that ends its transaction where it meets other rows than expected. */
export type Prepare = {
  plain: (text: string, values: readonly Value[]) => Question
  checked: (text: string, values: readonly Value[], expects: number) => Question
}
/** What tells the other BFFs that the screens of a terminal have to read again. */
export type RingOf = (terminalId: string) => Statement
type Mark = { connection: string; number: number }
/** `again`: nothing was written, and the next attempt may go better. */
type Attempt = Written | { kind: 'again'; error: unknown }

const begin: Statement = { name: 'BEGIN', text: 'BEGIN', values: [] }
const commit: Statement = { name: 'COMMIT', text: 'COMMIT', values: [] }
/** Refused where somebody has looked up what became of this connection: the number may not be null. */
const note = `INSERT INTO last_commit (connection, number, at) VALUES ($1, $2, now()) ON CONFLICT (connection)
  DO UPDATE SET number = CASE WHEN last_commit.number < 0 THEN NULL ELSE excluded.number END, at = excluded.at`
/**
 * Waits for whoever writes this row to be done with it, one way or the other, also where it is not there yet. From then on the number n
 * stands there as -n - 1: what is still on its way from the lost connection, all in one piece, comes to nothing.
 */
const readBack = `INSERT INTO last_commit (connection, number, at) VALUES (?, -1, now()) ON CONFLICT (connection)
  DO UPDATE SET number = least(last_commit.number, -last_commit.number - 1), at = excluded.at RETURNING -number - 1 AS number`

/**
 * Transactions on any connection. READ COMMITTED is enough: what a rule was decided on is said with `expects`, and a row that
 * somebody else is writing is waited for. A commit that nobody heard the end of is looked up, never guessed.
 */
export function createPostgresWrite(pool: Pool, prepare: Prepare, address: string, ringOf?: RingOf) {
  const marks = new WeakMap<PoolClient, Mark>()

  function nextMark(client: PoolClient): Mark {
    const { connection, number } = marks.get(client) ?? { connection: randomUUID(), number: 0 }
    const mark = { connection, number: number + 1 }
    marks.set(client, mark)
    return mark
  }

  async function attempt(changes: readonly Change[], ring: string | undefined): Promise<Attempt> {
    const client = await pool.connect()
    const mark = nextMark(client)
    // Where nothing would be lost with the answer, the commit goes along: what is sent in one piece is committed at its end.
    const isWhole = changes.every(
      ({ text, expects, isLossy }) => isLossy || expects !== undefined || !returnsRows(text),
    )
    const noted: Statement = { name: 'MARK', text: note, values: [mark.connection, mark.number] }
    const before = isWhole ? [noted] : [begin, noted]
    const statements = changes.map(({ text, values, expects }) =>
      expects === undefined ? prepare.plain(text, values) : prepare.checked(text, values, expects),
    )
    let isCommitting = isWhole
    const behind = ring === undefined ? undefined : ringOf?.(ring)
    let rows: unknown[][] = changes.map(() => [])
    try {
      const work = sendTogether(client, [...before, ...statements], isWhole ? behind : undefined)
      const { answers, error } = await work.flight
      if (isUnexpected(error)) {
        if (!isWhole) await client.query('ROLLBACK')
        void work.over.then(() => client.release())
        return { kind: 'unexpected', index: answers.length - before.length }
      }
      if (error !== undefined) throw error
      rows = changes.map(({ expects }, index) =>
        expects === undefined ? (answers[before.length + index] ?? []) : [],
      )
      isCommitting = true
      const end = isWhole ? work : sendTogether(client, [commit], behind)
      const { error: notCommitted } = await end.flight
      if (notCommitted !== undefined) throw notCommitted
      void end.over.then(() => client.release())
      return { kind: 'written', rows }
    } catch (error) {
      // The connection goes, and with it the transaction, if the server has not ended it already.
      client.release(true)
      if (isRefusal(error) && !isCollision(error)) throw error
      if (isCommitting && !isRefusal(error) && (await hasCommitted(mark))) return { kind: 'written', rows }
      return { kind: 'again', error }
    }
  }

  async function hasCommitted({ connection, number }: Mark): Promise<boolean> {
    const giveUpAtMs = performance.now() + resolvePatienceMs
    for (;;) {
      try {
        const { rows } = await pool.query<{ number: number }>(prepare.plain(readBack, [connection]))
        return rows[0]?.number === number
      } catch (cause) {
        if (performance.now() > giveUpAtMs)
          throw new StoreError(
            'unavailable',
            `The ledger ${address} was lost during a commit and does not say whether it was done.`,
            cause,
          )
        await pause(resolvePauseMs)
      }
    }
  }

  return async (changes: readonly Change[], ring?: string): Promise<Written> => {
    const sinceMs = performance.now()
    try {
      for (let attempts = 1; ; attempts++) {
        const outcome = await attempt(changes, ring)
        if (outcome.kind !== 'again') return outcome
        if (!mayTryAgain(attempts, sinceMs)) throw outcome.error
        await pause(Math.random() * collisionPauseMs * attempts)
      }
    } catch (error) {
      throw postgresError(address, error)
    }
  }
}
