import { audit, type Deed } from './audit.ts'
import type { Database } from './database.ts'

/** How often receipts were printed. What stands on one is read from its charge. */
export function createReceipts(db: Database) {
  return {
    async receiptPrints(txid: string): Promise<number> {
      const [row] = await db.all<{ prints: number }>('SELECT prints FROM receipt WHERE txid = ?', txid)
      return row?.prints ?? 0
    },

    /** Counts one more print of this charge's receipt and answers with its number: no two prints get the same one. */
    async notePrint(txid: string, actor: string, nowMs: number): Promise<number> {
      const deed: Deed = { actor, action: 'receipt-printed', subject: `charge:${txid}` }
      const written = await db.write([
        {
          text: `INSERT INTO receipt (txid, prints) VALUES (?, 1)
                 ON CONFLICT (txid) DO UPDATE SET prints = receipt.prints + 1 RETURNING prints`,
          values: [txid],
        },
        audit(deed, nowMs),
      ])
      const [row] = (written.kind === 'written' ? written.rows[0] : []) as { prints: number }[]
      if (row === undefined) throw new Error('The print of a receipt got no number')
      return row.prints
    },
  }
}
