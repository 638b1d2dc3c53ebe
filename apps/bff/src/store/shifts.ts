import type { Shift, ShiftStatus } from '@balcao/domain'
import { audit, byItself, type Deed } from './audit.ts'
import type { Change, Database, Value } from './database.ts'

/** What is in lists of a report, as it stands in the report. */
export type ShiftFigures = {
  receivedCount: number
  receivedCents: number
  refundedCount: number
  refundedCents: number
  differenceCount: number
}
export type KeptShift = Shift & {
  /** Why it is not counted yet, in words for a person. */
  advice: string | null
  finishedAtMs: number | null
  figures: ShiftFigures | null
}
/** The text that was written, the hash beside it and the one in the audit: they agree, or somebody has changed one. */
export type KeptReport = { text: string; sha256: string; sha256InAudit: string | null }
export type Report = { text: string; sha256: string; figures: ShiftFigures }
type Counted = {
  pix: readonly { endToEndId: string }[]
  refunds: readonly { endToEndId: string; id: string }[]
}
export type ShiftPlace = { openedAtMs: number; shiftId: string }

type ShiftRow = Omit<Shift, 'attention' | 'status'> & {
  status: ShiftStatus
  attention: string
  advice: string | null
  finishedAtMs: number | null
} & { [Figure in keyof ShiftFigures]: number | null }

const columns = `shift_id AS "shiftId", terminal_id AS "terminalId", number, status, from_ms AS "fromMs", until_ms AS "untilMs",
  opened_at_ms AS "openedAtMs", opened_by AS "openedBy", attention, closed_at_ms AS "closedAtMs", closed_by AS "closedBy", advice,
  finished_at_ms AS "finishedAtMs", received_count AS "receivedCount", received_cents AS "receivedCents",
  refunded_count AS "refundedCount", refunded_cents AS "refundedCents", difference_count AS "differenceCount"`

/** Rows of one text: many enough to spare most of the trips, few enough for the limit of values. */
const rowsAtOnce = 50

