import type { Charge, Snapshot } from '@balcao/contracts'

/**
 * The door of the customer's screen. The contract's own schema weighs 7 KB compressed, a tenth of all that this screen may
 * load, so here is the same check of what this screen reads; a property test holds the two together. An offer is read where it is shown,
 * since that comes later (display/offer).
 */
export function readSnapshot(json: unknown): Snapshot | undefined {
  return isSnapshot(json) ? json : undefined
}

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown) => typeof value === 'string'
const isNull = (value: unknown) => value === null
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)
const isAmount = (value: unknown) => isWhole(value) && value >= 1 && value <= 999_999_999_999
const isTxid = (value: unknown) => isText(value) && /^[a-zA-Z0-9]{26,35}$/.test(value as string)
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/
const isInstant = (value: unknown) =>
  isText(value) && instant.test(value as string) && !Number.isNaN(Date.parse(value as string))
const isOneOf = (value: unknown, words: string) => isText(value) && words.split(' ').includes(value as string)
const isListOf = (value: unknown, isItem: (item: unknown) => boolean) =>
  Array.isArray(value) && value.every(isItem)
const isNullOr = (value: unknown, is: (value: unknown) => boolean) => isNull(value) || is(value)

const isSnapshot = (json: unknown): json is Snapshot =>
  isObject(json) &&
  isInstant(json.serverTime) &&
  isText(json.terminalId) &&
  isText(json.shopName) &&
  isNullOr(json.currentTxid, isTxid) &&
  isNullOr(json.receiptUrl, isText) &&
  isListOf(json.charges, isCharge) &&
  isObject(json.psp) &&
  isOneOf(json.psp.status, 'ok down') &&
  isText(json.build)

const isCharge = (charge: unknown): charge is Charge =>
  isObject(charge) &&
  isTxid(charge.txid) &&
  isWhole(charge.version) &&
  charge.version >= 1 &&
  isOneOf(charge.status, 'opening awaiting paid expired cancelled') &&
  isNullOr(charge.pending, (pending) => isOneOf(pending, 'cancel expiry')) &&
  isAmount(charge.amountCents) &&
  isWhole(charge.receivedCents) &&
  isNullOr(charge.dueDay, (day) => isInstant(`${day}T00:00Z`)) &&
  isNullOr(charge.pixCopiaECola, isText) &&
  isInstant(charge.createdAt) &&
  isNullOr(charge.expiresAt, isInstant) &&
  isListOf(
    charge.payments,
    (payment) => isObject(payment) && isAmount(payment.amountCents) && isInstant(payment.paidAt),
  ) &&
  isListOf(charge.flags, (flag) => isOneOf(flag, 'late underpaid overpaid duplicate refused'))
