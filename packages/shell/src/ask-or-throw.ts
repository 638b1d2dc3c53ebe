import { type Ask, ask } from './api.ts'
import type { Problem } from './read-problem.ts'

/** Why a request failed, for React Query, which tells success from failure by what is thrown. */
export class Refused extends Error {
  readonly problem: Problem | 'network'
  /** How long the server wants to be left alone, in seconds, where it has said so. */
  readonly retryAfterS: number | undefined
  constructor(problem: Problem | 'network', retryAfterS?: number) {
    super(problem === 'network' ? 'network' : problem.type)
    this.problem = problem
    this.retryAfterS = retryAfterS
  }
}

type AskFor<T> = Omit<Ask<T>, 'read'> & {
  /** The contract's schema of what is answered. */
  answer: { safeParse: (json: unknown) => { data?: T | undefined } }
}

export async function askOrThrow<T>({ answer, ...request }: AskFor<T>): Promise<T> {
  const reply = await ask({ ...request, read: (json) => answer.safeParse(json).data })
  if (!reply.ok) throw new Refused(reply.problem, reply.retryAfterS)
  return reply.value
}

/** Of a door that answers 204. */
export const noAnswer = { safeParse: () => ({ data: null }) }
