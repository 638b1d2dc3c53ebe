import { type Account, accountPath } from './account.ts'
import { type History, historyFrom } from './assumed/history.ts'
import { type Cancellation, readCancellation } from './cancellation.ts'
import { readInstantMs, readOptionalInstantMs } from './instant.ts'
import { type Configuration, type Limits, readLimits, writeLimits } from './limits.ts'
import { type Party, readParty } from './party.ts'
import { checkRecId } from './path.ts'
import { present, readMap, readOptionalFlag, readOptionalText, readText, readWord } from './reading.ts'
import { type List, readList, readReply } from './reply.ts'
import {
  type IntegrationStatus,
  type RecurrenceStatus,
  readIntegrationStatus,
  readStatus,
  recurrenceStatuses,
} from './status.ts'
import { type RecurrenceTerms, termsFrom } from './terms.ts'
import { call, isObject, type PayerReply, type PayerRequest, send } from './wire.ts'

/** A recurrence as the account provider has it: the terms, and how the payer stands to them. Instants in milliseconds. */
export type Recurrence = RecurrenceTerms & {
  status: RecurrenceStatus
  /** The provider's own word. */
  rawStatus: string
  integrationStatus?: IntegrationStatus
  createdAtMs: number
  /** Grows with every change; `createdAtMs` where the provider leaves it out. With `recId` it puts messages in order. */
  updatedAtMs: number
  /** Whose account it is about, where the provider says so. */
  accountId?: string
  payer?: Party
  activation?: { journey: Journey | 'undetermined'; journeyDateTimeMs?: number }
  authorization?: Authorization
  limits: Limits
  cancellation?: Cancellation
}

export const journeys = ['JOURNEY_1', 'JOURNEY_2', 'JOURNEY_3', 'JOURNEY_4'] as const
export type Journey = (typeof journeys)[number]

/** `statusAckId`, `elapsedTime` (text, its unit unstated) and `flow` are filled when the approval is final. */
export type Authorization = {
  id?: string
  acceptance?: boolean
  rejectionCode?: string
  statusAckId?: string
  elapsedTime?: string
  flow?: string
  createdAtMs?: number
  updatedAtMs?: number
}

/** GET …/recurrences/{recId} */
export const getRecurrence = (account: Account, recId: string): PayerRequest =>
  call('getRecurrence', 'GET', recurrencePath(account, recId))

/** GET …/recurrences, all of them. */
export const listRecurrences = (account: Account): PayerRequest =>
  call('listRecurrences', 'GET', accountPath(account, 'recurrences'))

/** GET …/recurrences/{recId}/histories */
export const listHistories = (account: Account, recId: string): PayerRequest =>
  call('listHistories', 'GET', recurrencePath(account, recId, 'histories'))

/** PATCH …/recurrences/{recId}/configure. The recurrence stays APPROVED. */
export const configureRecurrence = (
  account: Account,
  recId: string,
  configuration: Configuration,
): PayerRequest =>
  send(
    'configureRecurrence',
    'PATCH',
    recurrencePath(account, recId, 'configure'),
    writeLimits(configuration),
  )

/** POST …/recurrences/{recId}/cancel. Billings that are not yet due go with it; those of today are still paid. */
export const cancelRecurrence = (account: Account, recId: string): PayerRequest =>
  call('cancelRecurrence', 'POST', recurrencePath(account, recId, 'cancel'))

export const readRecurrence = (reply: PayerReply): Recurrence => readReply(reply, recurrenceFrom)

export const readRecurrenceList = (reply: PayerReply): List<Recurrence> =>
  readList(reply, 'recurrences', recurrenceFrom)

export const readHistoryList = (reply: PayerReply): List<History> => readList(reply, 'histories', historyFrom)

/**
 * An approval counts once it has come back from the Central Bank. APPROVED with SENDING_APPROVAL is on its way, and may
 * still fail.
 */
export const isFinal = ({
  status,
  integrationStatus,
}: Pick<Recurrence, 'status' | 'integrationStatus'>): boolean =>
  status === 'APPROVED' && integrationStatus === 'APPROVED'

/**
 * Whether `next` tells something that `known`, of the same recurrence, does not. Messages come twice and out of order;
 * of two with one time, the approval that is final is the later one.
 */
export function isNewer(next: Recurrence, known: Recurrence): boolean {
  if (next.updatedAtMs !== known.updatedAtMs) return next.updatedAtMs > known.updatedAtMs
  return isFinal(next) && !isFinal(known)
}

export function recurrenceFrom(value: unknown, at: string): Recurrence {
  const wire = readMap(value, at)
  const rawStatus = readText(wire.status, `${at}.status`)
  const createdAtMs = readInstantMs(wire.createdAt, `${at}.createdAt`)
  return {
    ...termsFrom(wire, at),
    status: readStatus(rawStatus, recurrenceStatuses),
    rawStatus,
    createdAtMs,
    updatedAtMs: readOptionalInstantMs(wire.updatedAt) ?? createdAtMs,
    limits: readLimits(wire.limits, `${at}.limits`),
    ...present({
      accountId: readOptionalText(wire.accountId),
      integrationStatus: readIntegrationStatus(wire.integrationStatus),
      payer: readParty(wire.payer),
      activation: readActivation(wire.activation),
      authorization: readAuthorization(wire.authorization),
      cancellation: readCancellation(wire.cancellation),
    }),
  }
}

function readActivation(value: unknown): Recurrence['activation'] {
  if (!isObject(value)) return undefined
  return {
    journey: readWord(value.journey, journeys),
    ...present({ journeyDateTimeMs: readOptionalInstantMs(value.journeyDateTime) }),
  }
}

function readAuthorization(value: unknown): Authorization | undefined {
  if (!isObject(value)) return undefined
  const { elapsedTime } = value
  return present({
    id: readOptionalText(value.id),
    acceptance: readOptionalFlag(value.acceptance),
    rejectionCode: readOptionalText(value.rejectionCode),
    statusAckId: readOptionalText(value.statusAckId),
    elapsedTime: readOptionalText(typeof elapsedTime === 'number' ? String(elapsedTime) : elapsedTime),
    flow: readOptionalText(value.flow),
    createdAtMs: readOptionalInstantMs(value.createdAt),
    updatedAtMs: readOptionalInstantMs(value.updatedAt),
  })
}

const recurrencePath = (account: Account, recId: string, ...rest: string[]) =>
  accountPath(account, 'recurrences', checkRecId(recId), ...rest)
