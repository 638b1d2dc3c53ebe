import type { Charge, Refund } from '@balcao/domain'
import { audit, byItself, type Deed } from './audit.ts'
import { type Change, listOf, type Reader } from './database.ts'
import { putRefund } from './refunds.ts'
import {
  type ChargeRow,
  chargeColumns,
  fromCharge,
  type PixRow,
  type RefundRow,
  refundColumns,
  toCharge,
} from './rows.ts'

export type HeardBy = 'webhook' | 'sweep' | 'asking'
export type Note = { heardBy: HeardBy; nowMs: number; by?: string | undefined }

/** Put together once: a text that is made anew is a text that has to be compared, letter by letter, to be known again. */
const refundParts = refundColumns.split(', ')
const wholeCharge = (from: string, beside = '') => `
  SELECT ${beside}${chargeColumns.replaceAll(/\w+/g, 'charge.$&')}, pix.end_to_end_id AS pix_id, pix.amount_cents AS pix_cents, paid_at_ms,
    ${refundParts.map((part) => `refund.${part} AS refund_${part}`).join(', ')}
  FROM ${from} LEFT JOIN pix ON pix.txid = charge.txid LEFT JOIN refund ON refund.end_to_end_id = pix.end_to_end_id`
const ofTxid = `${wholeCharge('charge')} WHERE charge.txid = ? ORDER BY paid_at_ms, pix_id`
const ofTerminal = `${wholeCharge(
  `(SELECT CAST(? AS TEXT) AS id) AS here LEFT JOIN terminal ON terminal.terminal_id = here.id
   LEFT JOIN shop ON shop.shop_id = coalesce(terminal.shop_id, ?) LEFT JOIN charge ON charge.txid = current_txid`,
  'shop.name AS shop_name, current_recurrence, ',
)} ORDER BY paid_at_ms, pix_id`
const newRow = `INSERT INTO charge (${chargeColumns}, psp_request, made_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`

/** A charge beside one of its Pix, and one of the refunds of that. */
type WholeRow = ChargeRow & {
  pix_id: string | null
  pix_cents: number
  paid_at_ms: number
  refund_id: string | null
}

/** There is one of every terminal, also where it shows no charge. */
type FaceRow = { shop_name: string | null; current_recurrence: string | null } & (WholeRow | { txid: null })

/** All of a charge in one question: its Pix are those of the same instant. */
export const readCharge = async (reader: Reader, txid: string): Promise<Charge | undefined> =>
  chargeOfRows(await reader.all<WholeRow>(ofTxid, txid))

/** What the customer's screen of a terminal shows: the charge, the name of the shop and what is offered. A terminal without a shop is in `shopId`. */
export async function readFace(reader: Reader, terminalId: string, shopId: string) {
  const rows = await reader.all<FaceRow>(ofTerminal, terminalId, shopId)
  const [face] = rows
  return {
    current: chargeOfRows(rows.filter((row) => row.txid !== null)),
    shopName: face?.shop_name ?? undefined,
    recurrenceId: face?.current_recurrence ?? null,
  }
}

function chargeOfRows(rows: readonly WholeRow[]): Charge | undefined {
  const [charge] = rows
  if (charge === undefined) return undefined
  const payments = new Map<string, PixRow>()
  for (const { pix_id: end_to_end_id, txid, pix_cents: amount_cents, paid_at_ms } of rows)
    if (end_to_end_id !== null) payments.set(end_to_end_id, { end_to_end_id, txid, amount_cents, paid_at_ms })
  const refunds = rows.filter(({ refund_id }) => refund_id !== null).map(refundOfRow)
  return toCharge(charge, [...payments.values()], refunds)
}

