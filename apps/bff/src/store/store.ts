import type { Advance, Charge } from '@balcao/domain'
import { audit, byItself } from './audit.ts'
import { insertCharge, type Note, readCharge, updateCharge, withPayments } from './charge-rows.ts'
import { createClockOffset } from './clock-offset.ts'
import { createComparison } from './comparison.ts'
import { type Change, type Database, inBatches, listOf, upTo } from './database.ts'
import { createForgetting } from './forgetting.ts'
import { createHeard, noteHints } from './heard.ts'
import { createHistory } from './history.ts'
import { createLines } from './lines.ts'
import { createListings } from './listings.ts'
import { createPspOfLedger } from './psp-of-ledger.ts'
import { createReadings } from './readings.ts'
import { createReceipts } from './receipts.ts'
import { createReceived } from './received.ts'
import { createRecurrenceCharges } from './recurrence-charges.ts'
import { createRecurrenceProposals } from './recurrence-proposals.ts'
import { createRecurrences } from './recurrences.ts'
import { createRefunds } from './refunds.ts'
import { type ChargeRow, chargeColumns } from './rows.ts'
import { createShiftCounting } from './shift-counting.ts'
import { createShifts } from './shifts.ts'
import { createShops } from './shops.ts'
import { createTimelines } from './timelines.ts'
import { createWritable } from './writable.ts'

export type { HeardBy, Note } from './charge-rows.ts'
export type ReceivedPix = { endToEndId: string; txid: string | null; amountCents: number; paidAtMs: number }
type InboxRow = { id: number; body: string; received_at_ms: number }
export type Store = ReturnType<typeof createStore>

/** As the index over what is open has it, so that the database reads that index instead of every sale there ever was. */
const isOpen = "status IN ('opening', 'awaiting')"

