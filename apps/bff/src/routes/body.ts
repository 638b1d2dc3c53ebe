import type { IncomingMessage } from 'node:http'
import { parseJson } from '@balcao/pix'
import type * as z from 'zod/mini'
import { ProblemError } from '../problem.ts'

/** A charge's body is some hundred bytes. */
const maxBytes = 16 * 1024
const maxDepth = 8

/** The body of a request as bytes, cut off as soon as it is too long. Throws body-too-large. */
export async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = () => new ProblemError('body-too-large', `The body may have at most ${limit} bytes.`)
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge()
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > limit) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** UTF-8 as sent, refused where it is broken: a replaced character is a changed text. */
export function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
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
  return parse(schema, parseJson(decodeUtf8(await readBytes(request, maxBytes)), { maxDepth }))
}

/** Parses what came through the door: path, query or body. */
export function parse<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
  name = 'body',
): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const errors = result.error.issues.map((issue) => ({
    field: [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys : [])].join('.') || name,
    message: issue.code === 'unrecognized_keys' ? 'is not a field of this request' : issue.message,
  }))
  throw new ProblemError(
    'invalid-request',
    errors.map(({ field, message }) => `${field}: ${message}`).join('; '),
    errors,
  )
}
