import type { Recurrence, RecurrenceAdvance, RecurrenceStatus } from '@balcao/domain'
import { audit, byItself } from './audit.ts'
import { type Change, type Database, upTo, type Value } from './database.ts'
import { fromRecurrence, type RecurrenceRow, recurrenceColumns, toRecurrence } from './recurrence-rows.ts'

export type RecurrencePlace = { createdAtMs: number; recurrenceId: string }
export type RecurrenceFilter = {
  status?: RecurrenceStatus | undefined
  /** In the contract or in the payer's name, in any case. */
  text?: string | undefined
  before?: RecurrencePlace | undefined
  limit: number
}
/** What happened to a recurrence and to its charges, as the audit has it. */
export type RecurrenceDeed = { atMs: number; action: string; detail: string }
/** Whose time to be asked about has come, and which time that was. */
export type Due<One> = One & { askAtMs: number }
/**
 * Who, and by the clock of this machine when. `askAtMs` says when the PSP is asked next: null where nothing can change any more.
 * `askedForMs` is the turn that this is the answer of, if it is one: who has set another meanwhile has heard of something later.
 */
export type RecurrenceNote<One> = {
  by?: string | undefined
  nowMs: number
  askAtMs: (one: One) => number | null
  askedForMs?: number | undefined
}
/** Of an UPDATE: the next turn, and its values. */
export const nextTurn = 'ask_at_ms = CASE WHEN ask_at_ms > ? THEN ask_at_ms ELSE ? END'
export const turnValues = (atMs: number | null, askedForMs?: number): Value[] => [
  (atMs === null ? undefined : askedForMs) ?? Number.MAX_SAFE_INTEGER,
  atMs,
]

const marks = recurrenceColumns
  .split(',')
  .map(() => '?')
  .join(', ')
const assignments = recurrenceColumns
  .split(',')
  .map((column) => `${column.trim()} = ?`)
  .join(', ')