/** The ledger. Every method is one transaction; a change that was not committed is a change that did not happen. */
export function createStore(ledger: Database) {
  const { db, proveWritable } = createWritable(ledger)
  const change = async (...changes: Change[]): Promise<void> => void (await db.write(changes))

  return {
    ...createClockOffset(db),
    ...createComparison(db),
    ...createForgetting(db),
    ...createHeard(db),
    ...createHistory(db),
    ...createLines(db),
    ...createListings(db),
    ...createPspOfLedger(db),
    ...createReadings(db),
    ...createReceipts(db),
    ...createReceived(db),
    ...createRecurrenceCharges(db),
    ...createRecurrenceProposals(db),
    ...createRecurrences(db),
    ...createRefunds(db),
    ...createShiftCounting(db),
    ...createShifts(db),
    ...createShops(db),
    ...createTimelines(db),
    proveWritable,

    /** Writes the intent before anyone outside hears of it, and puts it on the terminal's screen. Answers false if the txid is taken. */
    async insertCharge(charge: Charge, pspRequest: string, by = byItself): Promise<boolean> {
      const current = putCurrent(charge.terminalId, charge.txid)
      const { txid, terminalId, amountCents, createdAtMs } = charge
      const deed = {
        ...{ actor: by, action: 'charge-created', subject: `charge:${txid}` },
        detail: { terminalId, amountCents },
      }
      const written = await db.write(
        [insertCharge(charge, pspRequest, by), current, audit(deed, createdAtMs)],
        terminalId,
      )
      return written.kind === 'written'
    },

    charge: (txid: string) => readCharge(db, txid),

    /** Whether it is one with a due date, which the PSP keeps apart from the others. */
    hasDueDay: async (txid: string): Promise<boolean> =>
      (await db.all('SELECT 1 FROM charge WHERE txid = ? AND due_day IS NOT NULL', txid)).length > 0,

    /** The bytes that created the charge at the PSP, or would have. */
    async pspRequest(txid: string): Promise<string | undefined> {
      const [row] = await db.all<{ psp_request: string }>(
        'SELECT psp_request FROM charge WHERE txid = ?',
        txid,
      )
      return row?.psp_request
    },

    /** They are about to be sent once more, while what was sent before may still be on its way. */
    noteRepeat: (txid: string, atMs: number): Promise<void> =>
      change({ text: 'UPDATE charge SET repeated_at_ms = ? WHERE txid = ?', values: [atMs, txid] }),

    /** When they were last sent once more, by whichever server; null of a charge that was asked for only once. */
    async repeatedAtMs(txid: string): Promise<number | null> {
      const [row] = await db.all<{ repeated_at_ms: number | null }>(
        'SELECT repeated_at_ms FROM charge WHERE txid = ?',
        txid,
      )
      return row?.repeated_at_ms ?? null
    },

    /**
     * Loads, lets the rule decide, writes what it decided if the charge is still as it was loaded, and otherwise begins again: two facts
     * at once cannot lose one another. Somebody's write is done each time that ours is not, so this comes to an end. The charge as the
     * caller knows it spares the first load, where something is to be written: that nothing is, only the latest can say.
     */
    async advance(
      txid: string,
      decide: (charge: Charge) => Advance,
      note: Note,
      known?: Charge,
    ): Promise<Advance | undefined> {
      for (let attempt = 0; ; attempt++) {
        const supposed = attempt === 0 ? known : undefined
        const before = supposed ?? (await readCharge(db, txid))
        if (before === undefined) return undefined
        const decision = decide(before)
        if (decision.kind !== 'advanced') {
          if (supposed !== undefined) continue
          return decision
        }
        const written = await db.write(updateCharge(before, decision.charge, note), before.terminalId)
        if (written.kind === 'written') return decision
        if (written.index > 0) throw new Error(`A Pix of ${txid} already pays another charge`)
      }
    },

    /** Charges that somebody has to ask about: intents without an answer, requests to cancel, codes whose time is over by then. */
    async unfinishedCharges(nowMs: number): Promise<Charge[]> {
      const rows = await db.all<ChargeRow>(
        `SELECT ${chargeColumns} FROM charge
         WHERE ${isOpen} AND (status = 'opening' OR pending IS NOT NULL OR expires_at_ms <= ?)`,
        nowMs,
      )
      return withPayments(db, rows)
    },

    async countOpen(): Promise<number> {
      const [row] = await db.all<{ count: number }>(`SELECT count(*) AS count FROM charge WHERE ${isOpen}`)
      return row?.count ?? 0
    },

    /** Terminals with a charge that nobody has finished; one with a due date counts while it is on their screens. */
    async waitingTerminals(): Promise<string[]> {
      const rows = await db.all<{ terminal_id: string }>(
        `SELECT DISTINCT terminal_id FROM charge WHERE ${isOpen} AND
           (due_day IS NULL OR EXISTS (SELECT 1 FROM terminal
             WHERE terminal.terminal_id = charge.terminal_id AND current_txid = charge.txid))`,
      )
      return rows.map((row) => row.terminal_id)
    },

    /** What a terminal's till has under way or has sold: the charges still open, and the latest ones up to `limit`. Newest first. */
    async chargesAt(terminalId: string, limit: number): Promise<Charge[]> {
      const charges = `SELECT ${chargeColumns} FROM charge WHERE`
      const [open, latest] = await Promise.all([
        db.all<ChargeRow>(`${charges} ${isOpen} AND terminal_id = ?`, terminalId),
        db.all<ChargeRow>(
          `${charges} terminal_id = ? ORDER BY created_at_ms DESC ${upTo}`,
          terminalId,
          limit,
        ),
      ])
      const rows = new Map([...open, ...latest].map((row) => [row.txid, row]))
      const newestFirst = [...rows.values()].sort((a, b) => b.created_at_ms - a.created_at_ms)
      return withPayments(db, newestFirst)
    },

    setCurrent: (terminalId: string, txid: string | null): Promise<void> =>
      change(putCurrent(terminalId, txid)),

    /** Of these charges, those of ours that nobody has paid as far as we know. */
    async unpaidAmong(txids: readonly string[]): Promise<string[]> {
      const rows = await inBatches(txids, ({ marks, values }) =>
        db.all<{ txid: string }>(
          `SELECT txid FROM charge WHERE txid IN ${marks} AND status <> 'paid'`,
          ...values,
        ),
      )
      return rows.map(({ txid }) => txid)
    },

    /** Of these endToEndIds, those that the ledger does not have. */
    async unknownPix(ids: readonly string[]): Promise<Set<string>> {
      const unknown = new Set(ids)
      const known = await inBatches(ids, ({ marks, values }) =>
        db.all<{ end_to_end_id: string }>(
          `SELECT end_to_end_id FROM pix WHERE end_to_end_id IN ${marks}`,
          ...values,
        ),
      )
      for (const row of known) unknown.delete(row.end_to_end_id)
      return unknown
    },

    /** Money that belongs to no charge of ours: kept, so that a person can look at it. */
    insertOrphan: (pix: ReceivedPix, { heardBy, nowMs }: Note): Promise<void> =>
      change({
        text: 'INSERT INTO pix (end_to_end_id, txid, amount_cents, paid_at_ms, heard_at_ms, heard_by) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
        values: [pix.endToEndId, pix.txid, pix.amountCents, pix.paidAtMs, nowMs, heardBy],
      }),

    /** Keeps a webhook body and which Pix it names; once this resolves it survives the power. The id may be lost with a connection. */
    async putInbox(body: string, endToEndIds: readonly string[], nowMs: number): Promise<number | undefined> {
      const text = 'INSERT INTO inbox (received_at_ms, body) VALUES (?, ?) RETURNING id'
      const put: Change = { text, values: [nowMs, body], isLossy: true }
      const written = await db.write([put, ...noteHints(endToEndIds, nowMs)])
      const [row] = (written.kind === 'written' ? written.rows[0] : []) as { id: number }[]
      return row?.id
    },

    async markHandled(ids: readonly number[], nowMs: number): Promise<void> {
      const { marks, values } = listOf(ids.map(String))
      await change({
        text: `UPDATE inbox SET handled_at_ms = ? WHERE id IN ${marks}`,
        values: [nowMs, ...values],
      })
    },

    unhandledInbox: (limit: number): Promise<InboxRow[]> =>
      db.all<InboxRow>(
        `SELECT id, body, received_at_ms FROM inbox WHERE handled_at_ms IS NULL ORDER BY id ${upTo}`,
        limit,
      ),

    async coveredUntil(): Promise<number | undefined> {
      const [row] = await db.all<{ covered_until_ms: number }>('SELECT covered_until_ms FROM sweep')
      return row?.covered_until_ms
    },

    setCoveredUntil: (coveredUntilMs: number): Promise<void> =>
      change({
        text: 'INSERT INTO sweep (id, covered_until_ms) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET covered_until_ms = excluded.covered_until_ms',
        values: [coveredUntilMs],
      }),

    close: (): Promise<void> => db.close(),
  }
}

/** An offer goes with the sale that it was made beside. */
const putCurrent = (terminalId: string, currentTxid: string | null): Change => ({
  text: `INSERT INTO terminal (terminal_id, current_txid) VALUES (?, ?)
         ON CONFLICT (terminal_id) DO UPDATE SET current_txid = excluded.current_txid,
           current_recurrence = CASE WHEN terminal.current_txid = excluded.current_txid THEN terminal.current_recurrence END`,
  values: [terminalId, currentTxid],
})
