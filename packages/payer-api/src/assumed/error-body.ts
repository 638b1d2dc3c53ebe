import { readOptionalText } from '../reading.ts'
import type { Wire } from '../wire.ts'

/** Longest text kept of a provider's message: enough for a person, too little to flood a log. */
const textLimit = 500

/**
 * ASSUMED: `{code, message}`. The guide shows no error. Other spellings in use by such APIs are taken too, and RFC 6749's
 * of the token endpoint. Undefined where none of them is there: then it is not the API that speaks.
 */
export function readErrorWords(wire: Wire): { providerCode?: string; providerMessage?: string } | undefined {
  const code = first(wire.code, wire.errorCode, wire.error)
  const message = first(wire.message, wire.description, wire.error_description, wire.detail)
  if (code === undefined && message === undefined) return undefined
  return {
    ...(code !== undefined && { providerCode: code.slice(0, textLimit) }),
    ...(message !== undefined && { providerMessage: message.slice(0, textLimit) }),
  }
}

const first = (...values: unknown[]): string | undefined =>
  values
    .map((value) => readOptionalText(typeof value === 'number' ? String(value) : value))
    .find((text) => text !== undefined)
