import type { Database, Value } from './database.ts'
import { endingWith } from './history-texts.ts'

/** What somebody says of a Pix: its id or the end of it, or its amount and when it was paid. */
export type PixLike = { endToEndIdEnding: string } | { amountCents: number; fromMs: number; toMs: number }

/** A Pix that came in. */
export type PixFound = {
  endToEndId: string
  amountCents: number
  paidAtMs: number
  /** The charge of ours that it pays; null where it pays none. */
  txid: string | null
  terminalId: string | null
  /** What of it has gone back to the payer. */
  returnedCents: number
}

/** Finds money by what a payer's receipt says of it. */
export function createReceived(db: Database) {
  return {
    /** The latest first. */
    pixLike(like: PixLike, limit: number): Promise<PixFound[]> {
      const { condition, values } = conditionOf(like)
      return db.all<PixFound>(
        `SELECT found.end_to_end_id AS "endToEndId", found.amount_cents AS "amountCents", paid_at_ms AS "paidAtMs",
                charge.txid, terminal_id AS "terminalId",
                (SELECT coalesce(sum(amount_cents), 0) FROM refund
                 WHERE refund.end_to_end_id = found.end_to_end_id AND refund.status = 'refunded') AS "returnedCents"
         FROM (SELECT end_to_end_id, txid, amount_cents, paid_at_ms FROM pix WHERE ${condition}) AS found
         LEFT JOIN charge ON charge.txid = found.txid
         ORDER BY paid_at_ms DESC, found.end_to_end_id LIMIT ?`,
        ...values,
        limit,
      )
    },
  }
}

function conditionOf(like: PixLike): { condition: string; values: readonly Value[] } {
  if ('endToEndIdEnding' in like) return endingWith(like.endToEndIdEnding)
  const { fromMs, toMs, amountCents } = like
  return {
    condition: 'paid_at_ms BETWEEN ? AND ? AND amount_cents = ?',
    values: [fromMs, toMs, amountCents],
  }
}
