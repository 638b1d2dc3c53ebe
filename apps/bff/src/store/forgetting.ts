import { audit, type Deed } from './audit.ts'
import type { Change, Database } from './database.ts'

/** A retry repeats what the payer is told. */
const isOver = "status NOT IN ('requested', 'processing')"
/** What a note says once its text is erased: that there was one is part of how a difference was explained. */
const erased = '(apagado)'

/** Takes away what people have typed about sales: amounts, times and the ids of the PSP are the ledger's, and stay. */
export function createForgetting(db: Database) {
  return {
    async forgottenUntil(): Promise<number> {
      const [row] = await db.all<{ until: number }>('SELECT until_ms AS until FROM forgotten')
      return row?.until ?? 0
    },

    /** Erases the texts of charges that were made in this span and are over, of their refunds and of the notes from then. */
    forgetTexts: async (fromMs: number, untilMs: number): Promise<void> =>
      void (await db.write([
        ...eraseCharges('created_at_ms >= ? AND created_at_ms < ?', fromMs, untilMs),
        {
          text: `UPDATE refund SET description = NULL WHERE asked_at_ms >= ? AND asked_at_ms < ? AND ${isOver} AND description IS NOT NULL`,
          values: [fromMs, untilMs],
        },
        {
          text: 'UPDATE line_note SET text = ? WHERE at_ms >= ? AND at_ms < ?',
          values: [erased, fromMs, untilMs],
        },
        ...erasePayers(untilMs),
        {
          text: 'INSERT INTO forgotten (id, until_ms) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET until_ms = excluded.until_ms',
          values: [untilMs],
        },
      ])),

    /** The same for one Pix, its charge and their notes, today. False where no such Pix is known. */
    async forgetPix(endToEndId: string, deed: Deed, nowMs: number): Promise<boolean> {
      const [pix] = await db.all<{ txid: string | null }>(
        'SELECT txid FROM pix WHERE end_to_end_id = ?',
        endToEndId,
      )
      if (pix === undefined) return false
      const lines = [`pix-${endToEndId}`, ...(pix.txid === null ? [] : [`charge-${pix.txid}`])]
      await db.write([
        ...(pix.txid === null ? [] : eraseCharges('txid = ?', pix.txid)),
        {
          text: `UPDATE refund SET description = NULL WHERE end_to_end_id = ? AND ${isOver}`,
          values: [endToEndId],
        },
        ...lines.map((lineId) => ({
          text: 'UPDATE line_note SET text = ? WHERE line_id = ?',
          values: [erased, lineId],
        })),
        audit(deed, nowMs),
      ])
      return true
    },
  }
}

/** Who agreed to a recurrence, and at which account, is needed only as long as it may be charged. */
const erasePayers = (untilMs: number): Change[] => {
  const ended = "created_at_ms < ? AND status IN ('rejected', 'expired', 'cancelled')"
  return [
    {
      text: `DELETE FROM recurrence_proposal WHERE recurrence_id IN (SELECT recurrence_id FROM recurrence WHERE ${ended})`,
      values: [untilMs],
    },
    {
      text: `UPDATE recurrence SET debtor_name = ?, debtor_document = '' WHERE ${ended} AND debtor_document <> ''`,
      values: [erased, untilMs],
    },
  ]
}

/** The bytes for the PSP hold the description too; they are needed only until it has answered. */
const eraseCharges = (condition: string, ...values: (string | number)[]): Change[] => [
  {
    text: `UPDATE charge SET description = NULL, psp_request = ''
           WHERE ${condition} AND status NOT IN ('opening', 'awaiting') AND (description IS NOT NULL OR psp_request <> '')`,
    values,
  },
]
