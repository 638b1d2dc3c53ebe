import type { Response } from 'express'
import { ProblemError } from '../problem.ts'

/** What is kept of one window has an end, whoever comes. */
const mostKept = 10_000

/** At most so many requests of each sender in a window of so many milliseconds. */
export type Limit = { most: number; windowMs: number }

/**
 * Says how long a sender has to wait, in milliseconds; undefined where they may go on. With `what`, the same thing asked for again counts
 * once: a retry is never refused for being one. All windows end together, and each server counts for itself.
 */
export function createRequestLimit(now: () => number, { most, windowMs }: Limit) {
  let beganAtMs = Number.NEGATIVE_INFINITY
  const counts = new Map<string, number>()
  const known = new Set<string>()
  return (sender: string, what?: string): number | undefined => {
    const nowMs = now()
    // A clock that was set back begins a new window as well.
    if (nowMs - beganAtMs >= windowMs || nowMs < beganAtMs) {
      beganAtMs = nowMs
      counts.clear()
      known.clear()
    }
    const thing = what === undefined ? undefined : `${sender} ${what}`
    if (thing !== undefined && known.has(thing)) return undefined
    const count = (counts.get(sender) ?? 0) + 1
    const isNew = count === 1
    if (count > most || (isNew && counts.size >= mostKept)) return beganAtMs + windowMs - nowMs
    counts.set(sender, count)
    if (thing !== undefined && known.size < mostKept) known.add(thing)
    return undefined
  }
}

/** Throws for whoever has to wait so many milliseconds, and says so; goes on for whoever has not. */
export function refuseFor(response: Response, waitMs: number | undefined): void {
  if (waitMs === undefined) return
  response.setHeader('retry-after', Math.ceil(waitMs / 1000))
  throw new ProblemError('too-many-requests', 'Wait as long as Retry-After says, in seconds.')
}
