import type { Charge } from '@balcao/domain'
import { PixError } from '@balcao/pix'
import type { Deps } from '../deps.ts'
import { finishCancel } from './cancel-charge.ts'
import { commitFact } from './commit-fact.ts'
import { type Created, type Opening, openCharge } from './create-charge.ts'
import { settleCharge } from './settle-charge.ts'
import { severalAtOnce } from './several-at-once.ts'
import { replicaLagMs } from './silence.ts'

/** After this long nobody waits at the counter for a code any more: a charge that never opened is taken back. */
const openingPatienceMs = 10 * 60_000
/** A payment made in the last second settles a little later: the final question is asked after it. */
export const expiryGraceMs = 2_000
/** Between two questions about a charge that stays unfinished: doubling, so that one bad charge wears out neither the PSP nor the sales beside it. */
const firstPauseMs = 1_000
const longestPauseMs = 30_000

type Tried = { version: number; pauseMs: number; againAtMs: number }

/**
 * Finishes what an answer was never heard of: intents that a crash or a lost reply left opening, cancels that were asked for, codes
 * whose time is over. Called again and again; each call asks the PSP at most once for each such charge, and for no other.
 */
export function createResuming(deps: Deps & { opening: Opening }): () => Promise<void> {
  const { store, psp, clock, log, opening, silence } = deps
  const tried = new Map<string, Tried>()

  const isResting = () => {
    const weather = psp.status()
    return weather.status === 'down' && clock.now() < weather.nextAttemptAtMs
  }
  const isDue = (charge: Charge) =>
    charge.status === 'opening'
      ? opening.underWay(charge.txid) === undefined
      : charge.pending === 'cancel' || isOver(charge, psp.nowMs() - expiryGraceMs)

  function mayTry({ txid, version, status }: Charge): boolean {
    const before = tried.get(txid)
    const isNew = before === undefined || before.version !== version
    if (!isNew && clock.now() < before.againAtMs) return false
    // Nobody here is asking, so whoever was has not heard the answer: a process that died, or another server.
    if (before === undefined && status === 'opening') silence.heardNothing(txid)
    const pauseMs = isNew ? firstPauseMs : Math.min(before.pauseMs * 2, longestPauseMs)
    // A little less than the pause, since the rounds themselves are a second apart.
    tried.set(txid, { version, pauseMs, againAtMs: clock.now() + pauseMs - 500 })
    return true
  }

  return async () => {
    const unfinished = await store.unfinishedCharges(psp.nowMs())
    const txids = new Set(unfinished.map(({ txid }) => txid))
    for (const txid of tried.keys()) if (!txids.has(txid)) tried.delete(txid)
    // After a pause there may be hundreds whose time is over, and nobody waits for those at the counter.
    const ordered = [...unfinished.filter(isOpening), ...unfinished.filter((charge) => !isOpening(charge))]
    await severalAtOnce(ordered, async (charge) => {
      if (charge.status === 'awaiting' && charge.pending === null && isOver(charge, psp.nowMs()))
        await commitFact(deps, charge.txid, { kind: 'expiry-reached' })
      if (!isDue(charge) || isResting() || !mayTry(charge)) return
      try {
        await resume(deps, charge)
      } catch (error) {
        if (!(error instanceof PixError)) throw error
        log.debug({ txid: charge.txid, code: error.code }, 'not resumed')
      }
    })
  }
}

const isOpening = ({ status }: Charge) => status === 'opening'
const isOver = ({ expiresAtMs }: Charge, nowMs: number) => expiresAtMs !== null && nowMs >= expiresAtMs

async function resume(deps: Deps & { opening: Opening }, charge: Charge): Promise<void> {
  const nowMs = deps.psp.nowMs()
  if (charge.status === 'opening') await resumeOpening(deps, charge, nowMs)
  else if (isOver(charge, nowMs - expiryGraceMs)) await settleOver(deps, charge.txid)
  else await finishCancel(deps, charge.txid)
}

async function settleOver(deps: Deps, txid: string): Promise<void> {
  const outcome = await settleCharge(deps, txid, 'asking')
  if (outcome === 'absent') await commitFact(deps, txid, { kind: 'absent-at-psp' })
}

async function resumeOpening(
  deps: Deps & { opening: Opening },
  charge: Charge,
  nowMs: number,
): Promise<void> {
  const { txid } = charge
  const ageMs = nowMs - charge.createdAtMs
  if (charge.pending === null && ageMs > openingPatienceMs)
    await commitFact(deps, txid, { kind: 'cancel-asked' })
  if (charge.pending === null && ageMs <= openingPatienceMs) {
    await deps.opening.once(txid, () => openAgain(deps, charge))
    return
  }
  // Taken back before it opened: it must not exist at the PSP, or must be removed there.
  const outcome = await settleCharge(deps, txid, 'asking')
  if (outcome !== 'absent') return finishCancel(deps, txid)
  if (deps.silence.forMs(txid) <= replicaLagMs || ageMs <= replicaLagMs) return
  await commitFact(deps, txid, { kind: 'absent-at-psp' })
}

/** The list that named it may be older than the answer it waited for, and the same bytes once more would undo an extension since. */
async function openAgain(deps: Deps & { opening: Opening }, listed: Charge): Promise<Created> {
  const charge = (await deps.store.charge(listed.txid)) ?? listed
  const body = await deps.store.pspRequest(listed.txid)
  if (charge.status !== 'opening' || body === undefined) return { kind: 'already-there', charge }
  await deps.store.noteRepeat(charge.txid, deps.psp.nowMs())
  return openCharge(deps, charge, body, 'repeat')
}
