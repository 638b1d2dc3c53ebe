import { type Billing, billingFrom } from './assumed/billing.ts'
import { PayerApiError } from './errors.ts'
import { attempt, parseJson, present, readOptionalText } from './reading.ts'
import { type Recurrence, recurrenceFrom } from './recurrence.ts'
import { type RecurrenceRequest, requestFrom } from './recurrence-request.ts'
import { readReplyOrNothing } from './reply.ts'
import { isObject, type PayerReply, type Wire } from './wire.ts'

/**
 * What the provider posts to the webhook. It is not signed, so it is a hint at where to look and never the truth: what follows is
 * a GET. `unknown` is a message that we cannot read, with the ids that it names, so that it can be kept and looked after.
 */
export type PayerEvent =
  | { kind: 'test'; message: string }
  | { kind: 'request'; request: RecurrenceRequest }
  | { kind: 'recurrence'; recurrence: Recurrence }
  | { kind: 'billing'; billing: Billing }
  | { kind: 'unknown'; reason: string; ids: { requestRecId?: string; recId?: string; txid?: string } }

/** The body of one POST to the webhook. Throws nothing: what a stranger sends must not decide what the listener answers. */
export function readEvent(text: string): PayerEvent {
  const content = attempt(() => parseJson(text, 'event'))
  if (content instanceof PayerApiError) return { kind: 'unknown', reason: content.message, ids: {} }
  if (!isObject(content)) return { kind: 'unknown', reason: 'event: not a JSON object', ids: {} }
  return eventFrom(content, 'event')
}

/**
 * What a call that only starts something (an answer to a request, an activation, a configuration, a cancellation) is answered with:
 * nothing, or the object as it now stands, in the shape of an event.
 */
export const readAcknowledgement = (reply: PayerReply): PayerEvent | undefined =>
  readReplyOrNothing(reply, (wire, at) => (Object.keys(wire).length === 0 ? undefined : eventFrom(wire, at)))

/** There is no field that names the kind: it is told by the shape. */
function eventFrom(wire: Wire, at: string): PayerEvent {
  const read = attempt(() => eventOfShape(wire, at))
  if (!(read instanceof PayerApiError)) return read
  return { kind: 'unknown', reason: read.message, ids: idsIn(wire) }
}

function eventOfShape(wire: Wire, at: string): PayerEvent {
  if (isGiven(wire.requestRecId)) return { kind: 'request', request: requestFrom(wire, at) }
  if (isGiven(wire.txid)) return { kind: 'billing', billing: billingFrom(wire, at) }
  if (isGiven(wire.recId)) return { kind: 'recurrence', recurrence: recurrenceFrom(wire, at) }
  const message = readOptionalText(wire.message)
  if (message !== undefined) return { kind: 'test', message }
  return { kind: 'unknown', reason: `${at}: of no known shape`, ids: {} }
}

const isGiven = (value: unknown) => value !== undefined && value !== null

const idsIn = (wire: Wire) =>
  present({
    requestRecId: readIdText(wire.requestRecId),
    recId: readIdText(wire.recId),
    txid: readIdText(wire.txid),
  })

/** Only what makes a path. */
const readIdText = (value: unknown) =>
  typeof value === 'string' && /^[a-zA-Z0-9]{1,64}$/.test(value) ? value : undefined
