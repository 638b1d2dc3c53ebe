import { Client, Pool, type PoolConfig, types } from 'pg'
import type { Logger } from 'pino'

/** For each BFF. A transaction takes a millisecond or two, so that ten are thousands a second; eight BFFs fit the server's usual hundred. */
const maxConnections = 10
/** A till that waits longer than this for its ledger is better told so. */
const connectTimeoutMs = 5_000
/** The longest question is a stretch of a reconciliation. */
const statementTimeoutMs = 15_000
/** Nobody holds a row for longer than a commit; who does is a person with a shell. */
const lockTimeoutMs = 4_000
/** A BFF that stops in the middle of a transaction (a paused machine) would hold its rows for ever. */
export const idleInTransactionMs = 10_000
/** A server that stopped answering, while its machine keeps the connection open. */
const answerTimeoutMs = statementTimeoutMs + 2_000

/**
 * A server that was started again leaves every connection dead, and each is found out by the question that meets it: one more finds
 * a new one. What takes longer than a dead connection takes to be found out is not worth another attempt.
 */
export const mayTryAgain = (attempts: number, sinceMs: number) =>
  attempts <= maxConnections && performance.now() - sinceMs < answerTimeoutMs / 2

const bigint = 20
const numeric = 1700

/** How every connection of ours to the ledger is made. */
export const connectionConfig = (url: string) =>
  ({
    connectionString: url,
    application_name: 'balcao',
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    query_timeout: answerTimeoutMs,
    keepAlive: true,
    types: { getTypeParser },
  }) satisfies PoolConfig

export function openPool(url: string, log: Pick<Logger, 'warn'>): Pool {
  const pool = new Pool({
    ...connectionConfig(url),
    max: maxConnections,
    // A connection is dear to make, and the next customer is coming.
    idleTimeoutMillis: 0,
  })
  // Without a listener a connection that is lost while nobody uses it would end the process: the pool makes another when it is needed.
  pool.on('error', (err) => log.warn({ err }, 'a connection to the ledger was lost'))
  // And so would one that is lost between two statements of a transaction, whose next statement tells of it anyway.
  pool.on('connect', (client) => void client.on('error', () => {}))
  return pool
}

/** Where the ledger is, for a sentence: never with the password. */
export function addressOf(url: string): string {
  const { host, port, database } = new Client({ connectionString: url })
  return `${database ?? ''} at ${host}:${port}`
}

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  // Sums of amounts come as numeric, counts and amounts as bigint.
  if (oid === bigint || oid === numeric) return toNumber
  return types.getTypeParser(oid, format)
}

function toNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new Error('The ledger has a number that is no safe integer')
  return number
}
