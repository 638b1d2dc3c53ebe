import { type Account, plainAccountPath } from '../account.ts'
import { type Cancellation, readCancellation } from '../cancellation.ts'
import {
  type CalendarDate,
  readDate,
  readInstantMs,
  readOptionalDate,
  readOptionalInstantMs,
} from '../instant.ts'
import { readAmount } from '../money.ts'
import { type Party, readParty } from '../party.ts'
import { checkTxid } from '../path.ts'
import { present, readId, readMap, readOptionalText, readText } from '../reading.ts'
import { type List, readList } from '../reply.ts'
import { readStatus } from '../status.ts'
import { call, isObject, type PayerReply, type PayerRequest } from '../wire.ts'

/** The guide names CANCELED; the others are those of a try to pay in API Pix 2.9.0 (AGENDADA, PAGA, REJEITADA, EXPIRADA). */
export const billingStatuses = ['SCHEDULED', 'PAID', 'REJECTED', 'CANCELED', 'EXPIRED'] as const
export type BillingStatus = (typeof billingStatuses)[number] | 'undetermined'

/** One charge of a recurrence, as its payer sees it. Instants in milliseconds. */
export type Billing = {
  txid: string
  recId: string
  status: BillingStatus
  /** The provider's own word. */
  rawStatus: string
  /** Never zero. */
  amountCents: number
  dueDate: CalendarDate
  /** The day of the next try, after the due date where it is a repeated one. */
  scheduledDate?: CalendarDate
  createdAtMs: number
  updatedAtMs: number
  /** Once it is paid. */
  endToEndId?: string
  receiver?: Party
  /** Why it was not paid: a code of API Pix 2.9.0, `tentativas.rejeicao`, such as AM02 (over the maximum). */
  rejection?: { code?: string; description?: string }
  cancellation?: Cancellation
}

/** GET …/billings, all of them. The guide has no GET of one. */
export const listBillings = (account: Account): PayerRequest =>
  call('listBillings', 'GET', plainAccountPath(account, 'billings'))

/** POST …/billings/{txid}/cancel, until 23:59 of the day before the one it is scheduled for, in Brasília. */
export const cancelBilling = (account: Account, txid: string): PayerRequest =>
  call('cancelBilling', 'POST', plainAccountPath(account, 'billings', checkTxid(txid), 'cancel'))

export const readBillingList = (reply: PayerReply): List<Billing> => readList(reply, 'billings', billingFrom)

/**
 * ASSUMED: `{txid, recId, status, value, dueDate, scheduledDate, createdAt, updatedAt, endToEndId, receiver, rejection,
 * cancellation}`, in the manner of the recurrence's own event; the event about a billing is the same object.
 */
export function billingFrom(value: unknown, at: string): Billing {
  const wire = readMap(value, at)
  const rawStatus = readText(wire.status, `${at}.status`)
  const createdAtMs = readInstantMs(wire.createdAt, `${at}.createdAt`)
  return {
    txid: readId(wire.txid, `${at}.txid`),
    recId: readId(wire.recId, `${at}.recId`),
    status: readStatus(rawStatus, billingStatuses),
    rawStatus,
    amountCents: readAmount(wire.value, `${at}.value`),
    dueDate: readDate(wire.dueDate, `${at}.dueDate`),
    createdAtMs,
    updatedAtMs: readOptionalInstantMs(wire.updatedAt) ?? createdAtMs,
    ...present({
      scheduledDate: readOptionalDate(wire.scheduledDate, `${at}.scheduledDate`),
      endToEndId: readOptionalText(wire.endToEndId),
      receiver: readParty(wire.receiver),
      rejection: readRejection(wire.rejection),
      cancellation: readCancellation(wire.cancellation),
    }),
  }
}

function readRejection(value: unknown): Billing['rejection'] {
  if (!isObject(value)) return undefined
  const rejection = present({
    code: readOptionalText(value.code),
    description: readOptionalText(value.description),
  })
  return Object.keys(rejection).length === 0 ? undefined : rejection
}
