import { type Change, type Database, inBatches } from './database.ts'
import { nextPayerVersion } from './payer-version.ts'

/** Something that the provider told of, or was found to have done, once. */
export type Notice = {
  /** What it is about and as what: the same again is not told again. */
  occasion: string
  atMs: number
  what:
    | 'proposal'
    | 'authorized'
    | 'rejected'
    | 'configured'
    | 'cancelled'
    | 'billing-scheduled'
    | 'billing-paid'
    | 'billing-refused'
    | 'billing-cancelled'
    | 'unknown'
  receiverName: string | null
  amountCents: number | null
  reason: string | null
  recurrenceId: string | null
  proposalId: string | null
}
/** What something of the provider's was last seen as. */
export type Seen = { subject: string; state: string; updatedAtMs: number }

const columns = 'occasion, at_ms, what, receiver_name, amount_cents, reason, recurrence_id, proposal_id'
type NoticeRow = Notice & { noticeId: number }

/** What the payer is told, and what was known when it was. */
export function createPayerNotices(db: Database) {
  return {
    /** Newest first. */
    notices: (limit: number): Promise<NoticeRow[]> =>
      db.all<NoticeRow>(
        `SELECT notice_id AS "noticeId", occasion, at_ms AS "atMs", what, receiver_name AS "receiverName", amount_cents AS "amountCents",
           reason, recurrence_id AS "recurrenceId", proposal_id AS "proposalId"
         FROM payer_notice ORDER BY notice_id DESC LIMIT ?`,
        limit,
      ),

    async seen(subjects: readonly string[]): Promise<Map<string, Seen>> {
      const rows = await inBatches(subjects, ({ marks, values }) =>
        db.all<Seen>(
          `SELECT subject, state, updated_at_ms AS "updatedAtMs" FROM payer_seen WHERE subject IN ${marks}`,
          ...values,
        ),
      )
      return new Map(rows.map((row) => [row.subject, row]))
    },
    /** Whether the provider has ever been looked at: what was there before is no news. */
    async hasSeen(): Promise<boolean> {
      return (await db.all('SELECT 1 FROM payer_seen LIMIT 1')).length > 0
    },

    /** What is new, and what the payer is told of it, together. An older sight never replaces a newer one. */
    saw: async (seen: readonly Seen[], notices: readonly Notice[]): Promise<void> =>
      void (await db.write([...seen.map(putSeen), ...notices.map(putNotice), nextPayerVersion])),

    notify: async (notice: Notice): Promise<void> =>
      void (await db.write([putNotice(notice), nextPayerVersion])),
  }
}

const putSeen = ({ subject, state, updatedAtMs }: Seen): Change => ({
  text: `INSERT INTO payer_seen (subject, state, updated_at_ms) VALUES (?, ?, ?)
         ON CONFLICT (subject) DO UPDATE SET state = excluded.state, updated_at_ms = excluded.updated_at_ms
         WHERE payer_seen.updated_at_ms <= excluded.updated_at_ms`,
  values: [subject, state, updatedAtMs],
})

const putNotice = (notice: Notice): Change => ({
  text: `INSERT INTO payer_notice (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  values: [
    notice.occasion,
    notice.atMs,
    notice.what,
    notice.receiverName,
    notice.amountCents,
    notice.reason,
    notice.recurrenceId,
    notice.proposalId,
  ],
})
