import type { Recurrence } from '@balcao/domain'
import { isOutcomeUnknown, PixError } from '@balcao/pix'
import { commitRecurrence } from './commit-recurrence.ts'
import { isPassing, outcome, type RecurrenceDeps, refusalText } from './recurrence-deps.ts'

/** After this long nobody waits at the counter for a code any more. */
const openingPatienceMs = 10 * 60_000

/**
 * The way from a written intent to a code: a place, the recurrence at that place, its codes. API Pix gives POST /rec no key to repeat it
 * by, and a second one would be a second recurrence. The place is the key: the PSP lets one recurrence have it, so a repeat first asks
 * what stands there. Called again after a lost answer or a crash, it goes on from where it was. Throws PixError where the PSP does not
 * answer.
 */
export function createRecurrenceOpening(deps: RecurrenceDeps) {
  const underWay = new Map<string, Promise<Recurrence>>()
  return {
    /** One at a time: a second tap waits for the first one's answer. */
    open(recurrence: Recurrence): Promise<Recurrence> {
      const { recurrenceId } = recurrence
      const known = underWay.get(recurrenceId)
      if (known !== undefined) return known
      const promise = open(deps, recurrence).finally(() => underWay.delete(recurrenceId))
      underWay.set(recurrenceId, promise)
      return promise
    },
  }
}
export type RecurrenceOpening = ReturnType<typeof createRecurrenceOpening>

async function open(deps: RecurrenceDeps, before: Recurrence): Promise<Recurrence> {
  const { psp } = deps
  let now = before
  const commit = async (fact: Parameters<typeof commitRecurrence>[2]) => {
    now = (await commitRecurrence(deps, before.recurrenceId, fact)) ?? now
  }
  const isLate = psp.nowMs() - before.createdAtMs > openingPatienceMs
  if (now.locId === null) {
    if (isLate) await commit({ kind: 'psp-refused', text: null })
    else await commit({ kind: 'place-made', locId: await psp.recurrences.makePlace() })
  }
  if (now.status !== 'opening' || now.locId === null) return now
  // A place that was there before this attempt may have been taken by the one before it.
  const known = before.locId === null ? undefined : await psp.recurrences.atPlace(before.locId)
  if (known !== undefined) await commit(await psp.recurrences.read(known))
  else if (isLate) await commit({ kind: 'psp-refused', text: null })
  else {
    const offered = await outcome(psp.recurrences.offer(now, await boundTxid(deps, now)))
    if (offered instanceof PixError) await afterRefusal(deps, now, offered, commit)
    else await commit(offered)
  }
  return readCodes(deps, now)
}

/** Of a charge with a due date the recurrence knows nothing: the two meet in the code (journey 4). */
const boundTxid = async ({ store }: RecurrenceDeps, { txid }: Recurrence) =>
  txid === null || (await store.hasDueDay(txid)) ? null : txid

/** A repeat is refused where the first try was applied, since its place is taken: the PSP knows. */
async function afterRefusal(
  { psp, log }: RecurrenceDeps,
  { recurrenceId, locId }: Recurrence,
  refusal: PixError,
  commit: (fact: Parameters<typeof commitRecurrence>[2]) => Promise<void>,
): Promise<void> {
  log.warn({ recurrenceId, code: refusal.code, problem: refusal.problem?.type }, 'recurrence not offered')
  if (isOutcomeUnknown(refusal) || isPassing(refusal) || locId === null) throw refusal
  const standing = await psp.recurrences.atPlace(locId)
  if (standing === undefined) await commit({ kind: 'psp-refused', text: refusalText(refusal) })
  else await commit(await psp.recurrences.read(standing))
}

/** What there is to show of what is offered. The composite code is there as long as its charge awaits its payment. */
export async function readCodes(deps: RecurrenceDeps, recurrence: Recurrence): Promise<Recurrence> {
  const { psp, store } = deps
  const { idRec, txid, codes, status, recurrenceId } = recurrence
  if (status !== 'offered' || idRec === null) return recurrence
  const charge = txid === null || codes.withCharge !== null ? undefined : await store.charge(txid)
  const isPayable = charge?.status === 'awaiting' && charge.copiaECola !== null
  if (codes.alone !== null && !isPayable) return recurrence
  const alone = codes.alone ?? (await psp.recurrences.code(idRec))
  const withCharge = isPayable
    ? await psp.recurrences.code(idRec, { txid: charge.txid, code: charge.copiaECola ?? '' })
    : null
  return (await commitRecurrence(deps, recurrenceId, { kind: 'codes-read', alone, withCharge })) ?? recurrence
}
