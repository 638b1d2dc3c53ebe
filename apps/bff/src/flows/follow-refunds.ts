import type { Refund } from '@balcao/domain'
import { PixError } from '@balcao/pix'
import type { Deps } from '../deps.ts'
import { sendRefund, takeRefund } from './send-refund.ts'

/** The young are asked for often, the old without wearing anyone out: at a tenth of their age, between these. */
const shortestPauseMs = 1_000
const longestPauseMs = 600_000
/** A refund settles in seconds; one that does not is told to a person three times, each once. */
const alarmsMs = [10 * 60_000, 3_600_000, 24 * 3_600_000]

type Followed = { askedAtMs: number; alarms: number }

/** Follows the refunds that the PSP has not finished, for as long as it takes: until then their amount stays taken. */
export function createRefundFollower(deps: Deps): () => Promise<void> {
  const { store, clock, log } = deps
  const followed = new Map<string, Followed>()

  function isDue(refund: Refund, nowMs: number): boolean {
    const ageMs = nowMs - refund.askedAtMs
    const { askedAtMs, alarms } = followed.get(keyOf(refund)) ?? { askedAtMs: 0, alarms: 0 }
    const passed = alarmsMs.filter((ms) => ageMs >= ms).length
    if (passed > alarms)
      log.warn(
        { endToEndId: refund.endToEndId, refund: refund.id, minutes: Math.floor(ageMs / 60_000) },
        'refund still not finished by the PSP',
      )
    const isNow = nowMs - askedAtMs >= Math.min(Math.max(ageMs / 10, shortestPauseMs), longestPauseMs)
    followed.set(keyOf(refund), { askedAtMs: isNow ? nowMs : askedAtMs, alarms: passed })
    return isNow
  }

  return async () => {
    const open = await store.openRefunds()
    const keys = new Set(open.map(keyOf))
    for (const key of followed.keys()) if (!keys.has(key)) followed.delete(key)
    for (const refund of open) if (isDue(refund, clock.now())) await follow(deps, refund)
  }
}

const keyOf = ({ endToEndId, id }: Refund) => `${endToEndId} ${id}`

async function follow(deps: Deps, refund: Refund): Promise<void> {
  try {
    const said = await deps.psp.readRefund(refund.endToEndId, refund.id)
    if (said !== 'absent') await takeRefund(deps, said)
    else if (refund.status === 'requested') await sendRefund(deps, refund, 'repeat')
  } catch (error) {
    if (!(error instanceof PixError)) throw error
    deps.log.debug(
      { endToEndId: refund.endToEndId, refund: refund.id, code: error.code },
      'refund not followed',
    )
  }
}
