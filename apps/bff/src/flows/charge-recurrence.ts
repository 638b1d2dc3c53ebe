import {
  chargeAfter,
  isChargeOver,
  lastCancelDay,
  mayCancelCharge,
  objectionToCharge,
  type Recurrence,
  type RecurrenceCharge,
  retryWindow,
} from '@balcao/domain'
import { isOutcomeUnknown, PixError } from '@balcao/pix'
import type { RecurrenceChargeTruth } from '../psp/recurrence-truth.ts'
import type { ListedPix } from '../psp/translate.ts'
import type { Due } from '../store/recurrences.ts'
import {
  isPassing,
  looksAgainAfterMs,
  outcome,
  type RecurrenceDeps,
  refusalText,
  todayAtPsp,
} from './recurrence-deps.ts'

const minute = 60_000

/** A charge lives for days: it is asked about this often besides the webhook, and soon while its answer is not known. */
const askAgainAtMs = (charge: RecurrenceCharge, nowMs: number): number | null => {
  if (isChargeOver(charge)) return null
  return nowMs + (charge.status === 'opening' ? 2_000 : 10 * minute)
}

export type ChargingAsked = Pick<RecurrenceCharge, 'txid' | 'amountCents' | 'dueDay' | 'info'>
export type Charging =
  | { kind: 'charged' | 'already-there' | 'unknown'; charge: RecurrenceCharge }
  | { kind: 'not-approved' | 'txid-reused' }
  | { kind: 'wrong'; field: string; message: string }

/** Charges one cycle of a recurrence: written first, then asked of the PSP under the same txid as often as it takes. */
export async function chargeRecurrence(
  deps: RecurrenceDeps,
  recurrence: Recurrence,
  asked: ChargingAsked,
): Promise<Charging> {
  const { store, psp } = deps
  const { recurrenceId, idRec } = recurrence
  const known = await store.recurrenceCharge(asked.txid)
  if (known !== undefined) return alreadyThere(recurrenceId, known, asked)
  if ((await store.charge(asked.txid)) !== undefined) return { kind: 'txid-reused' }
  const others = await store.chargesOfRecurrences([recurrenceId])
  const objection = objectionToCharge(recurrence, others, asked, todayAtPsp(deps))
  if (objection === 'not-approved' || idRec === null) return { kind: 'not-approved' }
  if (objection !== undefined) return { kind: 'wrong', ...objection }
  const charge: RecurrenceCharge = {
    ...asked,
    ...{ recurrenceId, version: 1, status: 'opening', tries: [], endCode: null, refusal: null },
    createdAtMs: psp.nowMs(),
  }
  if (!(await store.insertRecurrenceCharge(charge, recurrence.terms, deps.by))) {
    const winner = await store.recurrenceCharge(asked.txid)
    return winner === undefined
      ? { kind: 'wrong', field: 'dueDay', message: 'is in a cycle that somebody has charged just now' }
      : alreadyThere(recurrenceId, winner, asked)
  }
  const sent = await outcome(sendRecurrenceCharge(deps, charge, idRec, 'first'))
  const now = sent instanceof PixError ? charge : sent
  return { kind: now.status === 'opening' ? 'unknown' : 'charged', charge: now }
}

function alreadyThere(recurrenceId: string, known: RecurrenceCharge, asked: ChargingAsked): Charging {
  const isSame =
    known.recurrenceId === recurrenceId &&
    known.amountCents === asked.amountCents &&
    known.dueDay === asked.dueDay &&
    known.info === asked.info
  if (!isSame) return { kind: 'txid-reused' }
  return { kind: known.status === 'opening' ? 'unknown' : 'already-there', charge: known }
}

/** Asks the PSP for what it has of a charge, and gives it what it does not have. Throws PixError where it does not answer. */
export async function sendRecurrenceCharge(
  deps: RecurrenceDeps,
  charge: RecurrenceCharge | Due<RecurrenceCharge>,
  idRec: string,
  attempt: 'first' | 'repeat' = 'repeat',
): Promise<RecurrenceCharge> {
  const { recurrences } = deps.psp
  if (charge.status !== 'opening')
    return commitCharge(deps, charge, await recurrences.readCharge(charge.txid))
  if (attempt === 'repeat') {
    const found = await outcome(recurrences.readCharge(charge.txid))
    if (!(found instanceof PixError)) return commitCharge(deps, charge, found)
    if (found.code !== 'not-found') throw found
  }
  const made = await outcome(recurrences.charge(charge, idRec))
  if (!(made instanceof PixError)) return commitCharge(deps, charge, made)
  if (isOutcomeUnknown(made) || isPassing(made)) throw made
  // "In use" may be our own first try, whose answer was lost: the PSP knows.
  const standing = await outcome(recurrences.readCharge(charge.txid))
  if (!(standing instanceof PixError)) return commitCharge(deps, charge, standing)
  if (standing.code !== 'not-found') throw standing
  return refuse(deps, charge, refusalText(made))
}

async function commitCharge(
  deps: RecurrenceDeps,
  charge: RecurrenceCharge,
  truth: RecurrenceChargeTruth,
): Promise<RecurrenceCharge> {
  // The money first: what is told as paid has been received, whatever happens between the two.
  if (truth.received.length > 0) await keepReceived(deps, truth.received)
  return (await write(deps, charge, (before) => chargeAfter(before, truth))) ?? charge
}

