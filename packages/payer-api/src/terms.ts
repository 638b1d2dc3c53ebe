import { type CalendarDate, readDate, readOptionalDate, readOptionalInstantMs } from './instant.ts'
import { readOptionalAmount } from './money.ts'
import { type Party, readParty } from './party.ts'
import { present, readId, readMap, readOptionalText, readWord } from './reading.ts'
import { isObject, type Wire } from './wire.ts'

/** What a person says yes to: the same in a proposal, in a QR Code and in the recurrence that comes of it. */
export type RecurrenceTerms = {
  /** 29 characters, `RN…` without and `RR…` with tries after the due date. */
  recId: string
  contractLink: {
    /** At most 35 characters. May look like an id of Pix and is none. */
    contract?: string
    object?: string
    /** Who owes, and need not be who pays. */
    debtor?: Party
  }
  calendar: {
    /** May be in the past. */
    initialDate: CalendarDate
    /** Absent where the recurrence is open-ended. */
    finalDate?: CalendarDate
    frequencyType: FrequencyType | 'undetermined'
  }
  /** A fixed value or a lowest maximum, or neither. */
  value: { recValueCents?: number; receiverMinimumValueCents?: number }
  receiver?: Party
  retryPolicy: RetryPolicy | 'undetermined'
  /** The receiver's, and at one of the guide's samples older than everything else in it. */
  creationDateTimeMs?: number
  flags: TermsFlag[]
}

/** ISO 20022, Frequency: SEMANAL, MENSAL, TRIMESTRAL, SEMESTRAL and ANUAL in API Pix. The guide shows MNTH and MIAN. */
export const frequencyTypes = ['WEEK', 'MNTH', 'QURT', 'MIAN', 'YEAR'] as const
export type FrequencyType = (typeof frequencyTypes)[number]

/** NAO_PERMITE and PERMITE_3R_7D in API Pix: at most 3 more tries on different days within 7 days of the due date. */
export const retryPolicies = ['NOT_ALLOWED', 'ALLOWED_3R_7D'] as const
export type RetryPolicy = (typeof retryPolicies)[number]

/**
 * `retry-policy-contradicts-id`: the id says the one thing (`RN`) and the policy the other, as in the guide's own sample. The
 * policy is what counts, since it is what the person was shown; the flag is for whoever looks into it.
 */
export type TermsFlag = 'retry-policy-contradicts-id'

export function termsFrom(wire: Wire, at: string): RecurrenceTerms {
  const recId = readId(wire.recId, `${at}.recId`)
  const calendar = readMap(wire.calendar, `${at}.calendar`)
  const value = isObject(wire.value) ? wire.value : {}
  const retryPolicy = readWord(wire.retryPolicy, retryPolicies)
  return {
    recId,
    contractLink: readContractLink(wire.contractLink),
    calendar: {
      initialDate: readDate(calendar.initialDate, `${at}.calendar.initialDate`),
      ...present({ finalDate: readOptionalDate(calendar.finalDate, `${at}.calendar.finalDate`) }),
      frequencyType: readWord(calendar.frequencyType, frequencyTypes),
    },
    value: present({
      recValueCents: readOptionalAmount(value.recValue, `${at}.value.recValue`),
      receiverMinimumValueCents: readOptionalAmount(
        value.receiverMinimumValue,
        `${at}.value.receiverMinimumValue`,
      ),
    }),
    ...present({
      receiver: readParty(wire.receiver),
      creationDateTimeMs: readOptionalInstantMs(wire.creationDateTime),
    }),
    retryPolicy,
    flags: contradicts(recId, retryPolicy) ? ['retry-policy-contradicts-id'] : [],
  }
}

function readContractLink(value: unknown): RecurrenceTerms['contractLink'] {
  if (!isObject(value)) return {}
  return present({
    contract: readOptionalText(value.contract),
    object: readOptionalText(value.object),
    debtor: readParty(value.debtor),
  })
}

/** The second letter of the id says whether tries are allowed (API Pix 2.9.0, RecId). */
function contradicts(recId: string, retryPolicy: RetryPolicy | 'undetermined'): boolean {
  if (retryPolicy === 'NOT_ALLOWED') return recId.startsWith('RR')
  return retryPolicy === 'ALLOWED_3R_7D' && recId.startsWith('RN')
}
