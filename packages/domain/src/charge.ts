import { askRefund, mergeRefunds, type Refund, type RefundAsked } from './refund.ts'

/**
 * What is true of a charge. Nothing here knows a clock, a disk or a network: a flow brings a fact and the time, and is told what
 * changed. Money is integer cents, instants are milliseconds since 1970.
 */
export type ChargeStatus = 'opening' | 'awaiting' | 'paid' | 'expired' | 'cancelled'
export type ChargeFlag = 'late' | 'underpaid' | 'overpaid' | 'duplicate' | 'refused'

export type Payment = {
  readonly endToEndId: string
  readonly amountCents: number
  readonly paidAtMs: number
}

export type Charge = {
  readonly txid: string
  readonly terminalId: string
  readonly amountCents: number
  readonly description: string | null
  /** The day it is due (YYYY-MM-DD, in Brasília), and until which it may be paid; null of a sale that is paid at once. */
  readonly dueDay: string | null
  readonly version: number
  readonly status: ChargeStatus
  /** Asked of the PSP and not answered yet. A request decides nothing: one final look at the PSP does, and a payment wins. */
  readonly pending: 'cancel' | 'expiry' | null
  readonly createdAtMs: number
  readonly expiresAtMs: number | null
  readonly copiaECola: string | null
  readonly payments: readonly Payment[]
  readonly refunds: readonly Refund[]
  readonly flags: readonly ChargeFlag[]
}

/** What the PSP said of this charge when it was asked: the only fact that can open, pay, expire or cancel one. */
export type PspTruth = {
  readonly kind: 'psp-says'
  readonly status: 'active' | 'concluded' | 'removed' | 'undetermined'
  readonly expiresAtMs: number
  /** Null where it gave none: it may stop showing the code once nobody should pay any more. */
  readonly copiaECola: string | null
  readonly payments: readonly Payment[]
  readonly refunds: readonly Refund[]
}

export type ChargeFact =
  | PspTruth
  /** The PSP will not have this charge: it exists nowhere but here. */
  | { readonly kind: 'psp-refused' }
  /** The PSP does not know this txid, asked long enough after the last attempt to create it. */
  | { readonly kind: 'absent-at-psp' }
  | { readonly kind: 'cancel-asked' }
  | { readonly kind: 'expiry-reached' }
  | { readonly kind: 'refund-asked'; readonly asked: RefundAsked }
  /** What the PSP said of one refund. */
  | { readonly kind: 'refund-says'; readonly refund: Refund }

export type Advance =
  | { readonly kind: 'advanced'; readonly charge: Charge }
  | { readonly kind: 'already-done' }
  | {
      readonly kind: 'refused'
      readonly code:
        | 'already-closed'
        | 'not-cancelling'
        | 'not-expired-yet'
        | 'not-refundable'
        | 'refund-id-reused'
        | 'above-limit'
    }

export const receivedCents = (charge: Pick<Charge, 'payments'>) =>
  charge.payments.reduce((sum, payment) => sum + payment.amountCents, 0)

export const isOpen = (charge: Pick<Charge, 'status'>) =>
  charge.status === 'opening' || charge.status === 'awaiting'

export function newCharge(
  {
    txid,
    terminalId,
    amountCents,
    description,
    dueDay = null,
  }: Pick<Charge, 'txid' | 'terminalId' | 'amountCents' | 'description'> & Partial<Pick<Charge, 'dueDay'>>,
  nowMs: number,
): Charge {
  return {
    ...{ txid, terminalId, amountCents, description, dueDay },
    version: 1,
    status: 'opening',
    pending: null,
    createdAtMs: nowMs,
    expiresAtMs: null,
    copiaECola: null,
    payments: [],
    refunds: [],
    flags: [],
  }
}

/** Decides what a fact changes. The same fact again is "already done"; what cannot be is refused by name. */
export function advance(charge: Charge, fact: ChargeFact, nowMs: number): Advance {
  switch (fact.kind) {
    case 'psp-says':
      return changed(charge, afterPsp(charge, fact, nowMs))
    case 'psp-refused':
      if (charge.status !== 'opening') return { kind: 'refused', code: 'already-closed' }
      return changed(charge, { status: 'cancelled', pending: null, flags: withFlag(charge.flags, 'refused') })
    case 'cancel-asked':
      if (!isOpen(charge)) return { kind: 'refused', code: 'already-closed' }
      return changed(charge, { pending: 'cancel' })
    case 'absent-at-psp':
      return afterAbsence(charge, nowMs)
    case 'expiry-reached':
      if (charge.status !== 'awaiting') return { kind: 'refused', code: 'already-closed' }
      if (charge.expiresAtMs === null || nowMs < charge.expiresAtMs)
        return { kind: 'refused', code: 'not-expired-yet' }
      return changed(charge, { pending: charge.pending ?? 'expiry' })
    case 'refund-asked': {
      const decision = askRefund(charge.payments, charge.refunds, fact.asked, nowMs)
      if (decision.kind !== 'asked') return decision
      return changed(charge, { refunds: mergeRefunds(charge.refunds, [decision.refund]) })
    }
    case 'refund-says':
      return changed(charge, { refunds: mergeRefunds(charge.refunds, [fact.refund]) })
  }
}

