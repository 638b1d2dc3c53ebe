import type { Change, Database } from './database.ts'

/** How long a proof holds: monitors ask every second, and each proof costs a commit. */
const provedForMs = 10_000

/** Writes a line and takes it away again, as a transaction with nothing in it never meets a full disk. */
const proof: Change[] = [
  { text: "INSERT INTO terminal (terminal_id) VALUES ('')", values: [] },
  { text: "DELETE FROM terminal WHERE terminal_id = ''", values: [] },
]

/** The same ledger, and whether it can be written: a proof holds for ten seconds, and no longer than the next write that fails. */
export function createWritable(ledger: Database) {
  let provedAtMs: number | undefined
  let proving: Promise<void> | undefined
  const db: Database = {
    ...ledger,
    async write(changes, ring) {
      try {
        return await ledger.write(changes, ring)
      } catch (error) {
        provedAtMs = undefined
        throw error
      }
    },
  }

  async function prove(nowMs: number): Promise<void> {
    try {
      await db.write(proof)
      provedAtMs = nowMs
    } finally {
      proving = undefined
    }
  }

  return {
    db,
    /** Throws where it cannot be written. */
    proveWritable: async (nowMs: number): Promise<void> => {
      const holds = provedAtMs !== undefined && nowMs >= provedAtMs && nowMs - provedAtMs < provedForMs
      if (holds) return
      proving ??= prove(nowMs)
      await proving
    },
  }
}
