import type { Operation } from './operation.ts'

/** What to send. `path` starts with '/', is relative to the profile's base, has every segment encoded and holds the query. */
export type PixRequest = {
  operation: Operation
  method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'
  path: string
  headers: Record<string, string>
  /** The exact bytes, made once: a retry sends this string again, not the object again. */
  body?: string
}

/** What came back, whole. Header names in lower case; redirects not followed (they are read as nonsense). */
export type PixReply = { status: number; headers: Record<string, string | undefined>; body: string }

export type Wire = Record<string, unknown>

export function get(operation: Operation, path: string): PixRequest {
  return { operation, method: 'GET', path, headers: { accept: 'application/json' } }
}

export function send(
  operation: Operation,
  method: 'PUT' | 'POST' | 'PATCH',
  path: string,
  content: Wire,
): PixRequest {
  return sendBytes(operation, method, path, JSON.stringify(content))
}

export function sendBytes(
  operation: Operation,
  method: 'PUT' | 'POST' | 'PATCH',
  path: string,
  body: string,
): PixRequest {
  const headers = { accept: 'application/json', 'content-type': 'application/json' }
  return { operation, method, path, headers, body }
}

export const isObject = (value: unknown): value is Wire =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