/** Shifts of the terminals: opened, ended, and counted once. */
export function createShifts(db: Database) {
  const read = async (rest: string, ...values: Value[]): Promise<KeptShift[]> =>
    (await db.all<ShiftRow>(`SELECT ${columns} FROM shift ${rest}`, ...values)).map(toShift)
  const isWritten = async (changes: readonly Change[]) => (await db.write(changes)).kind === 'written'

  return {
    shift: async (shiftId: string) => (await read('WHERE shift_id = ?', shiftId))[0],

    latestShift: async (terminalId: string) =>
      (await read('WHERE terminal_id = ? ORDER BY number DESC LIMIT 1', terminalId))[0],

    /** The terminal's first: nothing before it is counted by any. */
    firstShift: async (terminalId: string) =>
      (await read('WHERE terminal_id = ? AND number = 1', terminalId))[0],

    /** The one in whose period this instant is. */
    shiftAt: async (terminalId: string, atMs: number) =>
      (
        await read('WHERE terminal_id = ? AND from_ms <= ? ORDER BY from_ms DESC LIMIT 1', terminalId, atMs)
      )[0],

    /** Newest first; of all terminals, or of one. */
    listShifts: (terminalId: string | undefined, before: ShiftPlace | undefined, limit: number) => {
      const of =
        terminalId === undefined
          ? { condition: '1 = 1', values: [] }
          : { condition: 'terminal_id = ?', values: [terminalId] }
      const place = before ?? { openedAtMs: Number.MAX_SAFE_INTEGER, shiftId: '~' }
      return read(
        `WHERE ${of.condition} AND opened_at_ms <= ? AND (opened_at_ms < ? OR shift_id < ?)
         ORDER BY opened_at_ms DESC, shift_id DESC LIMIT ?`,
        ...of.values,
        ...[place.openedAtMs, place.openedAtMs, place.shiftId, limit],
      )
    },

    /** Of each terminal the oldest that is over and not counted: what one has counted the next does not. */
    closingShifts: () =>
      read(
        `WHERE status = 'closing' AND number =
           (SELECT min(number) FROM shift AS first WHERE first.status = 'closing' AND first.terminal_id = shift.terminal_id)
         ORDER BY terminal_id`,
      ),

    /** Answers false where somebody else has opened one meanwhile. */
    openShift: (shift: Shift, nowMs: number): Promise<boolean> => {
      const { shiftId, terminalId, number, fromMs, openedAtMs, openedBy, attention } = shift
      return isWritten([
        {
          text: `INSERT INTO shift (shift_id, terminal_id, number, status, from_ms, opened_at_ms, opened_by, attention)
                 VALUES (?, ?, ?, 'open', ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
          values: [shiftId, terminalId, number, fromMs, openedAtMs, openedBy, attention.join(' ')],
          expects: 1,
        },
        audit(deed(openedBy, 'shift-opened', shift, { attention: [...attention] }), nowMs),
      ])
    },

    /** Answers false where somebody else has ended it meanwhile. */
    closeShift: (shift: Shift, nowMs: number): Promise<boolean> =>
      isWritten([
        {
          text: `UPDATE shift SET status = 'closing', until_ms = ?, closed_at_ms = ?, closed_by = ?
                 WHERE shift_id = ? AND status = 'open'`,
          values: [shift.untilMs, shift.closedAtMs, shift.closedBy, shift.shiftId],
          expects: 1,
        },
        audit(deed(shift.closedBy ?? byItself, 'shift-ended', shift, {}), nowMs),
      ]),

    noteAdvice: async (shiftId: string, advice: string): Promise<void> =>
      void (await db.write([
        {
          text: "UPDATE shift SET advice = ? WHERE shift_id = ? AND status = 'closing'",
          values: [advice, shiftId],
        },
      ])),

    /**
     * The report, what it has counted and the word of the audit about it, in one transaction and once. Answers false where it was
     * finished before; throws where an earlier shift has counted one of these, and then nothing of it has happened.
     */
    finishShift: (
      shift: Shift,
      { text, sha256, figures }: Report,
      counted: Counted,
      nowMs: number,
    ): Promise<boolean> => {
      const { shiftId } = shift
      const { receivedCount, receivedCents, refundedCount, refundedCents, differenceCount } = figures
      return isWritten([
        {
          text: `UPDATE shift SET status = 'closed', advice = NULL, finished_at_ms = ?, report = ?, report_sha256 = ?, received_count = ?,
                   received_cents = ?, refunded_count = ?, refunded_cents = ?, difference_count = ?
                 WHERE shift_id = ? AND status = 'closing'`,
          values: [
            nowMs,
            text,
            sha256,
            receivedCount,
            receivedCents,
            refundedCount,
            refundedCents,
            differenceCount,
            shiftId,
          ],
          expects: 1,
        },
        ...inserts(
          'shift_pix (end_to_end_id, shift_id)',
          counted.pix.map(({ endToEndId }) => [endToEndId, shiftId]),
        ),
        ...inserts(
          'shift_refund (end_to_end_id, id, shift_id)',
          counted.refunds.map(({ endToEndId, id }) => [endToEndId, id, shiftId]),
        ),
        audit(deed(byItself, 'shift-closed', shift, { sha256, ...figures }), nowMs),
      ])
    },

    async shiftReport(shiftId: string): Promise<KeptReport | undefined> {
      const [kept] = await db.all<{ text: string; sha256: string }>(
        'SELECT report AS text, report_sha256 AS sha256 FROM shift WHERE shift_id = ? AND report IS NOT NULL',
        shiftId,
      )
      if (kept === undefined) return undefined
      const [row] = await db.all<{ detail: string }>(
        "SELECT detail FROM audit WHERE action = 'shift-closed' AND subject = ? ORDER BY seq LIMIT 1",
        `shift:${shiftId}`,
      )
      const sha256InAudit =
        row === undefined ? null : String((JSON.parse(row.detail) as { sha256: unknown }).sha256)
      return { ...kept, sha256InAudit }
    },
  }
}

const deed = (actor: string, action: string, shift: Shift, more: Record<string, unknown>): Deed => ({
  ...{ actor, action, subject: `shift:${shift.shiftId}` },
  detail: { terminalId: shift.terminalId, number: shift.number, ...more },
})

function toShift({
  attention,
  receivedCount,
  receivedCents,
  refundedCount,
  refundedCents,
  differenceCount,
  ...row
}: ShiftRow): KeptShift {
  const isCounted =
    receivedCount !== null && receivedCents !== null && refundedCount !== null && refundedCents !== null
  return {
    ...row,
    attention: attention === '' ? [] : attention.split(' '),
    figures: isCounted
      ? { receivedCount, receivedCents, refundedCount, refundedCents, differenceCount: differenceCount ?? 0 }
      : null,
  }
}

function inserts(into: string, rows: readonly string[][]): Change[] {
  const changes: Change[] = []
  for (let from = 0; from < rows.length; ) {
    // Full parts share one text, and the rest goes row by row: each text is prepared once.
    const count = rows.length - from >= rowsAtOnce ? rowsAtOnce : 1
    const part = rows.slice(from, from + count)
    const marks = part.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ')
    changes.push({ text: `INSERT INTO ${into} VALUES ${marks}`, values: part.flat() })
    from += count
  }
  return changes
}
