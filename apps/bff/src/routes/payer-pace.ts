import type { Response } from 'express'
import { actorName } from '../access/asker.ts'
import { ProblemError } from '../problem.ts'
import { askerOf } from './guard.ts'

/** Reading a code calls servers that its writer has chosen: a person shows one a second for a whole minute, and never more. */
const mostPerMinute = 60
const windowMs = 60_000

/** Slows down whoever has more codes read than a person can show; counted by who is asking, whatever address he comes from. */
export function createPayerPace(now: () => number) {
  let beganAtMs = Number.NEGATIVE_INFINITY
  const counts = new Map<string, number>()
  /** Throws too-many-requests. */
  return (response: Response): void => {
    const nowMs = now()
    // A clock that was set back begins a new minute as well.
    if (nowMs - beganAtMs >= windowMs || nowMs < beganAtMs) {
      beganAtMs = nowMs
      counts.clear()
    }
    const who = actorName(askerOf(response))
    const count = (counts.get(who) ?? 0) + 1
    counts.set(who, count)
    if (count <= mostPerMinute) return
    response.setHeader('retry-after', Math.ceil((beganAtMs + windowMs - nowMs) / 1000))
    throw new ProblemError('too-many-requests', 'These are more codes than a person can show. Wait a minute.')
  }
}
