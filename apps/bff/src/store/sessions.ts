import type { SessionTimes } from '@balcao/domain'
import { audit, type Deed } from './audit.ts'
import { type Change, type Database, inBatches } from './database.ts'

export type Session = SessionTimes & { personId: string; deviceId: string | null }
export type Approval = {
  /** The charge, or the Pix that pays none. */
  of: string
  refundId: string
  amountCents: number
  approverId: string
  expiresAtMs: number
}

/** Who is signed in, and what a manager has allowed once. */
export function createSessions(db: Database) {
  return {
    /** The session of this secret while nobody has ended it. Whether its time is over, the rule says. */
    async session(secretHash: string): Promise<Session | undefined> {
      const [session] = await db.all<Session>(
        `SELECT person_id AS "personId", device_id AS "deviceId", begun_at_ms AS "begunAtMs", seen_at_ms AS "seenAtMs"
         FROM session WHERE secret_hash = ? AND ended_at_ms IS NULL`,
        secretHash,
      )
      return session
    },
    openSessionsAmong: (
      secretHashes: readonly string[],
    ): Promise<(SessionTimes & { secretHash: string })[]> =>
      inBatches(secretHashes, ({ marks, values }) =>
        db.all(
          `SELECT secret_hash AS "secretHash", begun_at_ms AS "begunAtMs", seen_at_ms AS "seenAtMs"
           FROM session WHERE secret_hash IN ${marks} AND ended_at_ms IS NULL`,
          ...values,
        ),
      ),
    noteSessionSeen: async (secretHash: string, nowMs: number): Promise<void> =>
      void (await db.write([
        { text: 'UPDATE session SET seen_at_ms = ? WHERE secret_hash = ?', values: [nowMs, secretHash] },
      ])),

    /** Begins a session, and ends the one that was there. */
    beginSession: async (
      secretHash: string,
      { personId, deviceId, begunAtMs, seenAtMs }: Session,
      before: string | undefined,
      deed: Deed,
    ): Promise<void> =>
      void (await db.write([
        ...(before === undefined ? [] : [endSession(before, begunAtMs)]),
        {
          text: 'INSERT INTO session (secret_hash, person_id, device_id, begun_at_ms, seen_at_ms) VALUES (?, ?, ?, ?, ?)',
          values: [secretHash, personId, deviceId, begunAtMs, seenAtMs],
        },
        audit(deed, begunAtMs),
      ])),
    endSession: async (secretHash: string, deed: Deed, nowMs: number): Promise<void> =>
      void (await db.write([endSession(secretHash, nowMs), audit(deed, nowMs)])),

    /** Of sessions that nobody has touched since then: they say who sat at which till. */
    forgetSessions: async (beforeMs: number): Promise<void> =>
      void (await db.write([{ text: 'DELETE FROM session WHERE seen_at_ms < ?', values: [beforeMs] }])),

    /** A manager's word about one refund. A newer one for the same refund takes its place, also where that was used and came to nothing. */
    allow: async (
      { amountCents, approverId, expiresAtMs, ...refund }: Approval,
      deed: Deed,
      nowMs: number,
    ): Promise<void> =>
      void (await db.write([
        {
          text: `INSERT INTO approval (refund_id, amount_cents, approver_id, expires_at_ms) VALUES (?, ?, ?, ?)
                 ON CONFLICT (refund_id) DO UPDATE SET amount_cents = excluded.amount_cents, approver_id = excluded.approver_id,
                   expires_at_ms = excluded.expires_at_ms, used_at_ms = NULL`,
          values: [keyOf(refund), amountCents, approverId, expiresAtMs],
        },
        audit(deed, nowMs),
      ])),
    /** Takes it: true once, for this refund and this amount, within its time. */
    async useApproval(
      { amountCents, ...refund }: Omit<Approval, 'approverId' | 'expiresAtMs'>,
      nowMs: number,
    ): Promise<boolean> {
      const written = await db.write([
        {
          text: 'UPDATE approval SET used_at_ms = ? WHERE refund_id = ? AND amount_cents = ? AND expires_at_ms > ? AND used_at_ms IS NULL',
          values: [nowMs, keyOf(refund), amountCents, nowMs],
          expects: 1,
        },
      ])
      return written.kind === 'written'
    },
  }
}

/** Ids of refunds are made by those who ask: the same one may be another refund of another sale. */
export const keyOf = ({ of, refundId }: Pick<Approval, 'of' | 'refundId'>) => `${of} ${refundId}`

const endSession = (secretHash: string, nowMs: number): Change => ({
  text: 'UPDATE session SET ended_at_ms = ? WHERE secret_hash = ? AND ended_at_ms IS NULL',
  values: [nowMs, secretHash],
})

/** Of whoever may do less from now on, or has another PIN. */
export const endSessionsOf = (personId: string, nowMs: number): Change => ({
  text: 'UPDATE session SET ended_at_ms = ? WHERE person_id = ? AND ended_at_ms IS NULL',
  values: [nowMs, personId],
})
