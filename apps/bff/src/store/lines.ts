import type { Charge, Span } from '@balcao/domain'
import type { HeardBy } from './charge-rows.ts'
import { type Database, inBatches, type Value } from './database.ts'
import { chargeDisagrees, chargeHereAlone, chargeThere, pixHere, pixThere } from './line-texts.ts'
import { nextTurn } from './next-turn.ts'
import type { Reading } from './readings.ts'

export type LineKind =
  | 'matched'
  | 'only-here'
  | 'only-there'
  | 'different-amount'
  | 'without-charge'
  | 'refund-differs'
  | 'charge-only-here'
  | 'charge-only-there'
  | 'charge-differs'

/** One Pix or one charge, as we have it and as the PSP lists it. The side that has none of it is null throughout. */
export type Line = {
  subject: 'pix' | 'charge'
  /** endToEndId of a Pix, txid of a charge. */
  id: string
  atMs: number
  txid: string | null
  kind: LineKind
  hereCents: number | null
  hereRefundedCents: number | null
  /** With what is only asked for: the rest can still be returned. */
  hereTakenCents: number | null
  terminalId: string | null
  chargeStatus: Charge['status'] | null
  heardBy: HeardBy | null
  thereCents: number | null
  thereRefundedCents: number | null
  webhookAtMs: number | null
}
export type LineNote = { text: string; txid: string | null; atMs: number }
export type LineFilter = LineKind | 'mismatch' | 'all'
/** A place in the list, which is ordered by time and then by this id. */
export type LinePlace = { atMs: number; lineId: string }

export const lineIdOf = ({ subject, id }: Pick<Line, 'subject' | 'id'>) => `${subject}-${id}`

type Question = {
  subject: Line['subject']
  kinds: readonly LineKind[]
  text: string
  values: (span: Span, reading: Reading) => Value[]
}

/** Over a stretch of time of a reading. */
export const questions: readonly Question[] = [
  {
    subject: 'pix',
    kinds: ['matched', 'only-there', 'different-amount', 'without-charge', 'refund-differs'],
    text: pixThere('there.reading_id = ? AND there.paid_at_ms BETWEEN ? AND ?'),
    values: ({ fromMs, toMs }, { id }) => [id, fromMs, toMs],
  },
  {
    subject: 'pix',
    kinds: ['only-here'],
    text: pixHere(
      `here.paid_at_ms BETWEEN ? AND ? AND NOT EXISTS
         (SELECT 1 FROM psp_pix WHERE psp_pix.end_to_end_id = here.end_to_end_id AND psp_pix.reading_id = ?)`,
    ),
    values: ({ fromMs, toMs }, { id }) => [fromMs, toMs, id],
  },
  {
    subject: 'charge',
    kinds: ['charge-only-there', 'charge-differs'],
    text: chargeThere(`there.reading_id = ? AND there.created_at_ms BETWEEN ? AND ? AND ${chargeDisagrees}`),
    values: ({ fromMs, toMs }, { id }) => [id, fromMs, toMs],
  },
  {
    subject: 'charge',
    kinds: ['charge-only-here'],
    text: chargeHereAlone(
      `here.created_at_ms BETWEEN ? AND ? AND NOT EXISTS
         (SELECT 1 FROM psp_charge WHERE psp_charge.txid = here.txid AND psp_charge.reading_id = ?)`,
    ),
    values: ({ fromMs, toMs }, { id, chargesUntilMs }) => [fromMs, Math.min(toMs, chargesUntilMs), id],
  },
]

