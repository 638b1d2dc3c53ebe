import type { Charge } from '@balcao/domain'
import { listOf, type Reader, type Writer } from './database.ts'
import {
  type ChargeRow,
  chargeColumns,
  fromCharge,
  fromRefund,
  type PixRow,
  type RefundRow,
  refundColumns,
  toCharge,
} from './rows.ts'

export type HeardBy = 'webhook' | 'sweep' | 'asking'
export type Note = { heardBy: HeardBy; nowMs: number }

export async function readCharge(reader: Reader, txid: string): Promise<Charge | undefined> {
  const rows = await reader.all<ChargeRow>(`SELECT ${chargeColumns} FROM charge WHERE txid = ?`, txid)
  const [charge] = await withPayments(reader, rows)
  return charge
}

/** The charges of these rows, in their order, each with its Pix and its refunds. */
export async function withPayments(reader: Reader, rows: readonly ChargeRow[]): Promise<Charge[]> {
  if (rows.length === 0) return []
  const { marks, values } = listOf(rows.map((row) => row.txid))
  const [payments, refunds] = await Promise.all([
    reader.all<PixRow>(
      `SELECT end_to_end_id, txid, amount_cents, paid_at_ms FROM pix WHERE txid IN ${marks} ORDER BY paid_at_ms, end_to_end_id`,
      ...values,
    ),
    reader.all<RefundRow>(
      `SELECT ${refundColumns} FROM refund WHERE txid IN ${marks} ORDER BY asked_at_ms, id`,
      ...values,
    ),
  ])
  const paymentsOf = Map.groupBy(payments, (payment) => payment.txid)
  const refundsOf = Map.groupBy(refunds, (refund) => refund.txid)
  return rows.map((row) => toCharge(row, paymentsOf.get(row.txid) ?? [], refundsOf.get(row.txid) ?? []))
}

/** Answers false if the txid is taken. */
export async function insertCharge(writer: Writer, charge: Charge, pspRequest: string): Promise<boolean> {
  const inserted = await writer.run(
    `INSERT INTO charge (${chargeColumns}, psp_request) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ...fromCharge(charge),
    pspRequest,
  )
  return inserted === 1
}

/** Writes what differs. Throws where the ledger's charge is not `before`, and where a Pix already pays another charge. */
export async function updateCharge(writer: Writer, before: Charge, after: Charge, note: Note): Promise<void> {
  const updated = await writer.run(
    'UPDATE charge SET version = ?, status = ?, pending = ?, expires_at_ms = ?, copia_e_cola = ?, flags = ? WHERE txid = ? AND version = ?',
    after.version,
    after.status,
    after.pending,
    after.expiresAtMs,
    after.copiaECola,
    after.flags.join(' '),
    after.txid,
    before.version,
  )
  if (updated !== 1) throw new Error(`${after.txid} changed while it was being changed`)
  await insertPayments(writer, before, after, note)
  await writeRefunds(writer, before, after)
}

async function insertPayments(writer: Writer, before: Charge, after: Charge, { heardBy, nowMs }: Note) {
  const known = new Set(before.payments.map((payment) => payment.endToEndId))
  for (const { endToEndId, amountCents, paidAtMs } of after.payments) {
    if (known.has(endToEndId)) continue
    // It may have been kept as money without a charge; one that already pays another charge is never moved.
    const written = await writer.run(
      `INSERT INTO pix (end_to_end_id, txid, amount_cents, paid_at_ms, heard_at_ms, heard_by) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (end_to_end_id) DO UPDATE SET txid = excluded.txid WHERE pix.txid IS NULL OR pix.txid = excluded.txid`,
      endToEndId,
      after.txid,
      amountCents,
      paidAtMs,
      nowMs,
      heardBy,
    )
    if (written === 0) throw new Error(`${endToEndId} already pays another charge than ${after.txid}`)
  }
}

async function writeRefunds(writer: Writer, before: Charge, after: Charge) {
  const known = new Map(before.refunds.map((refund) => [`${refund.endToEndId} ${refund.id}`, refund.status]))
  for (const refund of after.refunds) {
    if (known.get(`${refund.endToEndId} ${refund.id}`) === refund.status) continue
    await writer.run(
      `INSERT INTO refund (${refundColumns}) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (end_to_end_id, id) DO UPDATE SET status = excluded.status, reason = excluded.reason`,
      ...fromRefund(refund, after.txid),
    )
  }
}
