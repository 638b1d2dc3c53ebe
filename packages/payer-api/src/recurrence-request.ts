import { type Account, accountPath } from './account.ts'
import { type Cancellation, readCancellation } from './cancellation.ts'
import { malformed } from './errors.ts'
import { readInstantMs, readOptionalInstantMs } from './instant.ts'
import { type Configuration, writeLimits } from './limits.ts'
import { type Party, readParty } from './party.ts'
import { check, checkFlag, checkMunicipality, checkRequestRecId } from './path.ts'
import { parseJson, present, readId, readMap, readOptionalText, readText } from './reading.ts'
import { type List, readList, readReply } from './reply.ts'
import {
  type IntegrationStatus,
  type RequestStatus,
  readIntegrationStatus,
  readStatus,
  requestStatuses,
} from './status.ts'
import { type RecurrenceTerms, termsFrom } from './terms.ts'
import { call, type PayerReply, type PayerRequest, send, type Wire } from './wire.ts'

/** A proposal that a receiver has sent to this account (journey 1). Instants in milliseconds. */
export type RecurrenceRequest = {
  /** 29 characters, `SC…`. */
  requestRecId: string
  recId: string
  status: RequestStatus
  /** The provider's own word. */
  rawStatus: string
  integrationStatus?: IntegrationStatus
  createdAtMs: number
  /** `createdAtMs` where the provider leaves it out, as in the guide's sample. */
  updatedAtMs: number
  /** Until when it may be answered. */
  expirationDateMs?: number
  /** Whose account it is about, where the provider says so. */
  accountId?: string
  /** To which of our accounts it came. */
  recipient?: Party
  /** What is proposed. A later message about the same request may leave it out. */
  terms?: RecurrenceTerms
  statusAckId?: string
  cancellation?: Cancellation
}

/** A yes with its limits, or a no with its reason. */
export type RequestAnswer =
  | (Configuration & {
      acceptance: true
      /** IBGE, 7 digits: the receiver's bank reckons local holidays by it. */
      municipalityCode?: string | undefined
    })
  | {
      acceptance: false
      /** Four characters of the Central Bank's catalogue; API Pix 2.9.0 lists AP13 and AP14. */
      rejectionCode: string
    }

/** POST …/recurrences-requests/{requestRecId}/authorization. What comes of it is told by the webhook. */
export const answerRequest = (account: Account, requestRecId: string, answer: RequestAnswer): PayerRequest =>
  send(
    'answerRequest',
    'POST',
    accountPath(account, 'answer', checkRequestRecId(requestRecId), 'authorization'),
    writeAnswer(answer),
  )

/** GET …/recurrencesrequests/{requestRecId} */
export const getRequest = (account: Account, requestRecId: string): PayerRequest =>
  call('getRequest', 'GET', accountPath(account, 'requests', checkRequestRecId(requestRecId)))

/** GET …/recurrencesrequests, all of them. */
export const listRequests = (account: Account): PayerRequest =>
  call('listRequests', 'GET', accountPath(account, 'requests'))

export const readRequest = (reply: PayerReply): RecurrenceRequest => readReply(reply, requestFrom)

export const readRequestList = (reply: PayerReply): List<RecurrenceRequest> =>
  readList(reply, 'recurrencesRequests', requestFrom)

function writeAnswer(answer: RequestAnswer): Wire {
  checkFlag('acceptance', answer.acceptance)
  if (!answer.acceptance) {
    return { acceptance: false, rejectionCode: check('rejectionCode', answer.rejectionCode, /^[A-Z0-9]{4}$/) }
  }
  const municipalityCode = checkMunicipality(answer.municipalityCode)
  return { acceptance: true, ...writeLimits(answer), municipalityCode }
}

export function requestFrom(value: unknown, at: string): RecurrenceRequest {
  const wire = readMap(value, at)
  const rawStatus = readText(wire.status, `${at}.status`)
  const createdAtMs = readInstantMs(wire.createdAt, `${at}.createdAt`)
  const terms = readPayload(wire.recPayload, `${at}.recPayload`)
  const recId = readId(wire.recId ?? terms?.recId, `${at}.recId`)
  // A yes to the one would be shown the terms of the other.
  if (terms !== undefined && terms.recId !== recId)
    throw malformed(`${at}.recPayload.recId: not that of the request`)
  return {
    requestRecId: readId(wire.requestRecId, `${at}.requestRecId`),
    recId,
    status: readStatus(rawStatus, requestStatuses),
    rawStatus,
    createdAtMs,
    updatedAtMs: readOptionalInstantMs(wire.updatedAt) ?? createdAtMs,
    ...present({
      accountId: readOptionalText(wire.accountId),
      integrationStatus: readIntegrationStatus(wire.integrationStatus),
      expirationDateMs: readOptionalInstantMs(wire.expirationDate),
      recipient: readParty(wire.recipient),
      terms,
      statusAckId: readOptionalText(wire.statusAckId),
      cancellation: readCancellation(wire.cancellation),
    }),
  }
}

/** JSON inside a JSON string, as the guide has it, or the object itself. */
function readPayload(value: unknown, at: string): RecurrenceTerms | undefined {
  if (value === undefined || value === null) return undefined
  const content = typeof value === 'string' ? parseJson(value, at) : value
  return termsFrom(readMap(content, at), at)
}
