import type { Advance, Charge } from '@balcao/domain'
import { Kysely, sql, type Transaction } from 'kysely'
import { chargeColumns, fromCharge, fromRefund, toCharge } from './rows.ts'
import type { Tables } from './schema.ts'
import type { SqliteFile } from './sqlite.ts'

export type HeardBy = 'webhook' | 'sweep' | 'asking'
export type ReceivedPix = { endToEndId: string; txid: string | null; amountCents: number; paidAtMs: number }
export type Note = { heardBy: HeardBy; nowMs: number }
export type ChargeFilter = {
  terminalId?: string | undefined
  status?: Charge['status'] | undefined
  /** Only charges that come after this place in the list: created earlier, or at the same instant with a later txid. */
  before?: { createdAtMs: number; txid?: string | undefined } | undefined
  limit: number
}
type Database = Kysely<Tables> | Transaction<Tables>
export type Store = ReturnType<typeof createStore>

/**
 * Words in the text of the question and not bound to it: only so does the database see that an index over what is open answers it, and
 * reads that instead of every sale there ever was.
 */
const openCharge = [sql.lit('opening'), sql.lit('awaiting')]
const openRefund = [sql.lit('requested'), sql.lit('processing')]

/** The ledger. Every method is one transaction; a change that was not committed is a change that did not happen. */
export function createStore(file: SqliteFile) {
  const db = new Kysely<Tables>({ dialect: file.dialect })

  return {
    /** Writes the intent before anyone outside hears of it, and puts it on the terminal's screen. Answers false if the txid is taken. */
    insertCharge: (charge: Charge, pspRequest: string): Promise<boolean> =>
      db.transaction().execute(async (tx) => {
        const inserted = await tx
          .insertInto('charge')
          .values({ ...fromCharge(charge), psp_request: pspRequest })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        if (Number(inserted.numInsertedOrUpdatedRows) === 0) return false
        await putCurrent(tx, charge.terminalId, charge.txid)
        return true
      }),

    /** Takes the write lock and lets go of it. Throws where somebody else holds it. */
    proveWritable: (): Promise<void> => db.transaction().execute(async () => undefined),

    charge: (txid: string) => readCharge(db, txid),

    /** The bytes that created the charge at the PSP, or would have. */
    async pspRequest(txid: string): Promise<string | undefined> {
      const row = await db
        .selectFrom('charge')
        .select('psp_request')
        .where('txid', '=', txid)
        .executeTakeFirst()
      return row?.psp_request
    },

    /** Loads, lets the rule decide, writes what it decided: all in one transaction, so two facts at once cannot lose one another. */
    advance: (txid: string, decide: (charge: Charge) => Advance, note: Note): Promise<Advance | undefined> =>
      db.transaction().execute(async (tx) => {
        const before = await readCharge(tx, txid)
        if (before === undefined) return undefined
        const decision = decide(before)
        if (decision.kind === 'advanced') await writeCharge(tx, before, decision.charge, note)
        return decision
      }),

    /** Charges that nobody has finished: intents without an answer, codes on screens, requests to cancel. */
    async openCharges(): Promise<Charge[]> {
      const rows = await db
        .selectFrom('charge')
        .select(chargeColumns)
        .where('status', 'in', openCharge)
        .execute()
      return withPayments(db, rows)
    },

    /** Charges with a refund that the PSP has not finished. */
    async chargesWithOpenRefunds(): Promise<Charge[]> {
      const rows = await db
        .selectFrom('charge')
        .select(chargeColumns)
        .where('txid', 'in', (any) =>
          any.selectFrom('refund').select('txid').where('status', 'in', openRefund),
        )
        .execute()
      return withPayments(db, rows)
    },

    async listCharges({ terminalId, status, before, limit }: ChargeFilter): Promise<Charge[]> {
      let query = db.selectFrom('charge').select(chargeColumns)
      if (terminalId !== undefined) query = query.where('terminal_id', '=', terminalId)
      if (status !== undefined) query = query.where('status', '=', status)
      if (before !== undefined)
        query = query.where('created_at_ms', '<=', before.createdAtMs).where((any) => {
          const isEarlier = any('created_at_ms', '<', before.createdAtMs)
          return before.txid === undefined ? isEarlier : any.or([isEarlier, any('txid', '>', before.txid)])
        })
      const rows = await query.orderBy('created_at_ms', 'desc').orderBy('txid').limit(limit).execute()
      return withPayments(db, rows)
    },

    /** What a terminal's screens show: the current charge, those still open, and the latest ones up to `limit`. Newest first. */
    async terminal(
      terminalId: string,
      limit: number,
    ): Promise<{ currentTxid: string | null; charges: Charge[] }> {
      const terminal = await db
        .selectFrom('terminal')
        .select('current_txid')
        .where('terminal_id', '=', terminalId)
        .executeTakeFirst()
      const currentTxid = terminal?.current_txid ?? null
      const charges = db.selectFrom('charge').select(chargeColumns)
      const ofTerminal = charges.where('terminal_id', '=', terminalId)
      const found = await Promise.all([
        charges.where('txid', '=', currentTxid ?? '').execute(),
        ofTerminal.where('status', 'in', openCharge).execute(),
        ofTerminal.orderBy('created_at_ms', 'desc').limit(limit).execute(),
      ])
      const rows = new Map(found.flat().map((row) => [row.txid, row]))
      const newestFirst = [...rows.values()].sort((a, b) => b.created_at_ms - a.created_at_ms)
      return { currentTxid, charges: await withPayments(db, newestFirst) }
    },

    setCurrent: (terminalId: string, txid: string | null) => putCurrent(db, terminalId, txid),

    /** Of these endToEndIds, those that the ledger does not have. */
    async unknownPix(ids: readonly string[]): Promise<Set<string>> {
      const unknown = new Set(ids)
      for (let from = 0; from < ids.length; from += 500) {
        const rows = await db
          .selectFrom('pix')
          .select('end_to_end_id')
          .where('end_to_end_id', 'in', ids.slice(from, from + 500))
          .execute()
        for (const row of rows) unknown.delete(row.end_to_end_id)
      }
      return unknown
    },

    /** Money that belongs to no charge of ours: kept, so that a person can look at it. */
    async insertOrphan(pix: ReceivedPix, { heardBy, nowMs }: Note): Promise<void> {
      await db
        .insertInto('pix')
        .values({
          end_to_end_id: pix.endToEndId,
          txid: pix.txid,
          amount_cents: pix.amountCents,
          paid_at_ms: pix.paidAtMs,
          heard_at_ms: nowMs,
          heard_by: heardBy,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },

    /** Keeps a webhook body; once this resolves it survives the power. */
    async putInbox(body: string, nowMs: number): Promise<number> {
      const row = await db
        .insertInto('inbox')
        .values({ received_at_ms: nowMs, body, handled_at_ms: null })
        .returning('id')
        .executeTakeFirstOrThrow()
      return row.id
    },

    async markHandled(id: number, nowMs: number): Promise<void> {
      await db.updateTable('inbox').set({ handled_at_ms: nowMs }).where('id', '=', id).execute()
    },

    unhandledInbox: (limit: number) =>
      db
        .selectFrom('inbox')
        .select(['id', 'body', 'received_at_ms'])
        .where('handled_at_ms', 'is', null)
        .orderBy('id')
        .limit(limit)
        .execute(),

    async coveredUntil(): Promise<number | undefined> {
      const row = await db.selectFrom('sweep').select('covered_until_ms').executeTakeFirst()
      return row?.covered_until_ms
    },

    async setCoveredUntil(coveredUntilMs: number): Promise<void> {
      await db
        .insertInto('sweep')
        .values({ id: 1, covered_until_ms: coveredUntilMs })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ covered_until_ms: coveredUntilMs }))
        .execute()
    },

    async close(): Promise<void> {
      await db.destroy()
      file.close()
    },
  }
}

