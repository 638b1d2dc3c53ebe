import { type Charge, hasNews } from '@balcao/domain'
import { PixError } from '@balcao/pix'
import type { Deps } from '../deps.ts'
import type { ListedPix } from '../psp/translate.ts'
import type { HeardBy } from '../store/store.ts'
import { takeRefund } from './send-refund.ts'
import { settleCharge } from './settle-charge.ts'
import { severalAtOnce } from './several-at-once.ts'

/** A start after a longer silence reads no further back than this; older money is the reconciliation's business. */
const furthestBackMs = 48 * 3_600_000
/** What a list may still leave out of its latest minutes. */
const overlapMs = 60_000
/** The PSP stamps a Pix by a clock of its own, and an instant outside the window would wait for the next one. */
const aheadMs = 1_000
/** How long every sweep goes back to what it could not read. */
const unreadPatienceMs = 15 * 60_000
/**
 * To take in a page of the largest size keeps everybody else waiting for ten milliseconds and more. The window of the sweep that comes every
 * few seconds is read in smaller ones; a long one in the largest, since the PSP counts the questions.
 */
const shortWindowMs = 3 * 60_000
const shortWindowPage = 200
/** More than any window of ours can hold, less than a list that never ends. */
const mostPages = 1_000

/**
 * Reads what was paid lately, in one question for a page of it whatever the number of open charges, and settles every charge whose Pix
 * the ledger does not have. This is what makes a lost webhook cost seconds and nothing else.
 */
export async function sweep(deps: Deps, reachMs: number): Promise<void> {
  const { psp, store } = deps
  const toMs = psp.nowMs()
  const coveredUntilMs = (await store.coveredUntil()) ?? toMs - reachMs
  const fromMs = Math.max(Math.min(toMs - reachMs, coveredUntilMs - overlapMs), toMs - furthestBackMs)
  const isWhole = await settleListed(deps, { fromMs, toMs: toMs + aheadMs }, 'sweep')
  // What could not be read may be money, so that stretch is read again, but not for ever by every sweep: the longer ones come to it too.
  await store.setCoveredUntil(isWhole ? toMs : Math.max(coveredUntilMs, toMs - unreadPatienceMs))
}

/** The same while another sweep is under way: to that is left what lies further back, and to say how far has been read. */
export async function sweepBeside(deps: Deps, reachMs: number): Promise<void> {
  const toMs = deps.psp.nowMs()
  await settleListed(deps, { fromMs: toMs - reachMs, toMs: toMs + aheadMs }, 'sweep')
}

/**
 * Takes in a window of the PSP's list, each page before the next is asked for: where one does not come, what was on those before it is
 * settled. Answers whether all of it could be read; throws PixError where the PSP did not answer about all of it.
 */
export async function settleListed(
  deps: Deps,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  heardBy: HeardBy,
): Promise<boolean> {
  const pageSize = toMs - fromMs <= shortWindowMs ? shortWindowPage : undefined
  let [pagesRead, unreadable, unsettled] = [0, 0, 0]
  let failure: PixError | undefined
  for await (const { items, pages, unreadable: missing } of deps.psp.listPix(fromMs, toMs, pageSize)) {
    unreadable += missing
    try {
      unsettled += await settleReceived(deps, items, heardBy)
    } catch (error) {
      if (!(error instanceof PixError)) throw error
      // A charge that the PSP does not answer about keeps no page behind it waiting.
      failure ??= error
    }
    pagesRead += 1
    if (pagesRead < mostPages || pages <= mostPages) continue
    deps.log.error({ pages, pagesRead }, 'the list of the PSP is longer than any that is read')
    unreadable += 1
    break
  }
  if (failure !== undefined) throw failure
  if (unreadable > 0) deps.log.error({ unreadable }, 'the PSP lists Pix that cannot be read')
  return unreadable + unsettled === 0
}

/**
 * Takes in what a list of the PSP has and the ledger has not: settles the charges of new Pix, keeps apart money without a charge of
 * ours, and notes refunds, which may have been made elsewhere and appear by themselves. Answers with how many charges the PSP's answer
 * could not be read of.
 */
export async function settleReceived(
  deps: Deps,
  received: readonly ListedPix[],
  heardBy: HeardBy,
): Promise<number> {
  let unsettled = 0
  const unknown = await deps.store.unknownPix(received.map((pix) => pix.endToEndId))
  const news = received.filter((pix) => unknown.has(pix.endToEndId))
  const byCharge = Map.groupBy(news, (pix) => pix.txid)
  const settled = severalAtOnce([...byCharge], async ([txid, pixes]) => {
    const known = txid === null ? undefined : await deps.store.charge(txid)
    if (known !== undefined) {
      if (!(await isSettled(deps, known, heardBy))) unsettled += 1
      return
    }
    for (const pix of pixes) await deps.store.insertOrphan(pix, { heardBy, nowMs: deps.clock.now() })
    deps.log.warn({ txid, count: pixes.length }, 'Pix without a charge of ours')
  })
  // A refund is news of its own, whatever becomes of the charges.
  await settled.finally(() => takeRefunds(deps, received))
  return unsettled
}

/** False where the answer about one charge cannot be read: it keeps nobody else waiting. */
async function isSettled(deps: Deps, known: Charge, heardBy: HeardBy): Promise<boolean> {
  const { txid } = known
  try {
    await settleCharge(deps, txid, heardBy, known)
    return true
  } catch (error) {
    if (!(error instanceof PixError && error.code === 'malformed-reply')) throw error
    deps.log.error(
      { txid, why: error.message },
      'the PSP has a Pix for a charge of which it says nothing readable',
    )
    return false
  }
}

/** Costs the PSP nothing: the list has said it already. */
async function takeRefunds(deps: Deps, received: readonly ListedPix[]): Promise<void> {
  const returned = received.filter(({ refunds }) => refunds.length > 0)
  const known = await deps.store.refundsOf(returned.map(({ endToEndId }) => endToEndId))
  for (const refund of returned.flatMap(({ refunds }) => refunds))
    if (hasNews(known, [refund])) await takeRefund(deps, refund)
}
