import type { Pool } from 'pg'
import type { Reader, Value } from './database.ts'
import { mayTryAgain } from './postgres-connections.ts'
import { isRefusal, postgresError } from './postgres-errors.ts'
import { type Statement, sendTogether } from './postgres-flight.ts'
import type { Prepare } from './postgres-write.ts'

type Asked = { statement: Statement; resolve: (rows: never[]) => void; reject: (error: unknown) => void }

/**
 * Each question sees what is committed at its own beginning. Where one is made of several, as a charge and its Pix are, the charge is
 * asked for first: what comes after may be newer, and whoever writes says with its version what he has seen. What one flow asks in one
 * breath goes over one connection, one behind the other.
 */
export function createPostgresAsk(pool: Pool, prepare: Prepare, address: string): Reader['all'] {
  let breath: Asked[] = []

  async function answer(asked: readonly Asked[]): Promise<void> {
    const sinceMs = performance.now()
    let left = asked
    for (let attempts = 1; left.length > 0; attempts++) {
      const client = await pool.connect()
      const statements = left.map(({ statement }) => statement)
      const { answers, error } = await sendTogether(client, statements).flight
      client.release(error !== undefined)
      for (const [index, rows] of answers.entries()) left[index]?.resolve(rows as never[])
      left = left.slice(answers.length)
      if (error === undefined) return
      if (isRefusal(error)) {
        // The others have done nothing that anybody could refuse.
        left[0]?.reject(postgresError(address, error))
        left = left.slice(1)
      } else if (!mayTryAgain(attempts, sinceMs)) throw error
    }
  }

  return <Row>(text: string, ...values: readonly Value[]) =>
    new Promise<Row[]>((resolve, reject) => {
      const count = breath.push({ statement: prepare.plain(text, values), resolve, reject })
      if (count > 1) return
      queueMicrotask(() => {
        const asked = breath
        breath = []
        // Whoever has his answer already hears nothing of what became of the others.
        answer(asked).catch((error: unknown) => {
          for (const one of asked) one.reject(postgresError(address, error))
        })
      })
    })
}
