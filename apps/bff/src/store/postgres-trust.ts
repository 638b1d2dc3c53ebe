import type { Pool } from 'pg'
import { StoreError } from './errors.ts'

/** The oldest that its makers still mend, when this was written. */
const oldestVersion = 140_000

type Server = {
  version: number
  encoding: string
  synchronous: string
  fsync: string
}

/** Refuses a server that would lose commits with the power, or could not hold what a till writes. */
export async function proveTrust(pool: Pool, address: string): Promise<void> {
  const { rows } = await pool.query<Server>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,
       current_setting('synchronous_commit') AS synchronous, current_setting('fsync') AS fsync`,
  )
  const [server] = rows
  if (server === undefined) throw new Error('The server says nothing of itself')
  const refuse = (code: 'not-durable' | 'unavailable', why: string) => {
    throw new StoreError(code, `The ledger ${address} ${why}.`)
  }
  if (server.version < oldestVersion)
    refuse('unavailable', `is on a PostgreSQL older than 14 (${server.version}): upgrade it`)
  if (server.encoding !== 'UTF8')
    refuse('unavailable', `has the encoding ${server.encoding}: make it again with ENCODING 'UTF8'`)
  if (server.synchronous === 'off')
    refuse(
      'not-durable',
      'would lose the last commits with the power: synchronous_commit is off for this user or server, set it to on',
    )
  if (server.fsync === 'off')
    refuse('not-durable', 'would be lost with the power: fsync is off on this server, set it to on')
}
