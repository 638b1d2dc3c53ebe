import { type Account, accountPath } from '../account.ts'
import { invalidRequest } from '../errors.ts'
import { type Configuration, writeLimits } from '../limits.ts'
import { writeAmount } from '../money.ts'
import type { Party } from '../party.ts'
import { check, checkMunicipality, checkRecId } from '../path.ts'
import type { RecurrenceTerms } from '../terms.ts'
import { type PayerRequest, send, type Wire } from '../wire.ts'
import type { OfferedRecurrence } from './decoded-qr-code.ts'

export type Activation = Configuration & {
  /** As the decoding gave it: what the person was shown is what is agreed to. */
  recurrence: OfferedRecurrence
  municipalityCode?: string | undefined
  /** The first payment of journeys 3 and 4, already made. */
  payment?: { txid?: string | undefined; endToEndId?: string | undefined } | undefined
}

/**
 * POST …/recurrence: authorises what a QR Code offers. The answer only says that it is on its way; `isFinal` of the
 * recurrence is the end.
 *
 * ASSUMED: the fields of the guide's own recurrence event that nobody but the caller can have filled, and by its sample was
 * made to fill: terms, `creationDateTime`, `payer.municipalityCode`, `activation.journey` and `limits`; and `payment`.
 */
export const activateRecurrence = (account: Account, activation: Activation): PayerRequest =>
  send('activateRecurrence', 'POST', accountPath(account, 'activation'), writeActivation(activation))

function writeActivation({ recurrence, municipalityCode, payment, ...configuration }: Activation): Wire {
  const { journey, creationDateTimeMs } = recurrence
  if (!['JOURNEY_2', 'JOURNEY_3', 'JOURNEY_4'].includes(journey)) {
    throw invalidRequest('recurrence.journey', 'JOURNEY_2, JOURNEY_3 or JOURNEY_4')
  }
  // What is to be paid first has been: an activation without it would be a recurrence whose first payment nobody made.
  if (journey === 'JOURNEY_3' && payment?.txid === undefined) {
    throw invalidRequest('payment.txid', 'the txid of the charge that was paid')
  }
  return {
    ...writeTerms(recurrence),
    creationDateTime: creationDateTimeMs,
    payer:
      municipalityCode === undefined ? undefined : { municipalityCode: checkMunicipality(municipalityCode) },
    activation: { journey },
    limits: writeLimits(configuration),
    payment: writePayment(payment),
  }
}

function writeTerms({ recId, contractLink, calendar, value, receiver, retryPolicy }: RecurrenceTerms): Wire {
  // A word that we could not read is one that the person was not shown.
  if (calendar.frequencyType === 'undetermined')
    throw invalidRequest('recurrence.calendar.frequencyType', 'a known one')
  if (retryPolicy === 'undetermined') throw invalidRequest('recurrence.retryPolicy', 'a known one')
  const { contract, object, debtor } = contractLink
  return {
    recId: checkRecId(recId),
    contractLink: { contract, object, debtor: debtor === undefined ? null : writeDebtor(debtor) },
    calendar: {
      initialDate: calendar.initialDate,
      finalDate: calendar.finalDate ?? null,
      frequencyType: calendar.frequencyType,
    },
    value: {
      recValue: writeOptional('recurrence.value.recValueCents', value.recValueCents),
      receiverMinimumValue: writeOptional(
        'recurrence.value.receiverMinimumValueCents',
        value.receiverMinimumValueCents,
      ),
    },
    receiver: receiver && {
      cnpj: receiver.taxDocument?.number,
      name: receiver.name,
      participantIspb: receiver.participantIspb,
    },
    retryPolicy,
  }
}

const writeDebtor = ({ name, taxDocument }: Party): Wire => ({ name, taxDocument })

const writeOptional = (field: string, amountCents: number | undefined) =>
  amountCents === undefined ? null : writeAmount(field, amountCents)

function writePayment(payment: Activation['payment']): Wire | undefined {
  if (payment === undefined) return undefined
  const { txid, endToEndId } = payment
  return {
    txid: txid === undefined ? undefined : check('payment.txid', txid, /^[a-zA-Z0-9]{1,35}$/),
    endToEndId:
      endToEndId === undefined ? undefined : check('payment.endToEndId', endToEndId, /^[a-zA-Z0-9]{32}$/),
  }
}
