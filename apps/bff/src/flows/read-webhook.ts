import { PixError, type PixHint, readWebhookBody } from '@balcao/pix'
import type { Deps } from '../deps.ts'
import type { ListedPix } from '../psp/translate.ts'
import { settleCharge } from './settle-charge.ts'
import { createSoon } from './soon.ts'
import { settleReceived } from './sweep.ts'
import { withoutPayer } from './without-payer.ts'

/** Bodies taken up in one round after a start, or after the PSP came back. */
const batch = 100
/** A body that nobody could follow is followed again at a tenth of its age, between these. */
const shortestPauseMs = 5_000
const longestPauseMs = 600_000
/** What an older body hinted at, the sweep has long read by itself: it is given up, and what was followed is forgotten. */
const longestMs = 48 * 3_600_000
/** A page of the PSP's own list: a callback that names more is followed so far, and the sweep reads the rest. */
const mostHints = 1_000
const forgetEveryMs = 3_600_000
/** Long enough for the bodies of a busy hour to be ticked off in one write, and well before anybody takes them up again. */
const tickAfterMs = 1_000

/**
 * What PSPs have told us: kept before anybody is answered, followed at once, and again until the PSP has answered. One whose tick was
 * lost is followed once more and finds nothing left to do. Where the ledger `isShared`, what is not ticked off may be what another BFF
 * is following just now.
 */
export function createInbox(deps: Deps, isShared = false) {
  const { store, psp, clock, log } = deps
  /** When each was last followed; infinite while it is. */
  const followedAtMs = new Map<number, number>()
  let forgottenAtMs = 0
  /** What the last round found, whoever follows it. */
  let lastOpen = new Set<number>()
  let followed: number[] = []
  const ticking = createSoon(clock, tickAfterMs, tickOff)

  async function tickOff() {
    const ids = followed
    followed = []
    try {
      await store.markHandled(ids, clock.now())
    } catch (err) {
      log.warn({ err, count: ids.length }, 'webhooks that were followed are not ticked off')
    }
  }

  /** The PSP is asked while the disk still writes: a question changes nothing, and the screens are a sync ahead. */
  async function follow(kept: Promise<number | undefined>, named: readonly PixHint[] | undefined) {
    const noted = kept.then((id) => id !== undefined && followedAtMs.set(id, Number.POSITIVE_INFINITY))
    const [, outcome] = await Promise.allSettled([noted, followHints(deps, named ?? [])])
    // Nothing was kept, or nobody heard where: there is nothing to tick off.
    const id = await kept.catch(() => undefined)
    if (id !== undefined) {
      followedAtMs.set(id, clock.now())
      if (named === undefined) log.warn({ id }, 'webhook with a body that is no callback')
      if (named?.length === mostHints) log.warn({ id }, 'webhook with a page of Pix, and perhaps more')
      if (outcome.status === 'fulfilled') {
        followed.push(id)
        ticking.call()
      }
    }
    if (outcome.status === 'fulfilled') return
    if (!(outcome.reason instanceof PixError)) throw outcome.reason
    // Not answered: it stays in the inbox and is taken up again.
    log.warn({ id, code: outcome.reason.code }, 'webhook not followed yet')
  }

  return {
    /** Once this resolves the body survives the power. Nobody waits for what comes of it. */
    async keep(whole: string): Promise<void> {
      const body = withoutPayer(whole)
      const named = hintsOf(body)
      const ids = named?.map(({ endToEndId }) => endToEndId) ?? []
      const kept = store.putInbox(body, ids, clock.now())
      void follow(kept, named).catch((err: unknown) => log.error({ err }, 'webhook not followed'))
      await kept
    },

    /** The bodies that nobody has finished: a crash, a PSP that was down. Oldest first. */
    async readAgain(): Promise<void> {
      const nowMs = clock.now()
      if (nowMs - forgottenAtMs >= forgetEveryMs) {
        forgottenAtMs = nowMs
        await store.forgetInbox(nowMs - longestMs)
      }
      const open = await store.unhandledInbox(batch)
      const [ids, before] = [new Set(open.map(({ id }) => id)), lastOpen]
      lastOpen = ids
      for (const [id, atMs] of followedAtMs) if (!ids.has(id) && atMs <= nowMs) followedAtMs.delete(id)
      for (const { id, body, received_at_ms } of open) {
        const weather = psp.status()
        if (weather.status === 'down' && clock.now() < weather.nextAttemptAtMs) return
        const ageMs = nowMs - received_at_ms
        const pauseMs = Math.min(Math.max(ageMs / 10, shortestPauseMs), longestPauseMs)
        if (isShared && !followedAtMs.has(id) && !before.has(id)) continue
        if (nowMs - (followedAtMs.get(id) ?? Number.NEGATIVE_INFINITY) < pauseMs) continue
        await follow(Promise.resolve(id), hintsOf(body))
        if (ageMs < longestMs) continue
        log.error({ id }, 'webhook given up: the PSP has not answered about it for two days')
        await store.markHandled([id], nowMs)
      }
    },

    stop: ticking.stop,
  }
}

/**
 * Follows a hint to the truth: every charge the body names is asked for at the PSP, and a Pix without a charge of ours is read
 * there before it is kept. Nothing that the body says is believed. Throws PixError where the PSP does not answer.
 */
async function followHints(deps: Deps, named: readonly PixHint[]): Promise<void> {
  const { store, log } = deps
  const strangers: PixHint[] = []
  // A charge is known by its txid, or where the callback says none, as one for a refund may, by the Pix.
  const asked = new Set<string>()
  for (const hint of named) {
    const known = hint.txid === undefined ? undefined : await store.charge(hint.txid)
    const txid = known?.txid ?? (await store.chargeOf(hint.endToEndId))
    if (txid === undefined) strangers.push(hint)
    else if (!asked.has(txid)) {
      asked.add(txid)
      const outcome = await settleCharge(deps, txid, 'webhook', known)
      if (outcome === 'absent') log.warn({ txid }, 'webhook for a charge that the PSP does not know')
    }
  }
  if (strangers.length > 0) await settleReceived(deps, await confirmed(deps, strangers), 'webhook')
}

/** Undefined where the body is no callback: it hints at nothing, now and for ever. */
function hintsOf(body: string): PixHint[] | undefined {
  try {
    return readWebhookBody(body).slice(0, mostHints)
  } catch (error) {
    if (error instanceof PixError) return undefined
    throw error
  }
}

/** Of a Pix that is already kept only a refund is news. */
async function confirmed({ store, psp, log }: Deps, strangers: readonly PixHint[]): Promise<ListedPix[]> {
  const unknown = await store.unknownPix(strangers.map(({ endToEndId }) => endToEndId))
  const returned = strangers.filter(({ refundIds }) => refundIds !== undefined)
  const found: ListedPix[] = []
  for (const endToEndId of new Set([...unknown, ...returned.map((hint) => hint.endToEndId)])) {
    const pix = await psp.readPix(endToEndId)
    if (pix === 'absent') log.warn({ endToEndId }, 'webhook for a Pix that the PSP does not know')
    else found.push(pix)
  }
  return found
}
