import { goToEntrance } from './entrance.ts'
import { type Problem, readProblem } from './read-problem.ts'

/** What came of a request. `network` means that nobody knows: no answer, or an answer that is not the server's own. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false
      readonly problem: Problem | 'network'
      /** How long the server wants to be left alone, in seconds, where it has said so. */
      readonly retryAfterS?: number | undefined
    }

/** The server gives up on the PSP earlier than this; what takes longer is the network. */
const timeOutMs = 10_000

export interface Ask<T> {
  readonly method: 'GET' | 'PUT' | 'POST'
  readonly path: string
  /** JSON, already written: a retry must repeat the same bytes. */
  readonly body?: string
  /** Undefined where the answer is not what was agreed. */
  readonly read: (json: unknown) => T | undefined
  readonly signal?: AbortSignal
}

/** One request, never thrown: a refusal and a silence are both answers that a screen has words for. */
export async function ask<T>({ method, path, body, read, signal }: Ask<T>): Promise<Reply<T>> {
  const request = new AbortController()
  const abort = () => request.abort()
  const timer = setTimeout(abort, timeOutMs)
  signal?.addEventListener('abort', abort)
  try {
    const reply = await fetch(path, {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      cache: 'no-store',
      // A body is always JSON here: the server takes no other, and a cancel has nothing to say.
      ...(body === undefined ? {} : { body }),
      signal: request.signal,
    })
    const json: unknown = reply.status === 204 ? null : await reply.json()
    if (reply.ok) {
      const value = read(json)
      return value === undefined ? network : { ok: true, value }
    }
    const problem = readProblem(json)
    if (problem === undefined) return network
    if (problem.status === 401) goToEntrance()
    return { ok: false, problem, retryAfterS: Number(reply.headers.get('retry-after')) || undefined }
  } catch {
    return network
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

const network: Reply<never> = { ok: false, problem: 'network' }

/**
 * The server understood and said no: asking again would not change it. Everything else may pass; so may 401, since the same
 * request is heard once somebody has signed in.
 */
export const isRefusal = (problem: Problem | 'network'): problem is Problem =>
  problem !== 'network' && problem.status >= 400 && problem.status < 500 && problem.status !== 401