async function readCharge(db: Database, txid: string): Promise<Charge | undefined> {
  const row = await db.selectFrom('charge').select(chargeColumns).where('txid', '=', txid).executeTakeFirst()
  if (row === undefined) return undefined
  const [charge] = await withPayments(db, [row])
  return charge
}

async function withPayments(db: Database, rows: Parameters<typeof toCharge>[0][]): Promise<Charge[]> {
  if (rows.length === 0) return []
  const payments = await db
    .selectFrom('pix')
    .select(['end_to_end_id', 'txid', 'amount_cents', 'paid_at_ms'])
    .where(
      'txid',
      'in',
      rows.map((row) => row.txid),
    )
    .orderBy('paid_at_ms')
    .orderBy('end_to_end_id')
    .execute()
  const refunds = await db
    .selectFrom('refund')
    .selectAll()
    .where(
      'txid',
      'in',
      rows.map((row) => row.txid),
    )
    .orderBy('asked_at_ms')
    .orderBy('id')
    .execute()
  const paymentsOf = Map.groupBy(payments, (payment) => payment.txid)
  const refundsOf = Map.groupBy(refunds, (refund) => refund.txid)
  return rows.map((row) => toCharge(row, paymentsOf.get(row.txid) ?? [], refundsOf.get(row.txid) ?? []))
}

async function writeCharge(tx: Database, before: Charge, after: Charge, { heardBy, nowMs }: Note) {
  const { txid, ...columns } = fromCharge(after)
  const updated = await tx
    .updateTable('charge')
    .set(columns)
    .where('txid', '=', txid)
    .where('version', '=', before.version)
    .executeTakeFirst()
  if (updated.numUpdatedRows !== 1n) throw new Error(`${txid} changed while it was being changed`)
  const known = new Set(before.payments.map((payment) => payment.endToEndId))
  for (const payment of after.payments) {
    if (known.has(payment.endToEndId)) continue
    const written = await tx
      .insertInto('pix')
      .values({
        end_to_end_id: payment.endToEndId,
        txid,
        amount_cents: payment.amountCents,
        paid_at_ms: payment.paidAtMs,
        heard_at_ms: nowMs,
        heard_by: heardBy,
      })
      // It may have been kept as money without a charge; one that already pays another charge is never moved.
      .onConflict((conflict) =>
        conflict
          .column('end_to_end_id')
          .doUpdateSet({ txid })
          .where((any) => any.or([any('pix.txid', 'is', null), any('pix.txid', '=', txid)])),
      )
      .executeTakeFirst()
    if (Number(written.numInsertedOrUpdatedRows) === 0)
      throw new Error(`${payment.endToEndId} already pays another charge than ${txid}`)
  }
  const knownRefunds = new Map(
    before.refunds.map((refund) => [`${refund.endToEndId} ${refund.id}`, refund.status]),
  )
  for (const refund of after.refunds) {
    if (knownRefunds.get(`${refund.endToEndId} ${refund.id}`) === refund.status) continue
    await tx
      .insertInto('refund')
      .values(fromRefund(refund, txid))
      .onConflict((conflict) =>
        conflict
          .columns(['end_to_end_id', 'id'])
          .doUpdateSet({ status: refund.status, reason: refund.reason }),
      )
      .execute()
  }
}

async function putCurrent(db: Database, terminalId: string, currentTxid: string | null) {
  await db
    .insertInto('terminal')
    .values({ terminal_id: terminalId, current_txid: currentTxid })
    .onConflict((conflict) => conflict.column('terminal_id').doUpdateSet({ current_txid: currentTxid }))
    .execute()
}
