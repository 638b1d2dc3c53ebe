import type { Charge } from '@balcao/domain'
import type { Deps } from '../deps.ts'
import type { Painting } from '../store/timelines.ts'
import { createSoon } from './soon.ts'

/** Long enough for the paintings of a busy counter to be one write, short enough that few are lost with the process. */
const writeAfterMs = 1_000
/** More than any counter paints in a second: beyond that the ledger cannot be written, and old news goes first. */
const mostWaiting = 1_000

/**
 * Keeps when a customer's screen first showed a code, and when it first showed that it was paid. Nobody waits for it: it is written a moment
 * later, and many at once. `note` takes the version that was painted: what an older one showed is not known any more.
 */
export type Paintings = ReturnType<typeof createPaintings>
export function createPaintings({ store, psp, clock, log }: Pick<Deps, 'store' | 'psp' | 'clock' | 'log'>) {
  const waiting = new Map<string, Painting>()
  const writing = createSoon(clock, writeAfterMs, write)

  async function write(): Promise<void> {
    const paintings = [...waiting.values()]
    waiting.clear()
    try {
      await store.keepPaintings(paintings)
    } catch (err) {
      log.warn({ err, count: paintings.length }, 'what was shown is not kept')
    }
  }

  return {
    note(charge: Charge, version: number): void {
      const what = whatIsShown(charge)
      const key = `${what} ${charge.txid}`
      if (what === undefined || version !== charge.version || waiting.has(key)) return
      if (waiting.size >= mostWaiting) return
      waiting.set(key, { txid: charge.txid, what, atMs: psp.nowMs() })
      writing.call()
    },
    stop: writing.stop,
  }
}

function whatIsShown({ status, copiaECola, pending }: Charge): Painting['what'] | undefined {
  if (status === 'paid') return 'paid'
  return status === 'awaiting' && pending === null && copiaECola !== null ? 'code' : undefined
}
