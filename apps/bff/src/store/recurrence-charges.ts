import { cycleOf, type Recurrence, type RecurrenceCharge } from '@balcao/domain'
import { audit, byItself } from './audit.ts'
import { type Change, type Database, inBatches, upTo, type Value } from './database.ts'
import { type ChargeRow, chargeColumns, toRecurrenceCharge } from './recurrence-rows.ts'
import { type Due, nextTurn, type RecurrenceNote, turnValues } from './recurrences.ts'

/** Money that a charge of a recurrence has brought: a Pix under its txid. */
export type RecurrencePayment = { txid: string; endToEndId: string; amountCents: number; paidAtMs: number }

/** What is charged by the recurrences that payers have agreed to. */
export function createRecurrenceCharges(db: Database) {
  const read = async (rest: string, ...values: Value[]): Promise<RecurrenceCharge[]> =>
    (await db.all<ChargeRow>(`SELECT ${chargeColumns} FROM recurrence_charge ${rest}`, ...values)).map(
      toRecurrenceCharge,
    )
  const recurrenceCharge = async (txid: string) => (await read('WHERE txid = ?', txid))[0]

  return {
    recurrenceCharge,

    /** Newest first. */
    chargesOfRecurrences: (recurrenceIds: readonly string[]): Promise<RecurrenceCharge[]> =>
      inBatches(recurrenceIds, ({ marks, values }) =>
        read(`WHERE recurrence_id IN ${marks} ORDER BY due_day DESC, created_at_ms DESC`, ...values),
      ),

    /** Writes the intent before the PSP hears of it. Answers false where the txid is taken, or the cycle is charged already. */
    async insertRecurrenceCharge(
      charge: RecurrenceCharge,
      terms: Recurrence['terms'],
      by = byItself,
    ): Promise<boolean> {
      const { txid, recurrenceId, amountCents, dueDay, createdAtMs } = charge
      const written = await db.write([
        {
          text: `INSERT INTO recurrence_charge (${chargeColumns}, cycle, ask_at_ms)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
          values: [
            ...[txid, recurrenceId, charge.version, charge.status, amountCents, dueDay, charge.info],
            ...[JSON.stringify(charge.tries), charge.endCode, charge.refusal, createdAtMs],
            ...[cycleOf(terms, dueDay) ?? 0, createdAtMs],
          ],
          expects: 1,
        },
        audit(
          {
            ...{ actor: by, action: 'recurrence-charge-asked', subject: `recurrence:${recurrenceId}` },
            detail: { txid, amountCents, dueDay },
          },
          createdAtMs,
        ),
      ])
      return written.kind === 'written'
    },

    /** As the ledger's advance. `decide` answers with the charge as it becomes, or undefined where nothing changes. */
    async advanceRecurrenceCharge(
      txid: string,
      decide: (charge: RecurrenceCharge) => RecurrenceCharge | undefined,
      { by = byItself, nowMs, askAtMs, askedForMs }: RecurrenceNote<RecurrenceCharge>,
    ): Promise<RecurrenceCharge | undefined> {
      for (;;) {
        const before = await recurrenceCharge(txid)
        const after = before && decide(before)
        if (before === undefined) return undefined
        if (after === undefined) {
          await db.write([askAgain(txid, askAtMs(before), askedForMs)])
          return before
        }
        const { status, tries } = after
        const latest = tries.at(-1)
        const written = await db.write([
          {
            text: `UPDATE recurrence_charge SET version = ?, status = ?, tries = ?, end_code = ?, refusal = ?, ${nextTurn}
                   WHERE txid = ? AND version = ?`,
            values: [
              ...[after.version, status, JSON.stringify(tries), after.endCode, after.refusal],
              ...turnValues(askAtMs(after), askedForMs),
              ...[txid, before.version],
            ],
            expects: 1,
          },
          audit(
            {
              ...{
                actor: by,
                action: 'recurrence-charge-changed',
                subject: `recurrence:${after.recurrenceId}`,
              },
              detail: {
                txid,
                ...(before.status !== status && { from: before.status, to: status }),
                ...(latest && { try: latest.status, settlesOn: latest.settlesOn }),
                ...(after.endCode !== null && { code: after.endCode }),
              },
            },
            nowMs,
          ),
        ])
        if (written.kind === 'written') return after
      }
    },

    askAboutRecurrenceCharge: async (txid: string, atMs: number | null): Promise<void> =>
      void (await db.write([askAgain(txid, atMs)])),

    recurrenceChargesToAsk: async (nowMs: number, limit: number): Promise<Due<RecurrenceCharge>[]> =>
      (
        await db.all<ChargeRow & { ask_at_ms: number }>(
          `SELECT ${chargeColumns}, ask_at_ms FROM recurrence_charge WHERE ask_at_ms <= ? ORDER BY ask_at_ms ${upTo}`,
          nowMs,
          limit,
        )
      ).map((row) => ({ ...toRecurrenceCharge(row), askAtMs: row.ask_at_ms })),

    recurrencePayments: (txids: readonly string[]): Promise<RecurrencePayment[]> =>
      inBatches(txids, ({ marks, values }) =>
        db.all<RecurrencePayment>(
          `SELECT txid, end_to_end_id AS "endToEndId", amount_cents AS "amountCents", paid_at_ms AS "paidAtMs"
           FROM pix WHERE txid IN ${marks} ORDER BY paid_at_ms`,
          ...values,
        ),
      ),
  }
}

const askAgain = (txid: string, atMs: number | null, askedForMs?: number): Change => ({
  text: `UPDATE recurrence_charge SET ${nextTurn} WHERE txid = ?`,
  values: [...turnValues(atMs, askedForMs), txid],
})
