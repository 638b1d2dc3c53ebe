import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Database, Value } from './database.ts'
import { createPostgresAsk } from './postgres-ask.ts'
import { checkedText } from './postgres-checked.ts'
import { addressOf, openPool } from './postgres-connections.ts'
import { numbered } from './postgres-dialect.ts'
import { postgresError } from './postgres-errors.ts'
import { migratePostgres } from './postgres-migrate.ts'
import { proveTrust } from './postgres-trust.ts'
import { createPostgresWrite, type Prepare, type RingOf } from './postgres-write.ts'

/** A few dozen texts are in use. The server keeps each for every connection: what is beyond is parsed each time. */
const maxPrepared = 200
/** A server that does not answer does not say goodbye either. */
const closePatienceMs = 2_000

/**
 * Opens the ledger in PostgreSQL, proves that commits outlive the power there, and brings its tables to this version. Throws
 * StoreError unavailable, forbidden, not-durable or migration, each with what to do.
 */
export async function openPostgres(
  url: string,
  nowMs: number,
  log: Pick<Logger, 'warn'>,
  ringOf?: RingOf,
): Promise<Database> {
  const address = addressOf(url)
  const pool = openPool(url, log)
  const prepare = prepareOnce()
  const database: Database = {
    all: createPostgresAsk(pool, prepare, address),
    write: createPostgresWrite(pool, prepare, address, ringOf),
    close: () => Promise.race([pool.end(), pause(closePatienceMs, undefined, { ref: false })]),
  }
  try {
    await proveTrust(pool, address)
    await migratePostgres(pool, nowMs)
    return database
  } catch (error) {
    await database.close()
    throw postgresError(address, error)
  }
}

function prepareOnce(): Prepare {
  const known = new Map<string, { name?: string; text: string }>()
  const checked = new Map<string, string>()
  function prepare(text: string, values: readonly Value[]) {
    let statement = known.get(text)
    if (statement === undefined) {
      const isWorthIt = known.size < maxPrepared
      statement = { text: numbered(text), ...(isWorthIt && { name: `balcao-${known.size}` }) }
      if (isWorthIt) known.set(text, statement)
    }
    return { ...statement, values: values.map(withoutNul) }
  }
  return {
    plain: prepare,
    checked(text, values, expects) {
      let whole = checked.get(text)
      if (whole === undefined) {
        whole = checkedText(text)
        if (checked.size < maxPrepared) checked.set(text, whole)
      }
      return prepare(whole, [...values, expects])
    },
  }
}

/** PostgreSQL has no NUL in a text. Somebody else's words may have one, and are none the poorer for this sign in its place. */
export const withoutNul = (value: Value): Value =>
  typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value
