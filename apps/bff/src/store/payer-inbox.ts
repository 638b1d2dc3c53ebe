import { type Database, upTo } from './database.ts'

export type PayerBody = { id: number; body: string; receivedAtMs: number }

/** What the account's provider has posted to us. */
export function createPayerInbox(db: Database) {
  return {
    /** Keeps a body; once this resolves it survives the power. */
    async putBody(body: string, nowMs: number): Promise<number> {
      const text = 'INSERT INTO payer_inbox (received_at_ms, body) VALUES (?, ?) RETURNING id'
      const written = await db.write([{ text, values: [nowMs, body] }])
      const [row] = (written.kind === 'written' ? written.rows[0] : []) as { id: number }[]
      if (row === undefined) throw new Error('The inbox gave no id')
      return row.id
    },

    openBodies: (limit: number): Promise<PayerBody[]> =>
      db.all<PayerBody>(
        `SELECT id, body, received_at_ms AS "receivedAtMs" FROM payer_inbox WHERE handled_at_ms IS NULL ORDER BY id ${upTo}`,
        limit,
      ),

    closeBodies: async (ids: readonly number[], nowMs: number): Promise<void> =>
      void (await db.write(
        ids.map((id) => ({
          text: 'UPDATE payer_inbox SET handled_at_ms = ? WHERE id = ?',
          values: [nowMs, id],
        })),
      )),

    /** Bodies hold what a provider says of people: once they are followed they are kept no longer than needed. */
    forgetBodies: async (beforeMs: number): Promise<void> =>
      void (await db.write([
        { text: 'DELETE FROM payer_inbox WHERE handled_at_ms < ?', values: [beforeMs] },
      ])),
  }
}
