import type { Charge, ChargeFlag, ChargeStatus, Payment, Refund, RefundStatus } from '@balcao/domain'
import type { Selectable } from 'kysely'
import { StoreError } from './errors.ts'
import type { Tables } from './schema.ts'

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

type ChargeRow = Omit<Selectable<Tables['charge']>, 'psp_request'>
const refundStatuses: readonly string[] = [
  'requested',
  'processing',
  'refunded',
  'not-realized',
] satisfies RefundStatus[]

export type RefundRow = Selectable<Tables['refund']>
type PixRow = Pick<Selectable<Tables['pix']>, 'end_to_end_id' | 'amount_cents' | 'paid_at_ms'>

/** The columns of a charge that the domain knows; the bytes for the PSP stay in the store until a retry asks for them. */
export const chargeColumns = [
  'txid',
  'terminal_id',
  'amount_cents',
  'description',
  'version',
  'status',
  'pending',
  'created_at_ms',
  'expires_at_ms',
  'copia_e_cola',
  'flags',
] as const

/** A row is read as strictly as a request: a word that this version does not know is a damaged or foreign ledger. */
export function toCharge(row: ChargeRow, payments: readonly PixRow[], refunds: readonly RefundRow[]): Charge {
  const foundFlags = row.flags === '' ? [] : row.flags.split(' ')
  const isKnown =
    statuses.includes(row.status) &&
    pendings.includes(row.pending) &&
    foundFlags.every((flag) => flags.includes(flag)) &&
    refunds.every(({ status }) => refundStatuses.includes(status))
  if (!isKnown) throw new StoreError('corrupt', `The ledger's row of ${row.txid} has words that nobody wrote`)
  return {
    txid: row.txid,
    terminalId: row.terminal_id,
    amountCents: row.amount_cents,
    description: row.description,
    version: row.version,
    status: row.status as ChargeStatus,
    pending: row.pending as Charge['pending'],
    createdAtMs: row.created_at_ms,
    expiresAtMs: row.expires_at_ms,
    copiaECola: row.copia_e_cola,
    payments: payments.map(toPayment),
    refunds: refunds.map(toRefund),
    flags: foundFlags as ChargeFlag[],
  }
}

const toPayment = (row: PixRow): Payment => ({
  endToEndId: row.end_to_end_id,
  amountCents: row.amount_cents,
  paidAtMs: row.paid_at_ms,
})

const toRefund = (row: RefundRow): Refund => ({
  id: row.id,
  endToEndId: row.end_to_end_id,
  amountCents: row.amount_cents,
  status: row.status as RefundStatus,
  reason: row.reason,
  askedAtMs: row.asked_at_ms,
})

export const fromRefund = (refund: Refund, txid: string): RefundRow => ({
  end_to_end_id: refund.endToEndId,
  id: refund.id,
  txid,
  amount_cents: refund.amountCents,
  status: refund.status,
  reason: refund.reason,
  asked_at_ms: refund.askedAtMs,
})

export const fromCharge = (charge: Charge): ChargeRow => ({
  txid: charge.txid,
  terminal_id: charge.terminalId,
  amount_cents: charge.amountCents,
  description: charge.description,
  version: charge.version,
  status: charge.status,
  pending: charge.pending,
  created_at_ms: charge.createdAtMs,
  expires_at_ms: charge.expiresAtMs,
  copia_e_cola: charge.copiaECola,
  flags: charge.flags.join(' '),
})