const refundOfRow = (row: WholeRow) =>
  Object.fromEntries(
    refundParts.map((part) => [part, row[`refund_${part}` as keyof WholeRow]]),
  ) as unknown as RefundRow

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
      `SELECT ${refundColumns} FROM refund
       WHERE end_to_end_id IN (SELECT end_to_end_id FROM pix WHERE txid IN ${marks})`,
      ...values,
    ),
  ])
  const paymentsOf = Map.groupBy(payments, (payment) => payment.txid)
  const refundsOf = Map.groupBy(refunds, (refund) => refund.end_to_end_id)
  return rows.map((row) => {
    const paid = paymentsOf.get(row.txid) ?? []
    return toCharge(
      row,
      paid,
      paid.flatMap(({ end_to_end_id }) => refundsOf.get(end_to_end_id) ?? []),
    )
  })
}

/** Changes no row where the txid is taken. */
export const insertCharge = (charge: Charge, pspRequest: string, madeBy: string): Change => ({
  text: newRow,
  values: [...fromCharge(charge), pspRequest, madeBy],
  expects: 1,
})

/** What differs, the charge first. It changes no row where the ledger's charge is not `before` any more. */
export const updateCharge = (before: Charge, after: Charge, note: Note): Change[] => [
  {
    text: 'UPDATE charge SET version = ?, status = ?, pending = ?, expires_at_ms = ?, copia_e_cola = ?, flags = ? WHERE txid = ? AND version = ?',
    values: [
      after.version,
      after.status,
      after.pending,
      after.expiresAtMs,
      after.copiaECola,
      after.flags.join(' '),
      after.txid,
      before.version,
    ],
    expects: 1,
  },
  ...newPayments(before, after, note),
  ...changedRefunds(before, after),
  audit(deedOf(before, after, note), note.nowMs),
]

/** What changed, as the audit tells it: a word from what to what, and what came in or went out. */
function deedOf(before: Charge, after: Charge, { heardBy, by = byItself }: Note): Deed {
  const known = new Set(before.payments.map(({ endToEndId }) => endToEndId))
  const payments = after.payments.filter(({ endToEndId }) => !known.has(endToEndId))
  const refunds = refundsThatDiffer(before, after)
  const detail = {
    version: after.version,
    ...(before.status !== after.status && { from: before.status, to: after.status }),
    ...(before.pending !== after.pending && { pending: after.pending }),
    ...(before.expiresAtMs !== after.expiresAtMs && { expiresAtMs: after.expiresAtMs }),
    ...(payments.length > 0 && {
      heardBy,
      payments: payments.map(({ endToEndId, amountCents }) => ({ endToEndId, amountCents })),
    }),
    ...(refunds.length > 0 && {
      refunds: refunds.map(({ id, amountCents, status }) => ({ id, amountCents, status })),
    }),
  }
  const action =
    before.status === 'opening' && after.status === 'awaiting' ? 'charge-opened' : 'charge-changed'
  return { actor: by, action, subject: `charge:${after.txid}`, detail }
}

function newPayments(before: Charge, after: Charge, { heardBy, nowMs }: Note): Change[] {
  const known = new Set(before.payments.map((payment) => payment.endToEndId))
  return after.payments
    .filter(({ endToEndId }) => !known.has(endToEndId))
    .map(({ endToEndId, amountCents, paidAtMs }) => ({
      // It may have been kept as money without a charge; one that already pays another charge is never moved.
      text: `INSERT INTO pix (end_to_end_id, txid, amount_cents, paid_at_ms, heard_at_ms, heard_by) VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (end_to_end_id) DO UPDATE SET txid = excluded.txid WHERE pix.txid IS NULL OR pix.txid = excluded.txid`,
      values: [endToEndId, after.txid, amountCents, paidAtMs, nowMs, heardBy],
      expects: 1,
    }))
}

const changedRefunds = (before: Charge, after: Charge): Change[] =>
  refundsThatDiffer(before, after).flatMap(putRefund)

function refundsThatDiffer(before: Charge, after: Charge): Refund[] {
  const known = new Map(before.refunds.map((refund) => [`${refund.endToEndId} ${refund.id}`, refund.status]))
  return after.refunds.filter((refund) => known.get(`${refund.endToEndId} ${refund.id}`) !== refund.status)
}
