import type { PoolClient, Submittable } from 'pg'

export type Statement = { name?: string; text: string; values: readonly (string | number | null)[] }
export type Answered = { rowCount: number | null; rows: unknown[] }
/** What came back before the first error, if there was one: of the statements behind it none was done. */
export type Flight = { answers: Answered[]; error?: unknown }

type Field = { name: string; dataTypeID: number; format: 'text' | 'binary' }
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

/**
 * Sends statements one behind the other and waits once for all of them, instead of once for each. After an error the server passes over
 * all that follows up to the Sync at the end (PostgreSQL, "Pipelining"), so that nothing is done on its own which was meant for a
 * transaction that did not begin. After an error the connection is not to be used again.
 */
export function sendTogether(client: PoolClient, statements: readonly Statement[]): Promise<Flight> {
  return new Promise((resolve) => {
    client.query(createQuery(client, statements, resolve))
  })
}

function createQuery(
  client: PoolClient,
  statements: readonly Statement[],
  done: (flight: Flight) => void,
): Submittable {
  const answers: Answered[] = []
  let fields: Field[] = []
  let rows: unknown[] = []

  const query = {
    /** Pg hangs its own time limit before it. */
    callback: (error?: unknown) => done(error == null ? { answers } : { answers, error }),
    submit(wire: Wire) {
      const prepared = new Set<string>()
      // One packet, and not a dozen.
      wire.stream.cork()
      for (const { name = '', text, values } of statements) {
        if (name === '' || (wire.parsedStatements[name] === undefined && !prepared.has(name)))
          wire.parse({ name, text })
        prepared.add(name)
        wire.bind({ statement: name, values: values.map((value) => (value === null ? null : `${value}`)) })
        wire.describe({ type: 'P' })
        wire.execute({})
      }
      wire.sync()
      wire.stream.uncork()
    },
    handleRowDescription(message: { fields: Field[] }) {
      fields = message.fields
    },
    handleDataRow(message: { fields: (string | null)[] }) {
      const parsed = fields.map(({ name, dataTypeID, format }, index) => {
        const value = message.fields[index] ?? null
        return [name, value === null ? null : client.getTypeParser(dataTypeID, format)(value)]
      })
      rows.push(Object.fromEntries(parsed))
    },
    handleCommandComplete({ text }: { text: string }) {
      const count = /\d+$/.exec(text)?.[0]
      answers.push({ rowCount: count === undefined ? null : Number(count), rows })
      rows = []
    },
    handleReadyForQuery(wire: Wire) {
      for (const { name, text } of statements) if (name !== undefined) wire.parsedStatements[name] = text
      query.callback()
    },
    handleError: (error: unknown) => query.callback(error),
  }
  return query as unknown as Submittable
}
