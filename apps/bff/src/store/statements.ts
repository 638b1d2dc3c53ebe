import type { DatabaseSync, StatementSync } from 'node:sqlite'

/** A few dozen texts are in use; the rarest are prepared again rather than kept for ever. */
const maxStatements = 200

export type Prepared = { statement: StatementSync; returnsRows: boolean }

/** Every text is prepared once. */
export function prepareOnce(database: DatabaseSync): (text: string) => Prepared {
  const known = new Map<string, Prepared>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const [oldest] = known.keys()
    if (known.size >= maxStatements && oldest !== undefined) known.delete(oldest)
    const statement = database.prepare(text)
    const prepared = { statement, returnsRows: statement.columns().length > 0 }
    known.set(text, prepared)
    return prepared
  }
}
