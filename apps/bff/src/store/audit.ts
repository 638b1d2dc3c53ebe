import { hash as digest } from 'node:crypto'
import { type Change, type Database, type Reader, upTo } from './database.ts'

/** What somebody did. `actor` is `person:{id}`, `device:{id}`, `key` (the shop's own software), `psp` or `balcao` (by itself). */
export type Deed = { actor: string; action: string; subject: string; detail?: Record<string, unknown> }
export type AuditRow = {
  seq: number
  atMs: number
  actor: string
  action: string
  subject: string
  detail: string
  place: number | null
  hash: string | null
}

const columns = `seq, at_ms AS "atMs", actor, action, subject, detail, place, hash`
/** The actor where nobody has set it in motion: sweeps, countdowns, what the PSP tells when it is asked. */
export const byItself = 'balcao'
/** Before the first row. */
export const noHash = '0'.repeat(64)

/** One more row of the audit, in the same transaction as the deed: what is not written down has not happened. */
export const audit = ({ actor, action, subject, detail = {} }: Deed, nowMs: number): Change => ({
  text: 'INSERT INTO audit (at_ms, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)',
  values: [nowMs, actor, action, subject, JSON.stringify(detail)],
})

/** The hash of a row at its place: of everything in it, and of the hash before it. */
export const hashOf = (previous: string, { place, atMs, actor, action, subject, detail }: AuditRow): string =>
  digest('sha256', JSON.stringify([previous, place, atMs, actor, action, subject, detail]))

/** Reads the chain in its order, and what stands before it. */
export const createAuditReader = (reader: Reader) => ({
  auditAfter: (place: number, limit: number) =>
    reader.all<AuditRow>(`SELECT ${columns} FROM audit WHERE place > ? ORDER BY place LIMIT ?`, place, limit),

  /** How many rows are written and not chained yet. */
  async auditWaiting(): Promise<number> {
    const [row] = await reader.all<{ rows: number }>(
      'SELECT CAST(COUNT(*) AS INTEGER) AS rows FROM audit WHERE place IS NULL',
    )
    return Number(row?.rows ?? 0)
  },
})

/**
 * The audit: rows that are added and never changed, in a chain of hashes. They are written with what they tell of, by whoever does it,
 * and chained a moment later by one writer: a chain inside every transaction would make all of them wait for one another.
 */
export function createAudit(db: Database) {
  const latest = async (): Promise<{ place: number; hash: string }> => {
    const [row] = await db.all<{ place: number; hash: string }>(
      'SELECT place, hash FROM audit WHERE place IS NOT NULL ORDER BY place DESC LIMIT 1',
    )
    return row ?? { place: 0, hash: noHash }
  }

  return {
    ...createAuditReader(db),

    /** A deed that changes nothing else. */
    note: async (deed: Deed, nowMs: number): Promise<void> => void (await db.write([audit(deed, nowMs)])),

    /** Chains what is not chained yet, oldest first, and answers with how many rows that were. A second writer at the same time chains none. */
    async sealAudit(limit: number): Promise<number> {
      const open = await db.all<AuditRow>(
        `SELECT ${columns} FROM audit WHERE place IS NULL ORDER BY seq ${upTo}`,
        limit,
      )
      let { place, hash } = await latest()
      const changes = open.map((row): Change => {
        place += 1
        hash = hashOf(hash, { ...row, place })
        return {
          text: 'UPDATE audit SET place = ?, hash = ? WHERE seq = ? AND place IS NULL',
          values: [place, hash, row.seq],
          expects: 1,
        }
      })
      if (changes.length === 0) return 0
      return (await db.write(changes)).kind === 'written' ? changes.length : 0
    },

    auditHead: latest,
  }
}
