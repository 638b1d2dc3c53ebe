import { JsonScanner } from './json-scanner.ts'

/**
 * JSON as RFC 8259 says it and nothing that two readers could read in two ways. Refused besides bad grammar: a key
 * twice in one object (`JSON.parse` takes the last, so ATIVA becomes CONCLUIDA), a number that becomes Infinity, and
 * nesting beyond `maxDepth` (each `{` or `[` is one; at most 5,000). How long a body may be is the transport's business.
 * Throws JsonError.
 *
 * Objects are the engine's own: a key `__proto__` is a property like another and changes no prototype. Do not copy
 * with `Object.assign`, which would.
 */
export function parseJson(text: string, { maxDepth = 32 }: { maxDepth?: number } = {}): unknown {
  const value = parsed(text)
  // The scanner says what is wrong and where, but it takes longer than all the rest: a text that is as good as its value is spared it.
  if (value === undefined || keysOf(value, maxDepth) !== keysIn(text)) new JsonScanner(text, maxDepth).scan()
  return value
}

/** Undefined for what is no JSON, which no JSON is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** How many keys a JSON text has: the strings that a colon follows. A search for quotes is many times faster than a look at each sign. */
function keysIn(text: string): number {
  let count = 0
  for (let quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    quote = endOfString(text, quote)
    let next = quote + 1
    while (text.charCodeAt(next) <= blank) next++
    if (text.charCodeAt(next) === colon) count++
  }
  return count
}

/** From one quote to the other, which has an even number of backslashes before it: they escape one another. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote > 0; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0
    while (text.charCodeAt(quote - 1 - backslashes) === backslash) backslashes++
    if (backslashes % 2 === 0) return quote
  }
  return text.length
}

const blank = 0x20
const colon = 0x3a
const backslash = 0x5c

/**
 * How many keys a value has, with all that is inside it. Of two equal keys `JSON.parse` keeps one, so a text that gives a key
 * twice has more than its value, and nothing can make up for it. NaN where something is too deep or not finite.
 */
function keysOf(value: unknown, depthLeft: number): number {
  if (typeof value === 'number') return Number.isFinite(value) ? 0 : Number.NaN
  if (typeof value !== 'object' || value === null) return 0
  if (depthLeft === 0) return Number.NaN
  let count = 0
  if (Array.isArray(value)) for (const element of value) count += keysOf(element, depthLeft - 1)
  else for (const key in value) count += 1 + keysOf((value as Record<string, unknown>)[key], depthLeft - 1)
  return count
}
