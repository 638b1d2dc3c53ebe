import type { ChargeFlag } from '@balcao/domain'
import { type Database, inBatches } from './database.ts'

export type LedgerPix = { endToEndId: string; txid: string | null; amountCents: number; paidAtMs: number }
export type TerminalCharge = {
  txid: string
  createdAtMs: number
  flags: readonly ChargeFlag[]
  madeBy: string | null
}
type ChargeRow = Omit<TerminalCharge, 'flags'> & { of: string; flags: string }
export type Received = { count: number; cents: number }

const pixColumns = `pix.end_to_end_id AS "endToEndId", pix.txid AS txid, pix.amount_cents AS "amountCents", pix.paid_at_ms AS "paidAtMs"`
/**
 * By the time of the Pix, and then whose it is: a shift has some hundreds, and a terminal all the sales that it ever made. SQLite keeps
 * the order in which tables stand in a CROSS JOIN; left to itself it goes through all of them.
 */
const ofTerminal =
  'FROM pix CROSS JOIN charge WHERE charge.txid = pix.txid AND charge.terminal_id = ? AND pix.paid_at_ms BETWEEN ? AND ?'

/** What a shift is counted by, and what was counted before. */
export function createShiftCounting(db: Database) {
  return {
    /** When a terminal made its first sale ever. */
    async firstSaleMs(terminalId: string): Promise<number | null> {
      const [row] = await db.all<{ ms: number | null }>(
        'SELECT min(created_at_ms) AS ms FROM charge WHERE terminal_id = ?',
        terminalId,
      )
      return row?.ms ?? null
    },

    /** Of these txids, those of charges that this terminal made. */
    async chargesOfTerminal(terminalId: string, txids: readonly string[]): Promise<TerminalCharge[]> {
      const rows = await inBatches(txids, ({ marks, values }) =>
        db.all<ChargeRow>(
          `SELECT txid, terminal_id AS "of", created_at_ms AS "createdAtMs", flags, made_by AS "madeBy" FROM charge
           WHERE txid IN ${marks}`,
          ...values,
        ),
      )
      // Asked for the terminal as well, SQLite would go through all of its sales.
      return rows
        .filter(({ of }) => of === terminalId)
        .map(({ of: _, flags, ...row }) => ({
          ...row,
          flags: flags === '' ? [] : (flags.split(' ') as ChargeFlag[]),
        }))
    },

    /** The ledger's own Pix of a terminal, both ends inside. */
    pixOfTerminal: (terminalId: string, fromMs: number, untilMs: number): Promise<LedgerPix[]> =>
      db.all<LedgerPix>(`SELECT ${pixColumns} ${ofTerminal}`, terminalId, fromMs, untilMs),

    pixAmong: (endToEndIds: readonly string[]): Promise<LedgerPix[]> =>
      inBatches(endToEndIds, ({ marks, values }) =>
        db.all<LedgerPix>(`SELECT ${pixColumns} FROM pix WHERE end_to_end_id IN ${marks}`, ...values),
      ),

    /** The same as a sum: what a till has sold so far, as far as the ledger knows. */
    async receivedAt(terminalId: string, fromMs: number, untilMs: number): Promise<Received> {
      const [row] = await db.all<Received>(
        `SELECT count(*) AS count, coalesce(sum(pix.amount_cents), 0) AS cents ${ofTerminal}`,
        terminalId,
        fromMs,
        untilMs,
      )
      return row ?? { count: 0, cents: 0 }
    },

    async countedPix(endToEndIds: readonly string[]): Promise<Set<string>> {
      const rows = await inBatches(endToEndIds, ({ marks, values }) =>
        db.all<{ id: string }>(
          `SELECT end_to_end_id AS id FROM shift_pix WHERE end_to_end_id IN ${marks}`,
          ...values,
        ),
      )
      return new Set(rows.map(({ id }) => id))
    },

    countedRefunds: (endToEndIds: readonly string[]): Promise<{ endToEndId: string; id: string }[]> =>
      inBatches(endToEndIds, ({ marks, values }) =>
        db.all<{ endToEndId: string; id: string }>(
          `SELECT end_to_end_id AS "endToEndId", id FROM shift_refund WHERE end_to_end_id IN ${marks}`,
          ...values,
        ),
      ),

    /** Pix of a terminal with a refund, begun from this instant on, that no shift has counted. */
    pixWithOpenCount: (terminalId: string, sinceMs: number, untilMs: number): Promise<LedgerPix[]> =>
      db.all<LedgerPix>(
        `SELECT DISTINCT ${pixColumns} FROM refund CROSS JOIN pix CROSS JOIN charge
         WHERE refund.asked_at_ms BETWEEN ? AND ? AND refund.status <> 'not-realized' AND NOT EXISTS (
             SELECT 1 FROM shift_refund WHERE shift_refund.end_to_end_id = refund.end_to_end_id AND shift_refund.id = refund.id)
           AND pix.end_to_end_id = refund.end_to_end_id AND charge.txid = pix.txid AND charge.terminal_id = ?`,
        sinceMs,
        untilMs,
        terminalId,
      ),
  }
}
