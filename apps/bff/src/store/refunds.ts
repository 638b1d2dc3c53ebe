import type { Refund } from '@balcao/domain'
import { audit, byItself } from './audit.ts'
import { type Change, type Database, inBatches } from './database.ts'
import { noteThere } from './listings.ts'
import { fromRefund, type RefundRow, refundColumns, toRefund } from './rows.ts'

/** Money that pays no charge of ours: a static code, a charge that another program made. */
export type Orphan = {
  endToEndId: string
  txid: string | null
  amountCents: number
  paidAtMs: number
  refunds: readonly Refund[]
}
type OrphanRow = {
  end_to_end_id: string
  txid: string | null
  amount_cents: number
  paid_at_ms: number
  version: number
}

const paysNoCharge = 'NOT EXISTS (SELECT 1 FROM charge WHERE charge.txid = pix.txid)'

/** Refunds by themselves; those of a charge change with the charge. */
export function createRefunds(db: Database) {
  const read = async (condition: string, ...values: string[]) =>
    (await db.all<RefundRow>(`SELECT ${refundColumns} FROM refund WHERE ${condition}`, ...values)).map(
      toRefund,
    )

  async function readOrphan(endToEndId: string): Promise<(Orphan & { version: number }) | undefined> {
    const [row] = await db.all<OrphanRow>(
      `SELECT end_to_end_id, txid, amount_cents, paid_at_ms, version FROM pix WHERE end_to_end_id = ? AND ${paysNoCharge}`,
      endToEndId,
    )
    if (row === undefined) return undefined
    return {
      endToEndId,
      txid: row.txid,
      amountCents: row.amount_cents,
      paidAtMs: row.paid_at_ms,
      refunds: await read('end_to_end_id = ?', endToEndId),
      version: row.version,
    }
  }

  return {
    /** What the PSP has not finished. */
    openRefunds: () => read("status IN ('requested', 'processing')"),

    refundsOf: (endToEndIds: readonly string[]): Promise<Refund[]> =>
      inBatches(endToEndIds, ({ marks, values }) => read(`end_to_end_id IN ${marks}`, ...values)),

    /** The charge of ours that this Pix pays. */
    async chargeOf(endToEndId: string): Promise<string | undefined> {
      const [row] = await db.all<{ txid: string }>(
        'SELECT charge.txid FROM pix JOIN charge ON charge.txid = pix.txid WHERE pix.end_to_end_id = ?',
        endToEndId,
      )
      return row?.txid
    },

    orphan: (endToEndId: string): Promise<Orphan | undefined> => readOrphan(endToEndId),

    /**
     * Loads, lets the rule decide which refunds there are now, writes those that differ if nothing else was written meanwhile, and
     * otherwise begins again. Answers false where this Pix pays a charge, or is not known.
     */
    async advanceOrphan(
      endToEndId: string,
      decide: (orphan: Orphan) => readonly Refund[],
      { by = byItself, nowMs }: { by?: string | undefined; nowMs: number },
    ): Promise<boolean> {
      for (;;) {
        const before = await readOrphan(endToEndId)
        if (before === undefined) return false
        const known = new Set(before.refunds)
        const changed = decide(before).filter((refund) => !known.has(refund))
        if (changed.length === 0) return true
        const written = await db.write([
          {
            text: `UPDATE pix SET version = version + 1 WHERE end_to_end_id = ? AND version = ? AND ${paysNoCharge}`,
            values: [endToEndId, before.version],
            expects: 1,
          },
          ...changed.flatMap(putRefund),
          audit(
            {
              ...{ actor: by, action: 'pix-changed', subject: `pix:${endToEndId}` },
              detail: {
                refunds: changed.map(({ id, amountCents, status }) => ({ id, amountCents, status })),
              },
            },
            nowMs,
          ),
        ])
        if (written.kind === 'written') return true
      }
    },
  }
}

/**
 * Whoever writes this has made sure that the status only moves forward. Every status after the first is the PSP's answer: it is noted
 * beside what the readings have of this Pix, or a refund made after a reading would differ from it until the next.
 */
export const putRefund = (refund: Refund): Change[] => [
  {
    text: `INSERT INTO refund (${refundColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (end_to_end_id, id) DO UPDATE SET status = excluded.status, reason = excluded.reason`,
    values: fromRefund(refund),
  },
  ...(refund.status === 'requested' ? [] : [noteThere(refund)]),
]
