import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export type PixRow = { end_to_end_id: string; txid: string | null; amount_cents: number; heard_by: string }
export type RefundRow = { id: string; status: string; origin: string; amount_cents: number }
export type AuditRow = { action: string; actor: string; detail: string }
export type InboxRow = { id: number; body: string; handled_at_ms: number | null }

/** The ledger's file through a connection of its own: it shows what is committed and nothing else. */
export function openLedger(dataDir: string) {
  const path = join(dataDir, 'balcao.sqlite')
  const all = (sql: string, ...values: string[]): unknown[] => {
    const database = new DatabaseSync(path)
    try {
      return database.prepare(sql).all(...values)
    } finally {
      database.close()
    }
  }
  return {
    pix: () => all('SELECT end_to_end_id, txid, amount_cents, heard_by FROM pix') as PixRow[],
    inbox: () => all('SELECT id, body, handled_at_ms FROM inbox ORDER BY id') as InboxRow[],
    payerInbox: () => all('SELECT id, body, handled_at_ms FROM payer_inbox ORDER BY id') as InboxRow[],
    refunds: (endToEndId: string) =>
      all(
        'SELECT id, status, origin, amount_cents FROM refund WHERE end_to_end_id = ?',
        endToEndId,
      ) as RefundRow[],
    /** Of subjects of this kind, oldest first. */
    audit: (kind: string) =>
      all(
        "SELECT action, actor, detail FROM audit WHERE subject LIKE ? || '%' ORDER BY seq",
        kind,
      ) as AuditRow[],
    /** Wherever somebody was wrong about a PIN. */
    guessed: () => all('SELECT subject FROM guessing') as { subject: string }[],
    run: (sql: string) => void all(sql),
    /** Holds the write lock, as a backup or a shell does. Answers with what lets go of it. */
    lock() {
      const database = new DatabaseSync(path)
      database.exec('BEGIN IMMEDIATE')
      return () => {
        database.exec('ROLLBACK')
        database.close()
      }
    },
  }
}
