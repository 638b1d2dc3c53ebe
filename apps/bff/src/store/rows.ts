import {
  type Charge,
  type ChargeFlag,
  type ChargeStatus,
  mergeRefunds,
  type Payment,
  type Refund,
  type RefundStatus,
} from '@balcao/domain'
import type { Value } from './database.ts'
import { StoreError } from './errors.ts'

const statuses: readonly string[] = [
  'opening',
  'awaiting',
  'paid',
  'expired',
  'cancelled',
] satisfies ChargeStatus[]
const flags: readonly string[] = [
  'late',
  'underpaid',
  'overpaid',
  'duplicate',
  'refused',
] satisfies ChargeFlag[]
const pendings: readonly unknown[] = ['cancel', 'expiry', null] satisfies Charge['pending'][]

export type ChargeRow = {
  txid: string
  terminal_id: string
  amount_cents: number
  description: string | null
  due_day: string | null
  version: number
  status: string
  pending: string | null
  created_at_ms: number
  expires_at_ms: number | null
  copia_e_cola: string | null
  flags: string
}
export type RefundRow = {
  end_to_end_id: string
  id: string
  amount_cents: number
  status: string
  origin: string
  description: string | null
  reason: string | null
  asked_at_ms: number
}
export type PixRow = { end_to_end_id: string; txid: string; amount_cents: number; paid_at_ms: number }

const refundStatuses: readonly string[] = [
  'requested',
  'processing',
  'refunded',
  'not-realized',
] satisfies RefundStatus[]
const origins: readonly string[] = ['here', 'elsewhere', 'med'] satisfies Refund['origin'][]

/** The columns of a charge that the domain knows; the bytes for the PSP stay in the store until a retry asks for them. */
export const chargeColumns =
  'txid, terminal_id, amount_cents, description, due_day, version, status, pending, created_at_ms, expires_at_ms, copia_e_cola, flags'

/** A row is read as strictly as a request: a word that this version does not know is a damaged or foreign ledger. */
export function toCharge(row: ChargeRow, payments: readonly PixRow[], refunds: readonly RefundRow[]): Charge {
  const foundFlags = row.flags === '' ? [] : row.flags.split(' ')
  const isKnown =
    statuses.includes(row.status) &&
    pendings.includes(row.pending) &&
    foundFlags.every((flag) => flags.includes(flag))
  if (!isKnown) throw unknownWords(row.txid)
  return {
    txid: row.txid,
    terminalId: row.terminal_id,
    amountCents: row.amount_cents,
    description: row.description,
    dueDay: row.due_day,
    version: row.version,
    status: row.status as ChargeStatus,
    pending: row.pending as Charge['pending'],
    createdAtMs: row.created_at_ms,
    expiresAtMs: row.expires_at_ms,
    copiaECola: row.copia_e_cola,
    payments: payments.map(toPayment),
    // In the rule's own order, or reading a charge would look like changing it.
    refunds: mergeRefunds([], refunds.map(toRefund)),
    flags: foundFlags as ChargeFlag[],
  }
}

const toPayment = (row: PixRow): Payment => ({
  endToEndId: row.end_to_end_id,
  amountCents: row.amount_cents,
  paidAtMs: row.paid_at_ms,
})

export function toRefund(row: RefundRow): Refund {
  if (!refundStatuses.includes(row.status) || !origins.includes(row.origin)) throw unknownWords(row.id)
  return {
    id: row.id,
    endToEndId: row.end_to_end_id,
    amountCents: row.amount_cents,
    status: row.status as RefundStatus,
    origin: row.origin as Refund['origin'],
    description: row.description,
    reason: row.reason,
    askedAtMs: row.asked_at_ms,
  }
}

const unknownWords = (id: string) =>
  new StoreError('corrupt', `The ledger's row of ${id} has words that nobody wrote`)

/** In the order of `refundColumns`. */
export const fromRefund = (refund: Refund): Value[] => [
  refund.endToEndId,
  refund.id,
  refund.amountCents,
  refund.status,
  refund.origin,
  refund.description,
  refund.reason,
  refund.askedAtMs,
]
export const refundColumns =
  'end_to_end_id, id, amount_cents, status, origin, description, reason, asked_at_ms'

/** In the order of `chargeColumns`. */
export const fromCharge = (charge: Charge): Value[] => [
  charge.txid,
  charge.terminalId,
  charge.amountCents,
  charge.description,
  charge.dueDay,
  charge.version,
  charge.status,
  charge.pending,
  charge.createdAtMs,
  charge.expiresAtMs,
  charge.copiaECola,
  charge.flags.join(' '),
]