/**
 * A charge that never opened and is being taken back is gone. One that the PSP once had is believed to be gone only when nobody could
 * have paid it for a day: then it stands at another PSP, or was cleared away.
 */
function afterAbsence(charge: Charge, nowMs: number): Advance {
  if (!isOpen(charge)) return { kind: 'refused', code: 'already-closed' }
  if (charge.status === 'opening') {
    if (charge.pending !== 'cancel') return { kind: 'refused', code: 'not-cancelling' }
    return changed(charge, { status: 'cancelled', pending: null })
  }
  if (charge.expiresAtMs === null || nowMs < charge.expiresAtMs + absenceProvesAfterMs)
    return { kind: 'refused', code: 'not-expired-yet' }
  return changed(charge, { status: 'expired', pending: null })
}
const absenceProvesAfterMs = 24 * 3_600_000

function afterPsp(charge: Charge, truth: PspTruth, nowMs: number): Partial<Charge> {
  const payments = merge(charge.payments, truth.payments)
  const wasClosed = charge.status === 'expired' || charge.status === 'cancelled'
  const status = statusAfter(charge, truth, payments, nowMs)
  const isNowPaid = status === 'paid' && charge.status !== 'paid'
  const isLate = isNowPaid && (wasClosed || settledAt(payments, charge.amountCents) > truth.expiresAtMs)
  return {
    status,
    payments,
    refunds: mergeRefunds(charge.refunds, truth.refunds),
    pending: pendingAfter(charge, { status, expiresAtMs: truth.expiresAtMs }, nowMs),
    expiresAtMs: truth.expiresAtMs,
    copiaECola: charge.copiaECola ?? truth.copiaECola,
    flags: flagsAfter(charge, payments, isLate),
  }
}

/** Paid means that the Pix listed for this txid add up to the amount: a status alone is never enough, and a payment wins over all. */
function statusAfter(
  charge: Charge,
  truth: PspTruth,
  payments: readonly Payment[],
  nowMs: number,
): ChargeStatus {
  if (receivedCents({ payments }) >= charge.amountCents) return 'paid'
  if (!isOpen(charge)) return charge.status
  if (truth.status === 'removed') return 'cancelled'
  // A list may lag behind the status: an undetermined one may hide a payment, and a concluded one has to have one.
  const mayHidePayment =
    truth.status === 'undetermined' || (truth.status === 'concluded' && payments.length === 0)
  if (nowMs >= truth.expiresAtMs && !mayHidePayment) return 'expired'
  // Without a code there is nothing that a customer could pay yet.
  return charge.status === 'opening' && truth.copiaECola === null ? 'opening' : 'awaiting'
}

/** What ends later than was known here is not over: somebody has extended it, and its code can be paid. */
function pendingAfter(
  { pending }: Charge,
  now: Pick<Charge, 'status' | 'expiresAtMs'>,
  nowMs: number,
): Charge['pending'] {
  const isOver = now.expiresAtMs === null || nowMs >= now.expiresAtMs
  return isOpen(now) && (pending !== 'expiry' || isOver) ? pending : null
}

function flagsAfter(charge: Charge, payments: readonly Payment[], isLate: boolean): readonly ChargeFlag[] {
  const received = receivedCents({ payments })
  const flags = new Set(charge.flags)
  if (isLate) flags.add('late')
  flags.delete('underpaid')
  if (received > 0 && received < charge.amountCents) flags.add('underpaid')
  if (received > charge.amountCents) flags.add('overpaid')
  if (
    payments.some((_, index) => receivedCents({ payments: payments.slice(0, index) }) >= charge.amountCents)
  )
    flags.add('duplicate')
  return [...flags].sort()
}

/** When the sum first reached the amount. */
function settledAt(payments: readonly Payment[], amountCents: number): number {
  let sum = 0
  for (const payment of payments) {
    sum += payment.amountCents
    if (sum >= amountCents) return payment.paidAtMs
  }
  return Number.NEGATIVE_INFINITY
}

/** A Pix once seen is never forgotten, and its endToEndId is seen once (a list may lag or repeat). Oldest first. */
function merge(known: readonly Payment[], told: readonly Payment[]): readonly Payment[] {
  const byId = new Map(told.map((payment) => [payment.endToEndId, payment]))
  for (const payment of known) byId.set(payment.endToEndId, payment)
  return [...byId.values()].sort((a, b) => a.paidAtMs - b.paidAtMs || (a.endToEndId < b.endToEndId ? -1 : 1))
}

const withFlag = (flags: readonly ChargeFlag[], flag: ChargeFlag) => [...new Set([...flags, flag])].sort()

function changed(charge: Charge, change: Partial<Charge>): Advance {
  const fields = Object.keys(change) as (keyof Charge)[]
  if (fields.every((field) => isSame(charge[field], change[field]))) return { kind: 'already-done' }
  return { kind: 'advanced', charge: { ...charge, ...change, version: charge.version + 1 } }
}

const isSame = (before: unknown, after: unknown) =>
  before === after || JSON.stringify(before) === JSON.stringify(after)
