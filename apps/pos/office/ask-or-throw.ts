import type { Problem } from '@balcao/contracts'
import { type Ask, ask } from '../shell/api.ts'

/** Why a request failed, for React Query, which tells success from failure by what is thrown. */
export class Refused extends Error {
  readonly problem: Problem | 'network'
  constructor(problem: Problem | 'network') {
    super(problem === 'network' ? 'network' : problem.type)
    this.problem = problem
  }
}

export async function askOrThrow<T>(request: Ask<T>): Promise<T> {
  const reply = await ask(request)
  if (!reply.ok) throw new Refused(reply.problem)
  return reply.value
}