/** It pays no charge of the till: it is found again by the txid that it came under. */
async function keepReceived({ store, clock }: RecurrenceDeps, received: readonly ListedPix[]): Promise<void> {
  const unknown = await store.unknownPix(received.map(({ endToEndId }) => endToEndId))
  for (const pix of received)
    if (unknown.has(pix.endToEndId)) await store.insertOrphan(pix, { heardBy: 'asking', nowMs: clock.now() })
}

const refuse = async (deps: RecurrenceDeps, charge: RecurrenceCharge, refusal: string) =>
  (await write(deps, charge, (before) =>
    before.status === 'opening'
      ? { ...before, status: 'rejected', refusal, version: before.version + 1 }
      : undefined,
  )) ?? charge

/** One that came to nothing may be the first that is heard of the end of its recurrence, so that is asked about now. */
async function write(
  { store, clock, psp, by }: RecurrenceDeps,
  charge: RecurrenceCharge | Due<RecurrenceCharge>,
  decide: (before: RecurrenceCharge) => RecurrenceCharge | undefined,
): Promise<RecurrenceCharge | undefined> {
  const now = await store.advanceRecurrenceCharge(charge.txid, decide, {
    ...{ by, nowMs: clock.now(), askedForMs: 'askAtMs' in charge ? charge.askAtMs : undefined },
    askAtMs: (one) => askAgainAtMs(one, psp.nowMs()),
  })
  const hasFailed = now !== undefined && isChargeOver(now) && now.status !== 'concluded'
  if (hasFailed && !isChargeOver(charge)) await store.askAboutRecurrence(now.recurrenceId, psp.nowMs())
  return now
}

export type ChargeDeed =
  | { kind: 'done' | 'asked'; charge: RecurrenceCharge }
  /** `untilDay`: the last day on which it could be done, to its end in Brasília; null where the state is in the way. */
  | { kind: 'too-late'; untilDay: string | null }
  | { kind: 'wrong'; field: string; message: string }
  | { kind: 'refused'; error: PixError }

/** Takes a charge back, until the day before it is first settled. */
export async function cancelRecurrenceCharge(
  deps: RecurrenceDeps,
  charge: RecurrenceCharge,
): Promise<ChargeDeed> {
  if (charge.status === 'cancelled') return { kind: 'done', charge }
  const today = todayAtPsp(deps)
  if (!mayCancelCharge(charge, today)) return tooLate(charge, today)
  const done = await deed(deps, charge, { deed: 'cancel' }, () =>
    deps.psp.recurrences.cancelCharge(charge.txid),
  )
  if (done.kind !== 'refused') return done
  // It may know of an earlier settlement, or it has become midnight on the way: then that is the answer, and not its words.
  const standing = await outcome(deps.psp.recurrences.readCharge(charge.txid))
  if (standing instanceof PixError) return done
  const now = await commitCharge(deps, charge, standing)
  if (now.status === 'cancelled') return { kind: 'done', charge: now }
  return mayCancelCharge(now, todayAtPsp(deps)) ? done : tooLate(now, todayAtPsp(deps))
}

const tooLate = (charge: RecurrenceCharge, today: string): ChargeDeed => {
  const untilDay = lastCancelDay(charge)
  return { kind: 'too-late', untilDay: today > untilDay ? untilDay : null }
}

/** Asks for one more try on another day, where the payer has agreed to that. */
export async function retryRecurrenceCharge(
  deps: RecurrenceDeps,
  { terms }: Recurrence,
  charge: RecurrenceCharge,
  day: string,
): Promise<ChargeDeed> {
  // The same wish again, after an answer that was lost.
  if (charge.tries.some((one) => one.kind === 'after-due-date' && one.settlesOn === day))
    return { kind: 'done', charge }
  const window = retryWindow(charge, terms.retryPolicy, todayAtPsp(deps))
  if (window === undefined) return { kind: 'too-late', untilDay: null }
  if (day < window.fromDay || day > window.toDay)
    return { kind: 'wrong', field: 'day', message: `must be from ${window.fromDay} to ${window.toDay}` }
  return deed(deps, charge, { deed: 'retry', day }, () => deps.psp.recurrences.retryCharge(charge.txid, day))
}

/** Written down, then asked of the PSP. Where its answer is lost, what came of it is read soon. */
async function deed(
  deps: RecurrenceDeps,
  charge: RecurrenceCharge,
  detail: Record<string, unknown>,
  ask: () => Promise<RecurrenceChargeTruth>,
): Promise<ChargeDeed> {
  const { store, clock, psp, by } = deps
  const { txid, recurrenceId } = charge
  await store.noteRecurrenceDeed(recurrenceId, { ...detail, txid }, { by, nowMs: clock.now() })
  await store.askAboutRecurrenceCharge(txid, psp.nowMs() + looksAgainAfterMs)
  const told = await outcome(ask())
  if (!(told instanceof PixError)) return { kind: 'done', charge: await commitCharge(deps, charge, told) }
  if (!isOutcomeUnknown(told)) return { kind: 'refused', error: told }
  await store.askAboutRecurrenceCharge(txid, psp.nowMs())
  return { kind: 'asked', charge }
}
