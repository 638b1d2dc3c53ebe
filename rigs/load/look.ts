import { setTimeout as pause } from 'node:timers/promises'
import { openLedger } from '../../apps/bff/src/testing/ledger.ts'
import type { Shop } from '../shop.ts'
import { type Seen, unsettled } from './promises.ts'

/** The ledger first: whatever it knows by then, the PSP has known before. The inbox last: what the PSP was told, it has by then. */
export async function look(shop: Shop): Promise<Seen> {
  const ledger = await shop.charges()
  const psp = await shop.psp()
  const inbox = openLedger(shop.dataDir)
    .inbox()
    .map(({ body }) => body)
  return { ledger, psp, inbox }
}

/**
 * Looks until everything that is open now is known, or the time is over. What becomes open meanwhile, as where a code's time ends,
 * is not waited for: in a busy shop there is always something.
 */
export async function untilSettled(shop: Shop, { limitMs, everyMs }: { limitMs: number; everyMs: number }) {
  const giveUpAtMs = performance.now() + limitMs
  let seen = await look(shop)
  let left = unsettled(seen)
  while (left.length > 0 && performance.now() < giveUpAtMs) {
    await pause(everyMs)
    seen = await look(shop)
    const still = new Set(unsettled(seen))
    left = left.filter((what) => still.has(what))
  }
  return { seen, left }
}
