import type { Logger } from 'pino'

const day = 24 * 3_600_000
/** Days before the end at which a warning grows: time to order a certificate, to ask again, to hurry, to close the shop. */
const stages = [1, 7, 30, 60] as const

/** How many whole days are left, and the stage that this is; no stage while there is time. */
export function certificateEnd(endMs: number, nowMs: number) {
  const daysLeft = Math.floor((endMs - nowMs) / day)
  return { daysLeft, stage: stages.find((days) => daysLeft <= days) }
}

/** From seven days on it may fail before anybody is back from a weekend and a holiday. */
export const isUrgent = (stage: number | undefined) => stage !== undefined && stage <= 7

/** Says in the log, once a day and at each new certificate, that the certificate will end. `whose` is what stops working then. */
export function createEndWatch(log: Logger, now: () => number, whose: string) {
  let saidAtMs = Number.NEGATIVE_INFINITY
  let saidOfMs: number | undefined
  return (endMs: number | null) => {
    if (endMs === null || (endMs === saidOfMs && now() - saidAtMs < day)) return
    const { daysLeft, stage } = certificateEnd(endMs, now())
    if (stage === undefined) return
    saidAtMs = now()
    saidOfMs = endMs
    const notice = { daysLeft, endsAt: new Date(endMs).toISOString() }
    log[isUrgent(stage) ? 'error' : 'warn'](notice, `the certificate for ${whose} will end: order a new one`)
  }
}
