import { malformed } from '../errors.ts'
import { type CalendarDate, readOptionalDate } from '../instant.ts'
import { readOptionalAmount } from '../money.ts'
import { type Party, readParty } from '../party.ts'
import { checkText } from '../path.ts'
import { present, readMap, readOptionalText, readWord } from '../reading.ts'
import { type Journey, journeys } from '../recurrence.ts'
import { readReply } from '../reply.ts'
import { type RecurrenceTerms, termsFrom } from '../terms.ts'
import { type PayerReply, type PayerRequest, send, type Wire } from '../wire.ts'

/** What a QR Code asks of its reader: money, a recurrence, or one after the other. */
export type DecodedQrCode =
  | { kind: 'payment'; payment: DecodedPayment }
  | { kind: 'recurrence'; recurrence: OfferedRecurrence }
  | { kind: 'both'; payment: DecodedPayment; recurrence: OfferedRecurrence }

export type DecodedPayment = {
  /** An immediate charge, one with a due date, or a static code. */
  type: 'cob' | 'cobv' | 'static'
  /** Absent for a static code without one. */
  txid?: string
  /** What is to be paid today; absent where the payer chooses. */
  amountCents?: number
  /** Of a charge with a due date. */
  dueDate?: CalendarDate
  receiver?: Party
  /** The receiver's institution, an ISPB: what a payment is addressed to. */
  pspid?: string
  /** The receiver's Pix key. */
  alias?: string
  /** The id that the payment will have at the Central Bank, given out with the answer. */
  endToEndId?: string
  /** Where the charge is shown, without a scheme; none for a static code. */
  location?: string
}

/**
 * The terms, and by which journey they are agreed to. JOURNEY_2: nothing is paid. JOURNEY_3: paid at once, with one consent for
 * both. JOURNEY_4: paid first, then offered with a consent of its own.
 */
export type OfferedRecurrence = RecurrenceTerms & {
  journey: 'JOURNEY_2' | 'JOURNEY_3' | 'JOURNEY_4'
  /** Where the recurrence is shown, without a scheme. */
  location?: string
}

/** POST /v1/qrcode/decoding. ASSUMED: `{qrCode}`, the text of the code as it was read or pasted. */
export const decodeQrCode = (qrCode: string): PayerRequest =>
  // API Pix 2.9.0, pixCopiaECola: 512 characters.
  send('decodeQrCode', 'POST', '/v1/qrcode/decoding', { qrCode: checkText('qrCode', qrCode.trim(), 512) })

/**
 * ASSUMED: `{payment, recurrence}`, either of them null. `payment` is `{type: COB|COBV|STATIC, txid, amount, dueDate, receiver, pspid,
 * alias, endToEndId, location}`; `recurrence` is the guide's `recPayload` with `journey` and `location`.
 */
export const readDecodedQrCode = (reply: PayerReply): DecodedQrCode => readReply(reply, decodedFrom)

function decodedFrom(wire: Wire, at: string): DecodedQrCode {
  const payment = isGiven(wire.payment) ? paymentFrom(wire.payment, `${at}.payment`) : undefined
  const recurrence = isGiven(wire.recurrence)
    ? offeredFrom(wire.recurrence, `${at}.recurrence`, payment)
    : undefined
  if (payment !== undefined && recurrence !== undefined) return { kind: 'both', payment, recurrence }
  if (payment !== undefined) return { kind: 'payment', payment }
  if (recurrence !== undefined) return { kind: 'recurrence', recurrence }
  throw malformed(`${at}: neither a payment nor a recurrence`)
}

const paymentTypes = { COB: 'cob', COBV: 'cobv', STATIC: 'static' } as const

function paymentFrom(value: unknown, at: string): DecodedPayment {
  const wire = readMap(value, at)
  const type = readWord(wire.type, ['COB', 'COBV', 'STATIC'])
  if (type === 'undetermined') throw malformed(`${at}.type: not COB, COBV or STATIC`)
  return {
    type: paymentTypes[type],
    ...present({
      txid: readOptionalText(wire.txid),
      amountCents: readOptionalAmount(wire.amount, `${at}.amount`),
      dueDate: readOptionalDate(wire.dueDate, `${at}.dueDate`),
      receiver: readParty(wire.receiver),
      pspid: readOptionalText(wire.pspid),
      alias: readOptionalText(wire.alias),
      endToEndId: readOptionalText(wire.endToEndId),
      location: readOptionalText(wire.location),
    }),
  }
}

function offeredFrom(value: unknown, at: string, payment: DecodedPayment | undefined): OfferedRecurrence {
  const wire = readMap(value, at)
  const journey = journeyOf(payment)
  const said = readWord(wire.journey, journeys)
  // How many consents there are hangs on it: of two answers, one would pay what nobody agreed to.
  if (said !== 'undetermined' && said !== journey) throw malformed(`${at}.journey: not ${journey}`)
  return {
    ...termsFrom(wire, at),
    journey,
    ...present({ location: readOptionalText(wire.location) }),
  }
}

/** API Pix 2.9.0, RecAtivacao: by what the code holds besides the recurrence. */
function journeyOf(payment: DecodedPayment | undefined): Journey & OfferedRecurrence['journey'] {
  if (payment === undefined) return 'JOURNEY_2'
  return payment.type === 'cob' ? 'JOURNEY_3' : 'JOURNEY_4'
}

const isGiven = (value: unknown) => value !== undefined && value !== null
