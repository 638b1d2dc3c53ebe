import type { PoolClient, Submittable } from 'pg'
import { isUnexpected } from './postgres-checked.ts'

export type Statement = { name?: string; text: string; values: readonly (string | number | null)[] }
/** The rows of each statement before the first error, if there was one: of the statements behind it none was done. */
export type Flight = { answers: unknown[][]; error?: unknown }

type Field = { name: string; dataTypeID: number; format: 'text' | 'binary' }
type Column = { name: string; parse: (text: string) => unknown }
/** As much of a connection of pg as its own kinds of query use (pg-cursor, pg-query-stream). */
type Wire = {
  stream: { cork: () => void; uncork: () => void }
  /** By name: what this connection has prepared. */
  parsedStatements: Record<string, string>
  parse: (statement: { name: string; text: string }) => void
  bind: (statement: { statement: string; values: (string | null)[] }) => void
  describe: (portal: { type: 'P' }) => void
  execute: (portal: object) => void
  sync: () => void
}

/** What the prepared statements of a connection answer with: they are described once. */
const described = new WeakMap<Wire, Map<string, readonly Column[]>>()

/**
 * Sends statements one behind the other and waits once for all of them, instead of once for each. They are one transaction, which the Sync at
 * the end commits (PostgreSQL, "Pipelining"), unless they begin one themselves. After an error the server passes over all that follows up
 * to the Sync, so that nothing is done on its own, and the connection is not to be used again, but where a change met other rows than it expected.
 *
 * What goes `behind` is a transaction of its own, in the same packet and done after them, whatever became of them; nobody hears its answer.
 * The connection is free when all of it is `over`.
 */
export function sendTogether(
  client: PoolClient,
  statements: readonly Statement[],
  behind?: Statement,
): { flight: Promise<Flight>; over: Promise<void> } {
  const flight = new Promise<Flight>((resolve) => {
    client.query(createQuery(client, statements, behind, resolve))
  })
  if (behind === undefined) return { flight, over: flight.then(() => {}) }
  const over = new Promise<void>((resolve) => {
    client.query(createUnheard(behind, resolve))
  })
  return { flight, over }
}

/** Takes the answers to what was sent behind a flight: the query that pg has next in its queue, and nothing is sent for it. */
function createUnheard({ name = '', text }: Statement, done: () => void): Submittable {
  const query = {
    callback: done,
    submit() {},
    handleDataRow() {},
    handleCommandComplete() {},
    handleReadyForQuery({ parsedStatements }: Wire) {
      if (name !== '') parsedStatements[name] = text
      query.callback()
    },
    handleError: () => query.callback(),
  }
  return query as unknown as Submittable
}

function createQuery(
  client: PoolClient,
  statements: readonly Statement[],
  behind: Statement | undefined,
  done: (flight: Flight) => void,
): Submittable {
  const answers: unknown[][] = []
  let rows: unknown[] = []
  let known = new Map<string, readonly Column[]>()
  const columns: (readonly Column[] | undefined)[] = []

  const query = {
    /** Pg hangs its own time limit before it. */
    callback: (error?: unknown) => done(error == null ? { answers } : { answers, error }),
    submit(wire: Wire) {
      known = described.get(wire) ?? known
      described.set(wire, known)
      const prepared = new Set<string>()
      const put = ({ name = '', text, values }: Statement) => {
        if (name === '' || (wire.parsedStatements[name] === undefined && !prepared.has(name)))
          wire.parse({ name, text })
        prepared.add(name)
        wire.bind({ statement: name, values: values.map((value) => (value === null ? null : `${value}`)) })
      }
      // One packet, and not a dozen.
      wire.stream.cork()
      for (const [index, statement] of statements.entries()) {
        put(statement)
        columns[index] = known.get(statement.name ?? '')
        if (columns[index] === undefined) wire.describe({ type: 'P' })
        wire.execute({})
      }
      wire.sync()
      if (behind !== undefined) {
        put(behind)
        wire.execute({})
        wire.sync()
      }
      wire.stream.uncork()
    },
    handleRowDescription({ fields }: { fields: Field[] }) {
      columns[answers.length] = fields.map(({ name, dataTypeID, format }) => ({
        name,
        parse: client.getTypeParser(dataTypeID, format),
      }))
    },
    handleDataRow({ fields }: { fields: (string | null)[] }) {
      const row: Record<string, unknown> = {}
      for (const [index, { name, parse }] of (columns[answers.length] ?? []).entries()) {
        const field = fields[index] ?? null
        row[name] = field === null ? null : parse(field)
      }
      rows.push(row)
    },
    handleCommandComplete() {
      answers.push(rows)
      rows = []
    },
    handleReadyForQuery(wire: Wire) {
      learn(wire, statements)
      query.callback()
    },
    handleError(error: unknown, wire: Wire) {
      // It was parsed before it was done; of another error nobody knows where it stopped.
      if (isUnexpected(error)) learn(wire, statements.slice(0, answers.length + 1))
      query.callback(error)
    },
  }

  function learn({ parsedStatements }: Wire, done: readonly Statement[]) {
    for (const [index, { name, text }] of done.entries()) {
      if (name === undefined) continue
      parsedStatements[name] = text
      known.set(name, columns[index] ?? [])
    }
  }
  return query as unknown as Submittable
}
