import type { Response } from 'express'
import type { Asker } from '../access/asker.ts'
import type { Deps } from '../deps.ts'
import { askerOf } from './guard.ts'
import { createRequestLimit, type Limit, refuseFor } from './request-limit.ts'

/** A cashier who types an amount every two seconds for a whole minute is no cashier. */
const creates: Limit = { most: 30, windowMs: 60_000 }
/** Money that goes out is looked at by people; a stolen session empties no account. */
const refunds: Limit = { most: 10, windowMs: 3_600_000 }

export type MoneyLimits = ReturnType<typeof createMoneyLimits>

/**
 * How much of what costs money one session, or one kiosk, may begin in a while. The shop's own software, with its key, sells for all tills
 * together and is not limited here: the PSP has a limit of its own, and is left alone when it says so.
 */
export function createMoneyLimits({ clock, store }: Pick<Deps, 'clock' | 'store'>) {
  const limitCreate = createRequestLimit(clock.now, creates)
  const limitRefund = createRequestLimit(clock.now, refunds)
  return {
    /** Throws too-many-requests. A charge that is there is no new one, whichever server let it in and however often it is sent. */
    async needCreate(response: Response, txid: string): Promise<void> {
      const sender = senderOf(askerOf(response))
      const waitMs = sender === undefined ? undefined : limitCreate(sender, txid)
      if (waitMs !== undefined && (await store.charge(txid)) === undefined) refuseFor(response, waitMs)
    },
    /** Throws too-many-requests. The same refund asked for again counts once. */
    needRefund(response: Response, refundId: string): void {
      const sender = senderOf(askerOf(response))
      if (sender !== undefined) refuseFor(response, limitRefund(sender, refundId))
    },
  }
}

/** Never by an address: behind a proxy all are one, and a header that says otherwise is written by whoever sends it. */
function senderOf({ actor, device }: Asker): string | undefined {
  if (actor.kind === 'person') return actor.sessionHash
  return actor.kind === 'key' ? undefined : device?.deviceId
}
