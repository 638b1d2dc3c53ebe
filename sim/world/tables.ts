import { constants, DatabaseSync } from 'node:sqlite'
import { migrate } from '../../apps/bff/src/store/migrate.ts'

type Tables = { read: readonly string[]; written: readonly string[] }

const known = new Map<string, Tables>()
const ledger = new DatabaseSync(':memory:')
migrate(ledger, 0)

/** Which tables of the ledger a text reads and which it writes, by its triggers too: SQLite says so while it prepares it. */
export function tablesOf(text: string): Tables {
  const before = known.get(text)
  if (before !== undefined) return before
  const read = new Set<string>()
  const written = new Set<string>()
  ledger.setAuthorizer((action, table) => {
    if (action === constants.SQLITE_READ) read.add(table ?? '')
    if (writing.has(action)) written.add(table ?? '')
    return constants.SQLITE_OK
  })
  ledger.prepare(text)
  ledger.setAuthorizer(null)
  const tables = { read: [...read], written: [...written] }
  known.set(text, tables)
  return tables
}

const writing = new Set([constants.SQLITE_INSERT, constants.SQLITE_UPDATE, constants.SQLITE_DELETE])
