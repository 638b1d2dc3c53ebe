import { audit } from './audit.ts'
import type { Change, Database } from './database.ts'
import { nextPayerVersion } from './payer-version.ts'

export type PaymentStatus = 'asked' | 'done' | 'refused'
export type AuthorizationStatus = 'waiting' | 'asked' | 'sent' | 'done' | 'refused' | 'skipped'
type Step<Status> = { status: Status; reason: string | null; atMs: number }

/** One consent, and how far it has come. `request`, `shown` and `decoded` are JSON. */
export type Deed = {
  deedId: string
  /** The copia e cola. */
  code: string
  request: string
  shown: string
  decoded: string
  actor: string
  createdAtMs: number
  version: number
  payable: string | null
  payment: (Step<PaymentStatus> & { endToEndId: string | null }) | null
  authorization: (Step<AuthorizationStatus> & { recurrenceId: string }) | null
}

type Row = {
  deed_id: string
  code: string
  request: string
  shown: string
  decoded: string
  actor: string
  created_at_ms: number
  version: number
  payable: string | null
  payment_status: PaymentStatus | null
  payment_reason: string | null
  payment_at_ms: number | null
  end_to_end_id: string | null
  recurrence_id: string | null
  authorization_status: AuthorizationStatus | null
  authorization_reason: string | null
  authorization_at_ms: number | null
}
const columns =
  'deed_id, code, request, shown, decoded, actor, created_at_ms, version, payable, payment_status, payment_reason, payment_at_ms, end_to_end_id, recurrence_id, authorization_status, authorization_reason, authorization_at_ms'

const toDeed = (row: Row): Deed => ({
  deedId: row.deed_id,
  code: row.code,
  request: row.request,
  shown: row.shown,
  decoded: row.decoded,
  actor: row.actor,
  createdAtMs: row.created_at_ms,
  version: row.version,
  payable: row.payable,
  payment: row.payment_status && {
    status: row.payment_status,
    reason: row.payment_reason,
    atMs: row.payment_at_ms ?? row.created_at_ms,
    endToEndId: row.end_to_end_id,
  },
  authorization: row.authorization_status && {
    status: row.authorization_status,
    reason: row.authorization_reason,
    atMs: row.authorization_at_ms ?? row.created_at_ms,
    recurrenceId: row.recurrence_id ?? '',
  },
})

const steps = ({ payment, authorization }: Pick<Deed, 'payment' | 'authorization'>) => [
  payment?.status ?? null,
  payment?.reason ?? null,
  payment?.atMs ?? null,
  payment?.endToEndId ?? null,
  authorization?.recurrenceId ?? null,
  authorization?.status ?? null,
  authorization?.reason ?? null,
  authorization?.atMs ?? null,
]

/** What people have agreed to. */
export function createPayerDeeds(db: Database) {
  async function read(condition: string, ...values: string[]): Promise<Deed[]> {
    const rows = await db.all<Row>(`SELECT ${columns} FROM payer_deed WHERE ${condition}`, ...values)
    return rows.map(toDeed)
  }

  return {
    async deed(deedId: string): Promise<Deed | undefined> {
      return (await read('deed_id = ?', deedId))[0]
    },

    /** The latest payment of this code that is done. */
    async paidDeedOf(code: string): Promise<Deed | undefined> {
      return (await read("code = ? AND payment_status = 'done' ORDER BY created_at_ms DESC LIMIT 1", code))[0]
    },

    /** Whatever has not come to its end. Oldest first. */
    openDeeds: (): Promise<Deed[]> =>
      read(
        "payment_status = 'asked' OR authorization_status IN ('waiting', 'asked', 'sent') ORDER BY created_at_ms",
      ),

    /** Writes the consent before anyone outside hears of it. Answers false where the id is taken, or the charge is being paid already. */
    async insertDeed(deed: Deed): Promise<boolean> {
      const { deedId, code, request, shown, decoded, actor, createdAtMs, payable } = deed
      const insert: Change = {
        text: `INSERT INTO payer_deed (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        values: [deedId, code, request, shown, decoded, actor, createdAtMs, payable, ...steps(deed)],
        expects: 1,
      }
      const written = await db.write([
        insert,
        audit(
          {
            ...{ actor, action: 'payer-consented', subject: `payer-deed:${deedId}` },
            detail: { request: JSON.parse(request), shown: JSON.parse(shown) },
          },
          createdAtMs,
        ),
        nextPayerVersion,
      ])
      return written.kind === 'written'
    },

    /** Writes what has become of it, if nobody else has meanwhile. */
    async advanceDeed(
      before: Deed,
      after: Pick<Deed, 'payment' | 'authorization'>,
      nowMs: number,
      by: string,
    ) {
      const { deedId, version } = before
      const { payment, authorization } = after
      const written = await db.write([
        {
          text: `UPDATE payer_deed SET payment_status = ?, payment_reason = ?, payment_at_ms = ?, end_to_end_id = ?, recurrence_id = ?,
                   authorization_status = ?, authorization_reason = ?, authorization_at_ms = ?, version = version + 1
                 WHERE deed_id = ? AND version = ?`,
          values: [...steps(after), deedId, version],
          expects: 1,
        },
        audit(
          {
            ...{ actor: by, action: 'payer-deed-changed', subject: `payer-deed:${deedId}` },
            detail: { payment, authorization },
          },
          nowMs,
        ),
        nextPayerVersion,
      ])
      return written.kind === 'written'
    },
  }
}
