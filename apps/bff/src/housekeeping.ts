import type { Deps } from './deps.ts'
import { dismissScreens } from './flows/dismiss-screens.ts'
import { createForgettingRound } from './flows/forget.ts'
import { every, once } from './rhythm.ts'
import type { Duty } from './rhythms.ts'
import type { AccessStore } from './store/access.ts'

/** A screen that was shut out is dark within five seconds. */
const dismissEveryMs = 4_000
/** What is kept for years may be kept an hour longer. */
const forgetEveryMs = 3_600_000
/** Not while a start has better things to do. */
const forgetFirstMs = 60_000

type ScreenStreams = Parameters<typeof dismissScreens>[1]

/** What is done unasked and no money hangs on: every BFF ends its own screens that may not stay, and one erases what is old. */
export function startHousekeeping(
  deps: Pick<Deps, 'clock' | 'log' | 'store'> & { access: AccessStore; duty: Duty },
  streams: readonly ScreenStreams[],
  keepTextsDays: number,
) {
  const { access, clock, duty } = deps
  const forgetOldTexts = createForgettingRound(deps, keepTextsDays)
  const rounds = [
    every(
      deps,
      () => dismissEveryMs,
      async () => {
        for (const some of streams) await dismissScreens(access, some, clock.now())
      },
    ),
    every(deps, once(forgetFirstMs, forgetEveryMs), async () => {
      if (duty.isOurs()) await forgetOldTexts()
    }),
  ]
  return { stop: () => Promise.all(rounds.map((round) => round.stop())) }
}
