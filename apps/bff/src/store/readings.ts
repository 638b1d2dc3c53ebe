import type { Change, Database } from './database.ts'
import { dropListing } from './listings.ts'

/** What the PSP was asked for: whole days of the shop, and the instants that they stand for. */
export type Reading = {
  id: number
  fromDay: string
  toDay: string
  timeZone: string
  fromMs: number
  untilMs: number
  chargesUntilMs: number
  status: 'running' | 'done' | 'failed'
  startedAtMs: number
  finishedAtMs: number | null
  pspCalls: number
  pagesRead: number
  pagesTotal: number | null
  advice: string | null
}
export type NewReading = Pick<
  Reading,
  'fromDay' | 'toDay' | 'timeZone' | 'fromMs' | 'untilMs' | 'chargesUntilMs' | 'startedAtMs'
>
/** The same days by another clock are another period. */
export type ReadPeriod = Pick<Reading, 'fromDay' | 'toDay' | 'timeZone'>
export type Progress = Pick<Reading, 'pspCalls' | 'pagesRead' | 'pagesTotal'>

const columns = `id, from_day AS "fromDay", to_day AS "toDay", time_zone AS "timeZone", from_ms AS "fromMs", until_ms AS "untilMs",
  charges_until_ms AS "chargesUntilMs", status, started_at_ms AS "startedAtMs", finished_at_ms AS "finishedAtMs",
  psp_calls AS "pspCalls", pages_read AS "pagesRead", pages_total AS "pagesTotal", advice`

/** Readings of the PSP's lists: begun, followed, and ended one way or the other. */
export function createReadings(db: Database) {
  async function latest(
    { fromDay, toDay, timeZone }: ReadPeriod,
    condition: string,
  ): Promise<Reading | undefined> {
    const [reading] = await db.all<Reading>(
      `SELECT ${columns} FROM reading WHERE from_day = ? AND to_day = ? AND time_zone = ? ${condition} ORDER BY id DESC LIMIT 1`,
      fromDay,
      toDay,
      timeZone,
    )
    return reading
  }
  const change = async (...changes: Change[]): Promise<void> => void (await db.write(changes))

  async function dropAll(readingId: number): Promise<void> {
    await dropListing(db, 'pix', readingId)
    await dropListing(db, 'charges', readingId)
  }

  return {
    async beginReading(reading: NewReading): Promise<Reading> {
      const text = `INSERT INTO reading (from_day, to_day, time_zone, from_ms, until_ms, charges_until_ms, status, started_at_ms, psp_calls, pages_read)
                    VALUES (?, ?, ?, ?, ?, ?, 'running', ?, 0, 0) RETURNING id`
      const { fromDay, toDay, timeZone, fromMs, untilMs, chargesUntilMs, startedAtMs } = reading
      const values = [fromDay, toDay, timeZone, fromMs, untilMs, chargesUntilMs, startedAtMs]
      const written = await db.write([{ text, values }])
      const [row] = (written.kind === 'written' ? written.rows[0] : []) as { id: number }[]
      if (row === undefined) throw new Error('The reading got no id')
      const none = { finishedAtMs: null, pspCalls: 0, pagesRead: 0, pagesTotal: null, advice: null }
      return { ...reading, ...none, id: row.id, status: 'running' }
    },

    /** The latest of exactly this period, whatever became of it. */
    latestReading: (period: ReadPeriod) => latest(period, ''),

    /** The latest of exactly this period that came to its end: what is compared with. */
    currentReading: (period: ReadPeriod) => latest(period, "AND status = 'done'"),

    /**
     * Whether this reading is still what its period is compared with. A newer one takes its place before any of its rows go: whatever
     * was asked of it before this says yes was asked of the whole.
     */
    async isCurrent({ id }: Reading): Promise<boolean> {
      return (await db.all('SELECT 1 FROM current_reading WHERE id = ?', id)).length > 0
    },

    noteProgress: (id: number, { pspCalls, pagesRead, pagesTotal }: Progress): Promise<void> =>
      change({
        text: 'UPDATE reading SET psp_calls = ?, pages_read = ?, pages_total = ? WHERE id = ?',
        values: [pspCalls, pagesRead, pagesTotal, id],
      }),

    /** From here on this reading is what its period is compared with; what older ones of it listed goes. */
    async endReading(
      { id, fromDay, toDay, timeZone }: Reading,
      nowMs: number,
      advice: string | null,
    ): Promise<void> {
      const pix = '(SELECT count(*) FROM psp_pix WHERE reading_id = reading.id)'
      const refunds = "FROM psp_refund WHERE reading_id = reading.id AND status = 'refunded'"
      await change({
        text: `UPDATE reading SET status = 'done', finished_at_ms = ?, advice = ?, received_count = ${pix},
                 received_cents = (SELECT coalesce(sum(amount_cents), 0) FROM psp_pix WHERE reading_id = reading.id),
                 refunded_count = (SELECT count(*) ${refunds}),
                 refunded_cents = (SELECT coalesce(sum(amount_cents), 0) ${refunds})
               WHERE id = ?`,
        values: [nowMs, advice, id],
      })
      // Of most there is nothing left, and a synced write for each that was ever made would be felt.
      const older = await db.all<{ id: number }>(
        `SELECT id FROM reading WHERE from_day = ? AND to_day = ? AND time_zone = ? AND id < ?
           AND (EXISTS (SELECT 1 FROM psp_pix WHERE reading_id = reading.id)
             OR EXISTS (SELECT 1 FROM psp_charge WHERE reading_id = reading.id))`,
        fromDay,
        toDay,
        timeZone,
        id,
      )
      for (const reading of older) await dropAll(reading.id)
    },

    /** The reading before it stays what its period is compared with. */
    async failReading(id: number, nowMs: number, advice: string): Promise<void> {
      await change({
        text: "UPDATE reading SET status = 'failed', finished_at_ms = ?, advice = ? WHERE id = ?",
        values: [nowMs, advice, id],
      })
      await dropAll(id)
    },

    /** Those that a crash left running, as far as they began by then, and what they had listed. */
    async endInterruptedReadings(nowMs: number, begunByMs: number, advice: string): Promise<void> {
      const written = await db.write([
        {
          text: `UPDATE reading SET status = 'failed', finished_at_ms = ?, advice = ?
                 WHERE status = 'running' AND started_at_ms <= ? RETURNING id`,
          values: [nowMs, advice, begunByMs],
        },
      ])
      const interrupted = (written.kind === 'written' ? written.rows[0] : []) as { id: number }[]
      for (const { id } of interrupted) await dropAll(id)
    },
  }
}
