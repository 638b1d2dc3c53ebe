import type { AuditRow } from '../../apps/bff/src/store/audit.ts'
import { withPayments } from '../../apps/bff/src/store/charge-rows.ts'
import type { Value } from '../../apps/bff/src/store/database.ts'
import { type ChargeRow, chargeColumns } from '../../apps/bff/src/store/rows.ts'
import type { Charge } from '../../packages/domain/src/index.ts'
import type { Disk } from './disk.ts'

export type PixRow = { end_to_end_id: string; txid: string | null; amount_cents: number }
export type RefundRow = { end_to_end_id: string; id: string; amount_cents: number; status: string }
export type DeedRow = { deed_id: string; payment_status: string | null; authorization_status: string | null }
export type ShiftRow = {
  shift_id: string
  terminal_id: string
  number: number
  status: string
  from_ms: number
  until_ms: number | null
  received_cents: number | null
  refunded_cents: number | null
}
/** Everything that is committed, as whoever opened the file would find it. */
export type Ledger = {
  charges: ReadonlyMap<string, Charge>
  pspRequests: ReadonlyMap<string, string>
  pix: readonly PixRow[]
  refunds: readonly RefundRow[]
  current: readonly { terminal_id: string; current_txid: string | null }[]
  inbox: readonly { body: string; handled_at_ms: number | null }[]
  recurrences: readonly { recurrence_id: string; psp_id: string | null; contract: string; status: string }[]
  recurrenceCharges: readonly { txid: string; status: string }[]
  shifts: readonly ShiftRow[]
  /** endToEndIds of Pix, and of refunds with their ids, that some shift has counted. */
  counted: ReadonlySet<string>
  deeds: readonly DeedRow[]
  /** In the order in which it was written. */
  audit: readonly AuditRow[]
}

export const emptyLedger: Ledger = {
  charges: new Map(),
  pspRequests: new Map(),
  pix: [],
  refunds: [],
  current: [],
  inbox: [],
  recurrences: [],
  recurrenceCharges: [],
  shifts: [],
  deeds: [],
  counted: new Set(),
  audit: [],
}

const newestFirst = `SELECT ${chargeColumns} FROM charge ORDER BY created_at_ms DESC, txid`

export async function readLedger(disk: Disk): Promise<Ledger> {
  const { rows } = disk
  const reader = { all: async <Row>(text: string, ...values: readonly Value[]) => rows<Row>(text, ...values) }
  const charges = await withPayments(reader, rows<ChargeRow>(newestFirst))
  const requests = rows<{ txid: string; psp_request: string }>('SELECT txid, psp_request FROM charge')
  const shifts = rows<ShiftRow>(
    'SELECT shift_id, terminal_id, number, status, from_ms, until_ms, received_cents, refunded_cents FROM shift ORDER BY number',
  )
  const counted = shifts.some(({ status }) => status === 'closed')
    ? rows<{ key: string }>(
        "SELECT end_to_end_id AS key FROM shift_pix UNION ALL SELECT end_to_end_id || ' ' || id FROM shift_refund",
      )
    : []
  return {
    shifts,
    deeds: rows('SELECT deed_id, payment_status, authorization_status FROM payer_deed'),
    counted: new Set(counted.map(({ key }) => key)),
    charges: new Map(charges.map((charge) => [charge.txid, charge])),
    pspRequests: new Map(requests.map(({ txid, psp_request }) => [txid, psp_request])),
    pix: rows('SELECT end_to_end_id, txid, amount_cents FROM pix'),
    refunds: rows('SELECT end_to_end_id, id, amount_cents, status FROM refund'),
    current: rows('SELECT terminal_id, current_txid FROM terminal'),
    inbox: rows('SELECT body, handled_at_ms FROM inbox'),
    recurrences: rows('SELECT recurrence_id, psp_id, contract, status FROM recurrence'),
    recurrenceCharges: rows('SELECT txid, status FROM recurrence_charge'),
    audit: rows(
      'SELECT seq, at_ms AS "atMs", actor, action, subject, detail, place, hash FROM audit ORDER BY seq',
    ),
  }
}
