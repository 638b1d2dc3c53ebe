import type { IncomingMessage } from 'node:http'
import { parseJson } from '@balcao/pix'
import * as z from 'zod/mini'
import { type FieldError, ProblemError } from '../problem.ts'

// Without words of its own, zod/mini says "Invalid input" to everything.
z.config(z.locales.en())

/** A charge's body is some hundred bytes. */
const maxBytes = 16 * 1024
const maxDepth = 8

/** The body of a request as bytes; what is too long is not kept. Throws body-too-large. */
export function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    const refuse = () => {
      chunks.length = 0
      reject(new ProblemError('body-too-large', `The body may have at most ${limit} bytes.`))
    }
    if (Number(request.headers['content-length'] ?? 0) > limit) refuse()
    // What is refused is still read, and thrown away, until requestTimeout: a connection that is cut now would take the answer with it.
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > limit) refuse()
      else chunks.push(chunk)
    })
    request.once('end', () => resolve(Buffer.concat(chunks)))
    request.once('error', reject)
    request.once('close', () => {
      if (!request.complete) reject(new ProblemError('invalid-request', 'The body did not come whole.'))
    })
  })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** UTF-8 as sent, refused where it is broken: a replaced character is a changed text. */
export function decodeUtf8(bytes: Buffer): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new ProblemError('invalid-request', 'The body is not valid UTF-8.')
  }
}

/** Reads and parses a JSON body. Every field that is wrong is named, unknown and repeated ones too. */
export async function readBody<Schema extends z.ZodMiniType>(
  request: IncomingMessage,
  schema: Schema,
): Promise<z.output<Schema>> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json')
    throw new ProblemError(
      'unsupported-media-type',
      'The content-type of this request must be application/json.',
    )
  const text = decodeUtf8(await readBytes(request, maxBytes))
  const body = parse(schema, parseJson(text, { maxDepth }))
  refuseNumbersNotInDigits(text)
  return body
}

/**
 * Every number of this API is an integer and is written as one. To JSON.parse 1e3 and 10.0 are integers too; here they are the
 * trace of a float or of somebody's reais, and a guess about money is not made.
 */
function refuseNumbersNotInDigits(text: string): void {
  // Either sign stands behind a digit. Where none does, not even in a text, there is nothing to look for.
  if (!/\d[.eE]/.test(text)) return
  const errors: FieldError[] = []
  JSON.parse(text, (field: string, value: unknown, context?: { source?: string }) => {
    if (typeof value === 'number' && !/^-?\d+$/.test(context?.source ?? ''))
      errors.push({ field, message: 'must be written with digits alone, without a point or an exponent' })
    return value
  })
  if (errors.length > 0) throw invalid(errors)
}

/** Parses what came through the door: path, query or body. */
export function parse<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
  name = 'body',
): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw invalid(
    result.error.issues.flatMap(({ path, ...issue }) => {
      if (issue.code !== 'unrecognized_keys') return { field: path.join('.') || name, message: issue.message }
      return issue.keys.map((key) => ({
        field: [...path, key].join('.'),
        message: 'is not a field of this request',
      }))
    }),
  )
}

const invalid = (errors: readonly FieldError[]) =>
  new ProblemError(
    'invalid-request',
    errors.map(({ field, message }) => `${field}: ${message}`).join('; '),
    errors,
  )
