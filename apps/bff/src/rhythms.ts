import type { Deps } from './deps.ts'
import type { Opening } from './flows/create-charge.ts'
import { createRefundFollower } from './flows/follow-refunds.ts'
import { createResuming } from './flows/resume-charges.ts'
import { sweep, sweepBeside } from './flows/sweep.ts'
import { every, once } from './rhythm.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

type Sweep = { everyMs: number; reachMs: number; onlyWhileWaiting: boolean }
/**
 * How far back each sweep reads, and how often: a short one every three seconds while somebody waits before a screen, a longer one
 * every minute for what a slow PSP lists late, and one an hour for what was paid long after its time.
 */
const sweeps: readonly Sweep[] = [
  { everyMs: 3 * second, reachMs: minute, onlyWhileWaiting: true },
  { everyMs: minute, reachMs: 15 * minute, onlyWhileWaiting: false },
  { everyMs: hour, reachMs: 48 * hour, onlyWhileWaiting: false },
]

/** What is to be done once, however many BFFs there are on the ledger. */
export type Duty = {
  isOurs: () => boolean
  /** Then a screen that waits may hang on another BFF. */
  isShared: boolean
}
export const alone: Duty = { isOurs: () => true, isShared: false }

export type Surroundings = {
  duty: Duty
  watchedTerminals: () => Set<string>
  readInbox: () => Promise<void>
  /** Takes up renewed certificates, and says when they will end. */
  lookAtCertificates: () => void
  keepWebhook: () => Promise<void>
  watchWebhook: () => Promise<void>
  /** Of the account that the shop pays from; absent where it pays from none. */
  account?:
    | { round: () => Promise<void>; keepWebhook: () => Promise<void>; heal: () => Promise<void> }
    | undefined
  readYesterday: () => Promise<void>
  sealAudit: () => Promise<void>
  finishShifts: () => Promise<void>
  /** Of Pix Automático; absent where the shop's PSP has none. */
  recurrences?: { round: () => Promise<void>; keepWebhooks: () => Promise<void> } | undefined
}

/** Everything that happens without being asked for. */
export function startRhythms(deps: Deps & { opening: Opening }, surroundings: Surroundings) {
  const { duty, account, recurrences } = surroundings
  const doneAtMs = sweeps.map(() => 0)
  let isSweeping = false
  const onDuty = (work: () => Promise<void>) => async () => {
    if (duty.isOurs()) await work()
  }

  /** Each goes at its own pace, so that a long list keeps no short one waiting. */
  const createSweeping = ({ everyMs, reachMs, onlyWhileWaiting }: Sweep, index: number) => {
    const isDue = () => deps.clock.now() - (doneAtMs[index] ?? 0) >= everyMs
    return async () => {
      if (!isDue() || (onlyWhileWaiting && !(await somebodyWaits()))) return
      // A longer one may have begun meanwhile, and does for this too.
      if (!isDue()) return
      // Also where it fails: the next attempt comes in its own time, and the longer window is not lost by waiting.
      doneAtMs.fill(deps.clock.now(), 0, index + 1)
      if (isSweeping) return sweepBeside(deps, reachMs)
      isSweeping = true
      await sweep(deps, reachMs).finally(() => {
        isSweeping = false
      })
    }
  }

  async function somebodyWaits(): Promise<boolean> {
    const watched = surroundings.watchedTerminals()
    const isWatched = (terminalId: string) => duty.isShared || watched.has(terminalId)
    if (watched.size === 0 && !duty.isShared) return false
    // A PSP that is down is asked again as long as a screen says so.
    if (deps.psp.status().status === 'down') return true
    return (await deps.store.waitingTerminals()).some(isWatched)
  }

  /** Whoever leaves the sweep to another BFF would not hear that the PSP is back, and our screens would go on saying that it is down. */
  async function askWhetherBack() {
    const weather = deps.psp.status()
    if (duty.isOurs() || weather.status !== 'down' || surroundings.watchedTerminals().size === 0) return
    if (deps.clock.now() < weather.nextAttemptAtMs) return
    const nowMs = deps.psp.nowMs()
    await deps.psp.pixPage(nowMs - minute, nowMs, 0)
  }

  const rhythms = [
    ...sweeps
      .map(createSweeping)
      .toReversed()
      .map((sweepIfDue) => every(deps, () => second, onDuty(sweepIfDue))),
    every(deps, () => second, onDuty(createResuming(deps))),
    every(deps, () => second, onDuty(createRefundFollower(deps))),
    every(deps, once(0, 5 * second), onDuty(surroundings.readInbox)),
    every(deps, () => 10 * minute, onDuty(surroundings.readYesterday)),
    every(deps, () => second, onDuty(surroundings.sealAudit)),
    every(deps, () => second, onDuty(surroundings.finishShifts)),
    ...(duty.isShared ? [every(deps, () => 3 * second, askWhetherBack)] : []),
    ...(recurrences === undefined
      ? []
      : [
          every(deps, () => second, onDuty(recurrences.round)),
          every(deps, slowing(second, minute), onDuty(recurrences.keepWebhooks)),
        ]),
    ...(account === undefined
      ? []
      : [
          every(deps, once(0, second), onDuty(account.round)),
          every(deps, slowing(second, minute), onDuty(account.keepWebhook)),
          every(deps, () => 3 * second, account.heal),
        ]),
    every(deps, slowing(second, minute), async () => {
      surroundings.lookAtCertificates()
      await (duty.isOurs() ? surroundings.keepWebhook() : surroundings.watchWebhook())
    }),
  ]
  return { stop: () => Promise.all(rhythms.map((rhythm) => rhythm.stop())).then(() => undefined) }
}

/** At once, then soon, for a PSP that is just coming up; then ever more seldom, for one that says no. */
function slowing(firstMs: number, longestMs: number): () => number {
  let nextMs = 0
  return () => {
    const ms = nextMs
    nextMs = Math.min(longestMs, nextMs === 0 ? firstMs : 2 * nextMs)
    return ms
  }
}
