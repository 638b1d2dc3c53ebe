import { malformed, PixError } from './errors.ts'
import { parseJson } from './json.ts'
import { JsonError } from './json-error.ts'
import { refusal } from './problem.ts'
import type { Dialect } from './profile.ts'
import { isObject, type PixReply, type Wire } from './wire.ts'

/**
 * The JSON object of a reply that says yes. Any 2xx does: the standard's 201 is a 200 at Santander, C6 and Banco do
 * Brasil, and the other way round. The media type is not asked: the body has to parse, and a maintenance page
 * with status 200 does not.
 */
export function readObject(reply: PixReply, profile?: Dialect): Wire {
  if (reply.status < 200 || reply.status > 299) throw refusal(reply, profile?.errorShapes)
  return parseObject(reply.body, 'reply', reply.status)
}

/** As `readObject`, where no body at all is an answer too (204, and Cielo's 200). */
export function readObjectOrNothing(reply: PixReply, profile?: Dialect): Wire {
  const isAccepted = reply.status >= 200 && reply.status <= 299
  return isAccepted && reply.body.trim() === '' ? {} : readObject(reply, profile)
}

/** Reads the object of a reply. What is wrong in it carries the reply's status, by which it is told from a callback. */
export function readReply<T>(reply: PixReply, read: (wire: Wire, at: string) => T, profile?: Dialect): T {
  const wire = readObject(reply, profile)
  const result = attempt(() => read(wire, 'reply'))
  if (!(result instanceof PixError)) return result
  throw malformed(result.message, { cause: result, status: reply.status })
}

/** Parses what another system wrote. The text itself stays out of the error: it may be a token or a person's name. */
export function parseObject(text: string, at: string, status?: number): Wire {
  let value: unknown
  try {
    value = parseJson(text)
  } catch (cause) {
    if (!(cause instanceof JsonError)) throw cause
    throw malformed(`${at}: ${cause.message}`, { cause, status })
  }
  if (!isObject(value)) throw malformed(`${at}: not a JSON object`, { status })
  return value
}

/** Runs a reader over one element of a list; an element that cannot be read is a value here, not the end of the list. */
export function attempt<T>(read: () => T): T | PixError {
  try {
    return read()
  } catch (error) {
    if (error instanceof PixError) return error
    throw error
  }
}