/** The lines of a reading: how the ledger as it is now compares with what the PSP listed. */
export function createLines(db: Database) {
  /** The lines of one stretch of time that come after a place. */
  async function linesIn(
    reading: Reading,
    span: Span,
    filter: LineFilter,
    after: LinePlace,
    limit: number,
  ): Promise<Line[]> {
    const wanted = questions.filter(({ kinds }) => kinds.some(isWanted(filter)))
    const found: Line[] = []
    for (const { subject, text, values } of wanted) {
      const kind = filter === 'all' ? '' : filter === 'mismatch' ? " AND kind <> 'matched'" : ' AND kind = ?'
      // Among the lines of one instant charges come first: their ids begin with an earlier letter.
      const afterId = placeAmong(subject, after.lineId)
      found.push(
        ...(await db.all<Line>(
          `SELECT * FROM (${text}) AS line WHERE ("atMs" > ? OR id > ?)${kind} ORDER BY "atMs", id LIMIT ?`,
          ...values({ fromMs: Math.max(span.fromMs, after.atMs), toMs: span.toMs }, reading),
          after.atMs,
          afterId,
          ...(kind.endsWith('?') ? [filter] : []),
          limit,
        )),
      )
    }
    return found.sort(byPlace).slice(0, limit)
  }

  return {
    /** Oldest first, at most `limit` that come after a place. Read a stretch at a time, so that nobody waits for a long month. */
    async lines(
      reading: Reading,
      spans: readonly Span[],
      filter: LineFilter,
      after: LinePlace | undefined,
      limit: number,
    ): Promise<Line[]> {
      const place = after ?? { atMs: reading.fromMs - 1, lineId: '' }
      const lines: Line[] = []
      for (const span of spans) {
        if (span.toMs < place.atMs) continue
        lines.push(...(await linesIn(reading, span, filter, place, limit - lines.length)))
        if (lines.length === limit) break
        await nextTurn()
      }
      return lines
    },

    /** One Pix as it compares now: with the latest reading that lists it, or that should. */
    async pixLine(endToEndId: string): Promise<Line | undefined> {
      const [listed] = await db.all<Line>(
        pixThere(
          `there.end_to_end_id = ? AND there.reading_id =
             (SELECT max(reading_id) FROM psp_pix WHERE end_to_end_id = ? AND reading_id IN (SELECT id FROM current_reading))`,
        ),
        endToEndId,
        endToEndId,
      )
      if (listed !== undefined) return listed
      const [alone] = await db.all<Line>(pixHere('here.end_to_end_id = ?'), endToEndId)
      if (alone === undefined || (await isRead(alone.atMs))) return alone
      // Nobody has asked the PSP for that day: only that it pays nothing of ours is certain.
      return alone.chargeStatus === null ? { ...alone, kind: 'without-charge' } : undefined
    },

    /** One charge as it compares now, also where it agrees. */
    async chargeLine(txid: string): Promise<Line | undefined> {
      const [listed] = await db.all<Line>(
        chargeThere(
          `there.txid = ? AND there.reading_id =
             (SELECT max(reading_id) FROM psp_charge WHERE txid = ? AND reading_id IN (SELECT id FROM current_reading))`,
        ),
        txid,
        txid,
      )
      if (listed !== undefined) return listed
      const [alone] = await db.all<Line>(chargeHereAlone('here.txid = ?'), txid)
      return alone !== undefined && (await isRead(alone.atMs)) ? alone : undefined
    },

    async notesOf(lineIds: readonly string[]): Promise<Map<string, LineNote[]>> {
      const rows = await inBatches(lineIds, ({ marks, values }) =>
        db.all<LineNote & { lineId: string }>(
          `SELECT line_id AS "lineId", text, txid, at_ms AS "atMs" FROM line_note WHERE line_id IN ${marks} ORDER BY id`,
          ...values,
        ),
      )
      return Map.groupBy(rows, ({ lineId }) => lineId)
    },

    addNote: async (lineId: string, { text, txid, atMs }: LineNote): Promise<void> =>
      void (await db.write([
        {
          text: 'INSERT INTO line_note (line_id, text, txid, at_ms) VALUES (?, ?, ?, ?)',
          values: [lineId, text, txid, atMs],
        },
      ])),
  }

  async function isRead(atMs: number): Promise<boolean> {
    const rows = await db.all(
      'SELECT 1 FROM current_reading WHERE from_ms <= ? AND until_ms >= ? LIMIT 1',
      atMs,
      atMs,
    )
    return rows.length > 0
  }
}

const isWanted = (filter: LineFilter) => (kind: LineKind) =>
  filter === 'all' || (filter === 'mismatch' ? kind !== 'matched' : kind === filter)

const byPlace = (a: Line, b: Line) => a.atMs - b.atMs || (lineIdOf(a) < lineIdOf(b) ? -1 : 1)

/** Where a place in the whole list lies among the lines of one subject at that instant. */
function placeAmong(subject: Line['subject'], lineId: string): string {
  if (lineId.startsWith(`${subject}-`)) return lineId.slice(subject.length + 1)
  // '~' comes after every letter and digit.
  return lineId > subject ? '~' : ''
}
