import type { Span } from '@balcao/domain'
import type { HeardBy } from './charge-rows.ts'
import type { Database } from './database.ts'
import { type LineKind, questions } from './lines.ts'
import { nextTurn } from './next-turn.ts'
import type { Reading } from './readings.ts'

export type Sum = { count: number; cents: number }
/** `explained` of them differ, and a person has said why. */
export type KindSum = Sum & { explained: number }
export type Comparison = {
  here: { received: Sum; refunded: Sum }
  there: { received: Sum; refunded: Sum } | undefined
  kinds: Map<LineKind, KindSum>
  heardBy: Record<HeardBy, number>
  /** What was received in each stretch of time. */
  received: Sum[]
}

const none = (): Sum => ({ count: 0, cents: 0 })
const sums = 'count(*) AS count, coalesce(sum(amount_cents), 0) AS cents'

/** The notes are few, so that their index is looked at before what a line is. */
const hasNote = "EXISTS (SELECT 1 FROM line_note WHERE line_note.line_id = line.subject || '-' || line.id)"

/** Adds up a period stretch by stretch, with a turn for everybody else between two of them. */
export function createComparison(db: Database) {
  return {
    /** Without a reading there is nothing to compare with, and what we have is added up alone. */
    async compare(reading: Reading | undefined, spans: readonly Span[]): Promise<Comparison> {
      const total: Comparison = {
        here: { received: none(), refunded: none() },
        there: reading && { received: none(), refunded: none() },
        kinds: new Map(),
        heardBy: { webhook: 0, sweep: 0, asking: 0 },
        received: [],
      }
      for (const span of spans) {
        await addHere(total, span)
        if (reading !== undefined) await addThere(total, reading, span)
        await nextTurn()
      }
      return total
    },
  }

  async function addHere(total: Comparison, { fromMs, toMs }: Span): Promise<void> {
    const [received, refunded] = await Promise.all([
      db.all<Sum & { heard_by: HeardBy }>(
        `SELECT heard_by, ${sums} FROM pix WHERE paid_at_ms BETWEEN ? AND ? GROUP BY heard_by`,
        fromMs,
        toMs,
      ),
      db.all<Sum>(
        `SELECT count(*) AS count, coalesce(sum(refund.amount_cents), 0) AS cents
         FROM pix JOIN refund ON refund.end_to_end_id = pix.end_to_end_id
         WHERE pix.paid_at_ms BETWEEN ? AND ? AND refund.status = 'refunded'`,
        fromMs,
        toMs,
      ),
    ])
    const inSpan = none()
    for (const row of received) {
      add(inSpan, row)
      total.heardBy[row.heard_by] += row.count
    }
    total.received.push(inSpan)
    add(total.here.received, inSpan)
    for (const row of refunded) add(total.here.refunded, row)
  }

  async function addThere(total: Comparison, reading: Reading, span: Span): Promise<void> {
    const { fromMs, toMs } = span
    const [received, refunded] = await Promise.all([
      db.all<Sum>(
        `SELECT ${sums} FROM psp_pix WHERE reading_id = ? AND paid_at_ms BETWEEN ? AND ?`,
        reading.id,
        fromMs,
        toMs,
      ),
      db.all<Sum>(
        `SELECT count(*) AS count, coalesce(sum(psp_refund.amount_cents), 0) AS cents
         FROM psp_pix JOIN psp_refund USING (end_to_end_id, reading_id)
         WHERE psp_pix.reading_id = ? AND psp_pix.paid_at_ms BETWEEN ? AND ? AND psp_refund.status = 'refunded'`,
        reading.id,
        fromMs,
        toMs,
      ),
    ])
    for (const row of received) if (total.there) add(total.there.received, row)
    for (const row of refunded) if (total.there) add(total.there.refunded, row)
    for (const { text, values } of questions) {
      const rows = await db.all<KindSum & { kind: LineKind }>(
        `SELECT kind, count(*) AS count, coalesce(sum(coalesce("hereCents", "thereCents")), 0) AS cents,
           count(CASE WHEN ${hasNote} AND kind <> 'matched' THEN 1 END) AS explained
         FROM (${text}) AS line GROUP BY kind`,
        ...values(span, reading),
      )
      for (const row of rows) {
        const sum = total.kinds.get(row.kind) ?? { ...none(), explained: 0 }
        add(sum, row)
        sum.explained += row.explained
        total.kinds.set(row.kind, sum)
      }
    }
  }
}

function add(sum: Sum, { count, cents }: Sum): void {
  sum.count += count
  sum.cents += cents
}
