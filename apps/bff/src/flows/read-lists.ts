import { PixError } from '@balcao/pix'
import type { Deps } from '../deps.ts'
import type { ListedCharge, ListedPix, Page } from '../psp/translate.ts'
import { PspResting } from '../psp/weather.ts'
import type { Progress, Reading } from '../store/readings.ts'
import { settleCharge } from './settle-charge.ts'
import { severalAtOnce } from './several-at-once.ts'
import { settleReceived } from './sweep.ts'

/**
 * The clock of the PSP stamps a charge when it arrives there: at once as a rule, a second early where its clock is behind, and as
 * late as an intent without an answer is still repeated (resume-charges). Its list is read for so much more than the period.
 */
export const chargeLagMs = 15 * 60_000
const chargeLeadMs = 60_000
/** What a list may still leave out of its latest moments: a window never reaches now. */
export const listLagMs = 5_000
/** A list that changes while it is read has moved under us: it is read again, and a busy one is given up. */
const timesRead = 3
const pauseMs = 2_000
/** A PSP that is silent for so long is down, and whoever asked is told. */
const patienceMs = 60_000
/** A million: more than a shop sells in a month, less than a list that never ends. */
const maxPages = 1_000

/** The list was another one at each attempt. */
export class ListMoves extends Error {
  override name = 'ListMoves'
}

type List<Item> = {
  listing: 'pix' | 'charges'
  page: (number: number) => Promise<Page<Item>>
  keep: (items: Item[]) => Promise<void>
  /** What its news changes in the ledger, by the usual flows. */
  settle: (items: Item[]) => Promise<void>
}

/**
 * Reads both lists of a period, page by page, and keeps what they say beside the ledger. What the ledger does not have is settled
 * as if the sweep had listed it. Answers how many elements could not be read; throws PixError, and ListMoves.
 */
export async function readLists(deps: Deps, reading: Reading, stop: AbortSignal): Promise<number> {
  const { psp, store, clock, log } = deps
  const { id, fromMs, untilMs } = reading
  const progress: Progress = { pspCalls: 0, pagesRead: 0, pagesTotal: null }
  const pagesOf = new Map<string, number>()

  const pixes: List<ListedPix> = {
    listing: 'pix',
    page: (number) => psp.pixPage(fromMs, untilMs, number),
    keep: (items) => store.putPixThere(id, items),
    settle: async (items) => void (await settleReceived(deps, items, 'sweep')),
  }
  const lastMs = Math.max(fromMs, Math.min(untilMs + chargeLagMs, psp.nowMs() - listLagMs))
  const charges: List<ListedCharge> = {
    listing: 'charges',
    page: (number) => psp.chargePage(fromMs - chargeLeadMs, lastMs, number),
    keep: (items) => store.putChargesThere(id, items),
    settle: async (items) => {
      const concluded = items.filter(({ status }) => status === 'concluded').map(({ txid }) => txid)
      await severalAtOnce(await store.unpaidAmong(concluded), async (txid) => {
        await settleCharge(deps, txid, 'sweep')
      })
    },
  }

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      if (stop.aborted) return resolve()
      const end = () => {
        callOff()
        stop.removeEventListener('abort', end)
        resolve()
      }
      const callOff = clock.after(ms, end)
      stop.addEventListener('abort', end)
    })

  /** A page that does not come is asked for again, at the pace that the PSP bears, until the patience is over. */
  async function ask<Item>(call: () => Promise<Page<Item>>): Promise<Page<Item>> {
    const giveUpAtMs = clock.now() + patienceMs
    for (;;) {
      if (stop.aborted) throw new PixError('unavailable', 'The server is stopping')
      try {
        const told = await call()
        progress.pspCalls++
        return told
      } catch (error) {
        if (!(error instanceof PspResting)) progress.pspCalls++
        const isPassing =
          error instanceof PixError && (error.code === 'unavailable' || error.code === 'rate-limited')
        const askedToWaitMs = error instanceof PixError ? (error.retryAfterSeconds ?? 0) * 1000 : 0
        const downForMs = (psp.status().nextAttemptAtMs ?? 0) - clock.now()
        const waitMs = Math.max(pauseMs, askedToWaitMs, downForMs)
        if (!isPassing || clock.now() + waitMs > giveUpAtMs) throw error
        await pause(waitMs)
      }
    }
  }

  /** Undefined where the list changed while it was read. */
  async function readOnce<Item>({ listing, page, keep, settle }: List<Item>): Promise<number | undefined> {
    let unreadable = 0
    let total: number | null = null
    let next = ask(() => page(0))
    for (let number = 1; number <= maxPages; number++) {
      const told = await next
      const isLast = number >= told.pages
      total ??= told.totalItems
      if (told.totalItems !== null && told.totalItems !== total) return undefined
      // The PSP makes the next page while this one is taken in. Where it fails it is told when its turn comes.
      if (!isLast) next = ask(() => page(number))
      next.catch(() => {})
      unreadable += told.unreadable
      progress.pagesRead++
      pagesOf.set(listing, told.pages)
      if (pagesOf.size === 2)
        progress.pagesTotal = [...pagesOf.values()].reduce((sum, pages) => sum + pages, 0)
      await Promise.all([keep(told.items), store.noteProgress(id, progress)])
      await settle(told.items).catch((error: unknown) => {
        if (!(error instanceof PixError)) throw error
        // It stays a difference that a person sees and can look at again.
        log.warn({ reading: id, code: error.code }, 'not all news of a reading is settled')
      })
      if (isLast) return unreadable
    }
    throw new PixError('malformed-reply', `The PSP's list has more than ${maxPages} pages`)
  }

  async function read<Item>(list: List<Item>): Promise<number> {
    for (let time = 0; time < timesRead; time++) {
      const pagesBefore = progress.pagesRead
      const unreadable = await readOnce(list)
      if (unreadable !== undefined) return unreadable
      progress.pagesRead = pagesBefore
      await store.forgetThere(list.listing, id)
    }
    throw new ListMoves(`GET of ${list.listing} changed while it was read, ${timesRead} times`)
  }

  try {
    return (await read(pixes)) + (await read(charges))
  } finally {
    await store.noteProgress(id, progress)
  }
}
