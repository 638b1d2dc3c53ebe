import type { Advance, Charge } from '@balcao/domain'
import { insertCharge, type Note, readCharge, updateCharge, withPayments } from './charge-rows.ts'
import { type Database, listOf, type Value, type Writer } from './database.ts'
import { type ChargeRow, chargeColumns } from './rows.ts'

export type { HeardBy, Note } from './charge-rows.ts'
export type ReceivedPix = { endToEndId: string; txid: string | null; amountCents: number; paidAtMs: number }
export type ChargeFilter = {
  terminalId?: string | undefined
  status?: Charge['status'] | undefined
  /** Only charges that come after this place in the list: created earlier, or at the same instant with a later txid. */
  before?: { createdAtMs: number; txid?: string | undefined } | undefined
  limit: number
}
type InboxRow = { id: number; body: string; received_at_ms: number }
export type Store = ReturnType<typeof createStore>

/** As the index over what is open has it, so that the database reads that index instead of every sale there ever was. */
const isOpen = "status IN ('opening', 'awaiting')"

/** The ledger. Every method is one transaction; a change that was not committed is a change that did not happen. */
export function createStore(db: Database) {
  return {
    /** Writes the intent before anyone outside hears of it, and puts it on the terminal's screen. Answers false if the txid is taken. */
    insertCharge: (charge: Charge, pspRequest: string): Promise<boolean> =>
      db.write(async (writer) => {
        const isNew = await insertCharge(writer, charge, pspRequest)
        if (isNew) await putCurrent(writer, charge.terminalId, charge.txid)
        return isNew
      }),

    /** Takes the write lock and lets go of it. Throws where somebody else holds it. */
    proveWritable: (): Promise<void> => db.write(async () => undefined),

    charge: (txid: string) => readCharge(db, txid),

    /** The bytes that created the charge at the PSP, or would have. */
    async pspRequest(txid: string): Promise<string | undefined> {
      const [row] = await db.all<{ psp_request: string }>(
        'SELECT psp_request FROM charge WHERE txid = ?',
        txid,
      )
      return row?.psp_request
    },

    /** Loads, lets the rule decide, writes what it decided: all in one transaction, so two facts at once cannot lose one another. */
    advance: (txid: string, decide: (charge: Charge) => Advance, note: Note): Promise<Advance | undefined> =>
      db.write(async (writer) => {
        const before = await readCharge(writer, txid)
        if (before === undefined) return undefined
        const decision = decide(before)
        if (decision.kind === 'advanced') await updateCharge(writer, before, decision.charge, note)
        return decision
      }),

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

    /** Terminals with a charge that nobody has finished. */
    async waitingTerminals(): Promise<string[]> {
      const rows = await db.all<{ terminal_id: string }>(
        `SELECT DISTINCT terminal_id FROM charge WHERE ${isOpen}`,
      )
      return rows.map((row) => row.terminal_id)
    },

    /** Charges with a refund that the PSP has not finished. */
    async chargesWithOpenRefunds(): Promise<Charge[]> {
      const rows = await db.all<ChargeRow>(
        `SELECT ${chargeColumns} FROM charge
         WHERE txid IN (SELECT txid FROM refund WHERE status IN ('requested', 'processing'))`,
      )
      return withPayments(db, rows)
    },

    async listCharges({ terminalId, status, before, limit }: ChargeFilter): Promise<Charge[]> {
      const wanted: { condition: string; values: Value[] }[] = []
      if (terminalId !== undefined) wanted.push({ condition: 'terminal_id = ?', values: [terminalId] })
      if (status !== undefined) wanted.push({ condition: 'status = ?', values: [status] })
      if (before !== undefined) {
        const { createdAtMs, txid } = before
        if (txid === undefined) wanted.push({ condition: 'created_at_ms < ?', values: [createdAtMs] })
        else {
          wanted.push({ condition: 'created_at_ms <= ?', values: [createdAtMs] })
          wanted.push({ condition: '(created_at_ms < ? OR txid > ?)', values: [createdAtMs, txid] })
        }
      }
      const conditions = wanted.map(({ condition }) => condition).join(' AND ')
      const rows = await db.all<ChargeRow>(
        `SELECT ${chargeColumns} FROM charge ${conditions === '' ? '' : `WHERE ${conditions}`} ORDER BY created_at_ms DESC, txid LIMIT ?`,
        ...wanted.flatMap(({ values }) => values),
        limit,
      )
      return withPayments(db, rows)
    },

    /** What a terminal's customer sees: the charge on the display, or none. */
    async currentCharge(terminalId: string): Promise<Charge | undefined> {
      const rows = await db.all<ChargeRow>(
        `SELECT ${chargeColumns} FROM charge WHERE txid = (SELECT current_txid FROM terminal WHERE terminal_id = ?)`,
        terminalId,
      )
      const [charge] = await withPayments(db, rows)
      return charge
    },

    /** What a terminal's till shows: the current charge, those still open, and the latest ones up to `limit`. Newest first. */
    async terminal(
      terminalId: string,
      limit: number,
    ): Promise<{ currentTxid: string | null; charges: Charge[] }> {
      const charges = `SELECT ${chargeColumns} FROM charge WHERE`
      const [current, open, latest] = await Promise.all([
        db.all<ChargeRow>(
          `${charges} txid = (SELECT current_txid FROM terminal WHERE terminal_id = ?)`,
          terminalId,
        ),
        db.all<ChargeRow>(`${charges} ${isOpen} AND terminal_id = ?`, terminalId),
        db.all<ChargeRow>(
          `${charges} terminal_id = ? ORDER BY created_at_ms DESC LIMIT ?`,
          terminalId,
          limit,
        ),
      ])
      const rows = new Map([...current, ...open, ...latest].map((row) => [row.txid, row]))
      const newestFirst = [...rows.values()].sort((a, b) => b.created_at_ms - a.created_at_ms)
      return { currentTxid: current[0]?.txid ?? null, charges: await withPayments(db, newestFirst) }
    },

    setCurrent: (terminalId: string, txid: string | null): Promise<void> =>
      db.write((writer) => putCurrent(writer, terminalId, txid)),

    /** Of these endToEndIds, those that the ledger does not have. */
    async unknownPix(ids: readonly string[]): Promise<Set<string>> {
      const unknown = new Set(ids)
      for (let from = 0; from < ids.length; from += 512) {
        const { marks, values } = listOf(ids.slice(from, from + 512))
        const rows = await db.all<{ end_to_end_id: string }>(
          `SELECT end_to_end_id FROM pix WHERE end_to_end_id IN ${marks}`,
          ...values,
        )
        for (const row of rows) unknown.delete(row.end_to_end_id)
      }
      return unknown
    },

    /** Money that belongs to no charge of ours: kept, so that a person can look at it. */
    insertOrphan: (pix: ReceivedPix, { heardBy, nowMs }: Note): Promise<number> =>
      db.write((writer) =>
        writer.run(
          'INSERT INTO pix (end_to_end_id, txid, amount_cents, paid_at_ms, heard_at_ms, heard_by) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
          pix.endToEndId,
          pix.txid,
          pix.amountCents,
          pix.paidAtMs,
          nowMs,
          heardBy,
        ),
      ),

    /** Keeps a webhook body; once this resolves it survives the power. */
    putInbox: (body: string, nowMs: number): Promise<number> =>
      db.write(async (writer) => {
        const [row] = await writer.all<{ id: number }>(
          'INSERT INTO inbox (received_at_ms, body) VALUES (?, ?) RETURNING id',
          nowMs,
          body,
        )
        if (row === undefined) throw new Error('The inbox gave no id')
        return row.id
      }),

    markHandled: (id: number, nowMs: number): Promise<number> =>
      db.write((writer) => writer.run('UPDATE inbox SET handled_at_ms = ? WHERE id = ?', nowMs, id)),

    unhandledInbox: (limit: number): Promise<InboxRow[]> =>
      db.all<InboxRow>(
        'SELECT id, body, received_at_ms FROM inbox WHERE handled_at_ms IS NULL ORDER BY id LIMIT ?',
        limit,
      ),

    async coveredUntil(): Promise<number | undefined> {
      const [row] = await db.all<{ covered_until_ms: number }>('SELECT covered_until_ms FROM sweep')
      return row?.covered_until_ms
    },

    setCoveredUntil: (coveredUntilMs: number): Promise<number> =>
      db.write((writer) =>
        writer.run(
          'INSERT INTO sweep (id, covered_until_ms) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET covered_until_ms = excluded.covered_until_ms',
          coveredUntilMs,
        ),
      ),

    close: (): Promise<void> => db.close(),
  }
}

async function putCurrent(writer: Writer, terminalId: string, currentTxid: string | null): Promise<void> {
  await writer.run(
    'INSERT INTO terminal (terminal_id, current_txid) VALUES (?, ?) ON CONFLICT (terminal_id) DO UPDATE SET current_txid = excluded.current_txid',
    terminalId,
    currentTxid,
  )
}