/** What the shop has offered to be charged again and again. */
export function createRecurrences(db: Database) {
  const read = async (rest: string, ...values: Value[]): Promise<Recurrence[]> =>
    (await db.all<RecurrenceRow>(`SELECT ${recurrenceColumns} FROM recurrence ${rest}`, ...values)).map(
      toRecurrence,
    )
  const recurrence = async (recurrenceId: string) => (await read('WHERE recurrence_id = ?', recurrenceId))[0]

  return {
    recurrence,

    recurrenceByPspId: async (idRec: string) => (await read('WHERE psp_id = ?', idRec))[0],

    showRecurrence: async (terminalId: string, recurrenceId: string | null): Promise<void> =>
      void (await db.write([putOnScreens(terminalId, recurrenceId)])),

    /** Writes the intent before anyone outside hears of it, and puts it on the terminal's screens. Answers false where the id is taken. */
    async insertRecurrence(one: Recurrence, by = byItself): Promise<boolean> {
      const { recurrenceId, terminalId, txid, terms, createdAtMs } = one
      const written = await db.write([
        {
          text: `INSERT INTO recurrence (${recurrenceColumns}, ask_at_ms) VALUES (${marks}, ?) ON CONFLICT DO NOTHING`,
          values: [...fromRecurrence(one), createdAtMs],
          expects: 1,
        },
        putOnScreens(terminalId, recurrenceId),
        audit(
          {
            ...{ actor: by, action: 'recurrence-offered', subject: `recurrence:${recurrenceId}` },
            detail: { terminalId, txid, ...terms },
          },
          createdAtMs,
        ),
      ])
      return written.kind === 'written'
    },

    /** Loads, lets the rule decide, writes what it decided if nobody has written meanwhile, and otherwise begins again. */
    async advanceRecurrence(
      recurrenceId: string,
      decide: (recurrence: Recurrence) => RecurrenceAdvance,
      { by = byItself, nowMs, askAtMs, askedForMs }: RecurrenceNote<Recurrence>,
    ): Promise<RecurrenceAdvance | undefined> {
      for (;;) {
        const before = await recurrence(recurrenceId)
        if (before === undefined) return undefined
        const decision = decide(before)
        if (decision.kind !== 'advanced') {
          await db.write([askAgain(recurrenceId, askAtMs(before), askedForMs)])
          return decision
        }
        const { recurrence: after } = decision
        const written = await db.write([
          {
            text: `UPDATE recurrence SET ${assignments}, ${nextTurn} WHERE recurrence_id = ? AND version = ?`,
            values: [
              ...fromRecurrence(after),
              ...turnValues(askAtMs(after), askedForMs),
              ...[recurrenceId, before.version],
            ],
            expects: 1,
          },
          audit(
            {
              ...{ actor: by, action: 'recurrence-changed', subject: `recurrence:${recurrenceId}` },
              detail: {
                version: after.version,
                ...(before.status !== after.status && { from: before.status, to: after.status }),
                ...(before.idRec !== after.idRec && { pspId: after.idRec }),
                ...(before.ending !== after.ending && { ending: after.ending }),
                ...(after.end !== null && {
                  end: { kind: after.end.kind, by: after.end.by, code: after.end.code },
                }),
              },
            },
            nowMs,
          ),
        ])
        if (written.kind === 'written') return decision
      }
    },

    /** When the PSP is asked about it next. */
    askAboutRecurrence: async (recurrenceId: string, atMs: number | null): Promise<void> =>
      void (await db.write([askAgain(recurrenceId, atMs)])),

    /** Of the offer that this charge is paid with, where there is one: what becomes of the charge decides about it. */
    askAboutOfferWith: async (txid: string, atMs: number): Promise<void> =>
      void (await db.write([
        {
          text: "UPDATE recurrence SET ask_at_ms = ? WHERE txid = ? AND status = 'offered'",
          values: [atMs, txid],
        },
      ])),

    /** What somebody wants of the PSP, written before it is asked. */
    noteRecurrenceDeed: async (
      recurrenceId: string,
      detail: Record<string, unknown>,
      { by = byItself, nowMs }: { by?: string | undefined; nowMs: number },
    ): Promise<void> =>
      void (await db.write([
        audit({ actor: by, action: 'recurrence-deed', subject: `recurrence:${recurrenceId}`, detail }, nowMs),
      ])),

    /**
     * Those whose time to be asked about has come, the longest overdue first. What was agreed to comes last: after a night there are many
     * of them, and a payer who stands at the counter is not behind them.
     */
    recurrencesToAsk: async (nowMs: number, limit: number): Promise<Due<Recurrence>[]> =>
      (
        await db.all<RecurrenceRow & { ask_at_ms: number }>(
          `SELECT ${recurrenceColumns}, ask_at_ms FROM recurrence WHERE ask_at_ms <= ?
           ORDER BY CASE WHEN status = 'approved' THEN 1 ELSE 0 END, ask_at_ms ${upTo}`,
          nowMs,
          limit,
        )
      ).map((row) => ({ ...toRecurrence(row), askAtMs: row.ask_at_ms })),

    /** Newest first. */
    async listRecurrences({ status, text, before, limit }: RecurrenceFilter): Promise<Recurrence[]> {
      const parts: { condition: string; values: Value[] }[] = []
      if (status !== undefined) parts.push({ condition: 'status = ?', values: [status] })
      if (text !== undefined) {
        const like = `%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`
        const condition = "(lower(contract) LIKE ? ESCAPE '\\' OR lower(debtor_name) LIKE ? ESCAPE '\\')"
        parts.push({ condition, values: [like, like] })
      }
      if (before !== undefined) {
        const condition = '(created_at_ms < ? OR (created_at_ms = ? AND recurrence_id < ?))'
        parts.push({ condition, values: [before.createdAtMs, before.createdAtMs, before.recurrenceId] })
      }
      const where = parts.length === 0 ? '' : `WHERE ${parts.map(({ condition }) => condition).join(' AND ')}`
      return read(
        `${where} ORDER BY created_at_ms DESC, recurrence_id DESC LIMIT ?`,
        ...parts.flatMap(({ values }) => values),
        limit,
      )
    },

    /** Oldest first. */
    recurrenceDeeds: (recurrenceId: string): Promise<RecurrenceDeed[]> =>
      db.all<RecurrenceDeed>(
        `SELECT at_ms AS "atMs", action, detail FROM audit WHERE subject = ? AND action IN
           ('recurrence-offered', 'recurrence-changed', 'recurrence-charge-asked', 'recurrence-charge-changed', 'recurrence-deed')
         ORDER BY seq LIMIT 500`,
        `recurrence:${recurrenceId}`,
      ),
  }
}

const askAgain = (recurrenceId: string, atMs: number | null, askedForMs?: number): Change => ({
  text: `UPDATE recurrence SET ${nextTurn} WHERE recurrence_id = ?`,
  values: [...turnValues(atMs, askedForMs), recurrenceId],
})

const putOnScreens = (terminalId: string, recurrenceId: string | null): Change => ({
  text: `INSERT INTO terminal (terminal_id, current_recurrence) VALUES (?, ?)
         ON CONFLICT (terminal_id) DO UPDATE SET current_recurrence = excluded.current_recurrence`,
  values: [terminalId, recurrenceId],
})
