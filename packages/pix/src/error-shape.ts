import { invalidRequest, type PixErrorCode } from './errors.ts'
import { isObject, type Wire } from './wire.ts'

/**
 * How a PSP says no where it does not speak problem+json, as data: where the name and the words of the error are in
 * its JSON, as a path of keys and of places in a list (`erros.0.codigo`), and what its names mean for us. A name that
 * is not in `codes` is read by the status. The shapes of a profile are tried in order, after problem+json.
 */
export type ErrorShape =
  | { kind: 'json'; name: string; detail: string; codes?: Readonly<Record<string, PixErrorCode>> }
  /** A gateway's SOAP fault, which says which rule of the gateway was broken. */
  | { kind: 'soap' }

/** An error in a PSP's own words. */
export type PspWords = { name: string; detail?: string; code?: PixErrorCode }

export function readPspWords(
  body: string,
  content: Wire | undefined,
  shapes: readonly ErrorShape[],
): PspWords | undefined {
  for (const shape of shapes) {
    const words = shape.kind === 'soap' ? readSoapFault(body) : content && readJsonWords(content, shape)
    if (words !== undefined) return words
  }
  return undefined
}

function readJsonWords(content: Wire, shape: ErrorShape & { kind: 'json' }): PspWords | undefined {
  const name = at(content, shape.name)
  if (typeof name !== 'string' || name === '') return undefined
  const detail = at(content, shape.detail)
  const isKnown = shape.codes !== undefined && Object.hasOwn(shape.codes, name)
  const code = isKnown ? shape.codes?.[name] : undefined
  return { name, ...(typeof detail === 'string' && { detail }), ...(code !== undefined && { code }) }
}

function at(content: Wire, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)]
    return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  }, content)
}

/** Not an XML parser: one element of text is looked for in something that is only shown. */
function readSoapFault(body: string): PspWords | undefined {
  if (!/<(\w{1,20}:)?Envelope[\s>]/.test(body.slice(0, 1000))) return undefined
  const detail = /<faultstring[^>]{0,200}>([^<]{1,1000})</.exec(body)?.[1]?.trim()
  return { name: 'soap-fault', ...(detail && { detail }) }
}

/** Shapes given as JSON, read as strictly as the rest of a profile. */
export function readErrorShapes(field: string, value: unknown): ErrorShape[] {
  if (!Array.isArray(value)) throw invalidRequest(field, 'a list')
  return value.map((shape: unknown, index) => readErrorShape(`${field}[${index}]`, shape))
}

function readErrorShape(field: string, shape: unknown): ErrorShape {
  if (!isObject(shape)) throw invalidRequest(field, 'an object')
  if (shape.kind === 'soap') return { kind: 'soap' }
  if (shape.kind !== 'json') throw invalidRequest(`${field}.kind`, 'json or soap')
  const { name, detail, codes } = shape
  if (typeof name !== 'string' || name === '')
    throw invalidRequest(`${field}.name`, 'a path such as erros.0.codigo')
  if (typeof detail !== 'string' || detail === '')
    throw invalidRequest(`${field}.detail`, 'a path such as message')
  if (codes === undefined) return { kind: 'json', name, detail }
  return { kind: 'json', name, detail, codes: readCodes(`${field}.codes`, codes) }
}

function readCodes(field: string, codes: unknown): Record<string, PixErrorCode> {
  if (!isObject(codes)) throw invalidRequest(field, 'an object of codes')
  return Object.fromEntries(
    Object.entries(codes).map(([name, given]) => {
      const code = refusalCodes.find((candidate) => candidate === given)
      if (code === undefined) throw invalidRequest(`${field}.${name}`, `one of ${refusalCodes.join(', ')}`)
      return [name, code]
    }),
  )
}

/** What a PSP can say; the other codes are ours. */
const refusalCodes = [
  'invalid-operation',
  'not-found',
  'gone',
  'access-denied',
  'invalid-query',
  'conflict',
  'unauthorized',
  'rate-limited',
  'unavailable',
] as const satisfies readonly PixErrorCode[]
