import type { HeardBy } from './charge-rows.ts'
import type { Change, Database } from './database.ts'

/** Notes when a webhook first named each of these Pix, whether or not the PSP knows them. */
export const noteHints = (endToEndIds: readonly string[], nowMs: number): Change[] =>
  endToEndIds.map((endToEndId) => ({
    text: 'INSERT INTO pix_hint (end_to_end_id, first_at_ms) VALUES (?, ?) ON CONFLICT DO NOTHING',
    values: [endToEndId, nowMs],
  }))

/** How Pix were heard of: what the webhook is good for. */
export function createHeard(db: Database) {
  return {
    /** Of the Pix paid from this instant on, how many came into the ledger in each way. */
    async heardBy(fromMs: number): Promise<Record<HeardBy, number>> {
      const rows = await db.all<{ heard_by: HeardBy; count: number }>(
        'SELECT heard_by, count(*) AS count FROM pix WHERE paid_at_ms >= ? GROUP BY heard_by',
        fromMs,
      )
      return {
        webhook: 0,
        sweep: 0,
        asking: 0,
        ...Object.fromEntries(rows.map((row) => [row.heard_by, row.count])),
      }
    },

    /** Bodies hold what a payer's bank says of a payer: once they are followed they are kept no longer than needed. The latest stays, empty. */
    forgetInbox: async (beforeMs: number): Promise<void> =>
      void (await db.write([
        {
          text: 'DELETE FROM inbox WHERE handled_at_ms < ? AND id < (SELECT max(id) FROM inbox)',
          values: [beforeMs],
        },
        { text: "UPDATE inbox SET body = '' WHERE handled_at_ms < ? AND body <> ''", values: [beforeMs] },
      ])),

    /** When the PSP last delivered anything. */
    async lastDeliveryAtMs(): Promise<number | null> {
      const [row] = await db.all<{ received_at_ms: number }>(
        'SELECT received_at_ms FROM inbox ORDER BY id DESC LIMIT 1',
      )
      return row?.received_at_ms ?? null
    },
  }
}
