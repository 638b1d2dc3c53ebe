import { JsonScanner } from './json-scanner.ts'

/**
 * JSON as RFC 8259 says it and nothing that two readers could read in two ways. Refused besides bad grammar: a key
 * twice in one object (`JSON.parse` takes the last, so ATIVA becomes CONCLUIDA), a number that becomes Infinity, and
 * nesting beyond `maxDepth` (each `{` or `[` is one). Iterative, so no body can overflow the stack; how long a
 * body may be is the transport's business. Throws JsonError.
 *
 * Objects are the engine's own: a key `__proto__` is a property like another and changes no prototype. Do not copy
 * with `Object.assign`, which would.
 */
export function parseJson(text: string, { maxDepth = 32 }: { maxDepth?: number } = {}): unknown {
  new JsonScanner(text, maxDepth).scan()
  return JSON.parse(text)
}
