import { insideEnvelope, listInside } from './assumed/envelope.ts'
import { readErrorWords } from './assumed/error-body.ts'
import { malformed, PayerApiError, type PayerApiErrorCode } from './errors.ts'
import { attempt, parseJson, readMap } from './reading.ts'
import { isObject, type PayerReply, type Wire } from './wire.ts'

/** Reads the object of a reply that says yes, which any 2xx does. */
export function readReply<T>(reply: PayerReply, read: (wire: Wire, at: string) => T): T {
  const content = readContent(reply)
  return withStatus(reply, () => read(insideEnvelope(readMap(content, 'reply')), 'reply'))
}

/** As `readReply`, where no body is an answer too. */
export const readReplyOrNothing = <T>(
  reply: PayerReply,
  read: (wire: Wire, at: string) => T,
): T | undefined => (isAccepted(reply) && reply.body.trim() === '' ? undefined : readReply(reply, read))

/** All of them: the guide knows no paging and no filter. */
export type List<T> = {
  items: T[]
  /** Elements that could not be read, each `malformed-reply` with its place. One of them must not hide the others. */
  unreadable: PayerApiError[]
}

export function readList<T>(
  reply: PayerReply,
  name: string,
  readItem: (value: unknown, at: string) => T,
): List<T> {
  const elements = listInside(readContent(reply), name)
  // Anything but a list is not "there are none": a screen that believed it would hide a consent.
  if (elements === undefined) throw malformed('reply: not a list', { status: reply.status })
  const read = elements.map((element, index) => attempt(() => readItem(element, `reply[${index}]`)))
  return {
    items: read.filter(
      (item): item is Exclude<typeof item, PayerApiError> => !(item instanceof PayerApiError),
    ),
    unreadable: read.filter((item) => item instanceof PayerApiError),
  }
}

const isAccepted = ({ status }: PayerReply) => status >= 200 && status <= 299

function readContent(reply: PayerReply): unknown {
  if (!isAccepted(reply)) throw refusal(reply)
  return parseJson(reply.body, 'reply', reply.status)
}

function withStatus<T>(reply: PayerReply, read: () => T): T {
  const result = attempt(read)
  if (!(result instanceof PayerApiError)) return result
  throw malformed(result.message, { cause: result, status: reply.status })
}

/** By the status. 404 is not here: without the API's own body it proves nothing. */
const codesByStatus: Readonly<Record<number, PayerApiErrorCode>> = {
  400: 'invalid-operation',
  403: 'access-denied',
  404: 'not-found',
  409: 'conflict',
  422: 'invalid-operation',
}

/** The error that a reply outside 2xx stands for. */
export function refusal(reply: PayerReply): PayerApiError {
  const { status } = reply
  const content = attempt(() => parseJson(reply.body, 'reply'))
  const words = isObject(content) && !(content instanceof PayerApiError) ? readErrorWords(content) : undefined
  const code = codeOf(status, words !== undefined)
  return new PayerApiError(code, `The account provider answered ${status}`, {
    status,
    ...words,
    retryAfterSeconds: readRetryAfter(reply.headers['retry-after']),
  })
}

function codeOf(status: number, isApi: boolean): PayerApiErrorCode {
  if (status >= 500 || status === 408) return 'unavailable'
  // Written by a gateway, in a shape of its own: the status alone is the message.
  if (status === 401) return 'unauthorized'
  if (status === 429) return 'rate-limited'
  return (isApi ? codesByStatus[status] : undefined) ?? 'malformed-reply'
}

/** Nobody is made to wait longer than this by one header. */
const longestWaitSeconds = 60

/** RFC 9110 §10.2.3 in seconds; its other form, a date, needs a clock and is left out. */
const readRetryAfter = (header: string | undefined): number | undefined =>
  header !== undefined && /^\s*\d{1,9}\s*$/.test(header)
    ? Math.min(Number(header), longestWaitSeconds)
    : undefined
