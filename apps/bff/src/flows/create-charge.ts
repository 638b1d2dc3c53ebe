import { type Charge, newCharge } from '@balcao/domain'
import { isOutcomeUnknown, PixError } from '@balcao/pix'
import type { Deps } from '../deps.ts'
import type { Due } from '../psp/charge-kinds.ts'
import type { CobTruth } from '../psp/translate.ts'
import { PspResting } from '../psp/weather.ts'
import { commitFact } from './commit-fact.ts'
import { kindOf, wrongDue } from './due-charge.ts'
import { replicaLagMs } from './silence.ts'

export type NewChargeAsked = {
  txid: string
  terminalId: string
  amountCents: number
  description: string | null
  /** Until when it is paid, and by whom; absent of a sale that is paid at once. */
  due?: Due | undefined
}
export type Created =
  | { kind: 'created' | 'already-there'; charge: Charge }
  /** The PSP's answer is not known: the charge is in the ledger as opening, and is asked for until it is known. */
  | { kind: 'unknown'; charge: Charge }
  | { kind: 'txid-reused' }
  /** Somebody has taken this sale back already. */
  | { kind: 'withdrawn' }
  | { kind: 'psp-resting' }
  | { kind: 'wrong'; field: string; message: string }
  | { kind: 'refused'; error: PixError }

/**
 * Writes the intent, creates the charge at the PSP, commits what it answered. The same request again, at any moment and from any
 * number of tabs, ends in the same charge.
 */
export async function createCharge(
  deps: Deps & { opening: Opening },
  asked: NewChargeAsked,
): Promise<Created> {
  const { store, psp, clock, bus, opening } = deps
  if (opening.isWithdrawn(asked.txid)) return { kind: 'withdrawn' }
  // Nothing is written while nothing could be sent: the cashier is told at once, and the next attempt begins clean.
  const weather = psp.status()
  if (weather.status === 'down' && clock.now() < weather.nextAttemptAtMs) {
    const known = await store.charge(asked.txid)
    return known === undefined ? { kind: 'psp-resting' } : alreadyThere(deps, known, asked)
  }

  const wrong = asked.due && wrongDue(psp, asked, asked.due)
  if (wrong !== undefined) {
    const known = await store.charge(asked.txid)
    return known === undefined ? { kind: 'wrong', ...wrong } : alreadyThere(deps, known, asked)
  }
  const charge = newCharge({ ...asked, dueDay: asked.due?.day ?? null }, psp.nowMs())
  const body = bodyOf(psp, asked)
  // Nearly every txid is new: the write itself tells the one that is not, and spares all others a question.
  const inserted = await store.insertCharge(charge, body, deps.by)
  if (!inserted) return alreadyThere(deps, (await store.charge(asked.txid)) ?? charge, asked)
  bus.ringHere(charge.terminalId)
  if (opening.isWithdrawn(asked.txid)) {
    // In the moment in which it was written: it never goes to the PSP.
    await commitFact(deps, asked.txid, { kind: 'psp-refused' })
    return { kind: 'withdrawn' }
  }
  return opening.once(asked.txid, () => openCharge(deps, charge, body, 'first'))
}

/**
 * The rest of the way, from a written intent to the PSP's answer. Also what a start after a crash goes on with: then it is a repeat,
 * and a refusal may mean that the first try was applied.
 */
export async function openCharge(
  deps: Deps & { opening: Opening },
  charge: Charge,
  body: string,
  attempt: 'first' | 'repeat',
): Promise<Created> {
  try {
    return await opened(deps, charge, await deps.psp.createCharge(charge.txid, body, kindOf(charge)))
  } catch (error) {
    if (!(error instanceof PixError)) throw error
    deps.log.warn({ txid: charge.txid, code: error.code, problem: error.problem?.type }, 'charge not opened')
    if (error instanceof PspResting || isPassing(error)) return { kind: 'unknown', charge }
    if (isOutcomeUnknown(error)) {
      deps.silence.heardNothing(charge.txid)
      return { kind: 'unknown', charge }
    }
    return afterRefusal(deps, charge, error, attempt)
  }
}

async function opened(deps: Deps, charge: Charge, truth: CobTruth): Promise<Created> {
  const { txid } = charge
  if (truth.amountCents !== charge.amountCents) {
    deps.log.error({ txid }, 'the PSP has a charge of another amount under this txid')
    await commitFact(deps, txid, { kind: 'psp-refused' })
    const why = 'The PSP has a charge of another amount under this txid'
    return { kind: 'refused', error: new PixError('conflict', why) }
  }
  const decision = await commitFact(deps, txid, truth, 'asking', charge)
  // Otherwise a webhook has overtaken the answer.
  const now = decision?.kind === 'advanced' ? decision.charge : ((await deps.store.charge(txid)) ?? charge)
  // Without a code there is nothing to show yet: it is asked for again.
  return { kind: now.status === 'opening' ? 'unknown' : 'created', charge: now }
}

/** Whether the charge exists all the same is asked of the PSP, which alone knows. */
async function afterRefusal(
  deps: Deps & { opening: Opening },
  charge: Charge,
  refusal: PixError,
  attempt: 'first' | 'repeat',
): Promise<Created> {
  try {
    const truth = await deps.psp.readCharge(charge.txid, kindOf(charge))
    if (truth !== 'absent') return await opened(deps, charge, truth)
    // A replica that does not know an earlier try yet would make us forget a charge that can be paid.
    const { txid, createdAtMs } = charge
    const silentMs = attempt === 'first' ? deps.psp.nowMs() - createdAtMs : deps.silence.forMs(txid)
    const mayExist = attempt === 'repeat' || refusal.code === 'conflict'
    if (mayExist && silentMs < replicaLagMs) return { kind: 'unknown', charge }
    await commitFact(deps, charge.txid, { kind: 'psp-refused' })
    return { kind: 'refused', error: refusal }
  } catch (error) {
    if (!(error instanceof PixError)) throw error
    return { kind: 'unknown', charge }
  }
}

const bodyOf = (psp: Deps['psp'], { txid, amountCents, description, due }: NewChargeAsked) =>
  due === undefined
    ? psp.newChargeBody(txid, amountCents, description)
    : psp.newDueChargeBody(txid, amountCents, description, due)

/** Who is to pay stands in the bytes for the PSP alone, until they are forgotten. */
async function isSameDebtor({ psp, store }: Deps, asked: NewChargeAsked): Promise<boolean> {
  if (asked.due === undefined) return true
  const body = await store.pspRequest(asked.txid)
  return body === '' || body === bodyOf(psp, asked)
}

/** Neither says anything of the charge: the token or the pace was refused, and the next attempt may pass. */
const isPassing = ({ code }: PixError) => code === 'unauthorized' || code === 'rate-limited'

async function alreadyThere(
  deps: Deps & { opening: Opening },
  charge: Charge,
  asked: NewChargeAsked,
): Promise<Created> {
  const isSame =
    charge.amountCents === asked.amountCents &&
    charge.terminalId === asked.terminalId &&
    charge.description === asked.description &&
    charge.dueDay === (asked.due?.day ?? null) &&
    (await isSameDebtor(deps, asked))
  if (!isSame) return { kind: 'txid-reused' }
  const underWay = deps.opening.underWay(charge.txid)
  if (underWay !== undefined) return underWay
  return charge.status === 'opening' ? { kind: 'unknown', charge } : { kind: 'already-there', charge }
}

/** A till gives a request up after ten seconds; what a network keeps for longer than this is not delivered any more. */
const requestLifeMs = 120_000

/** Charges being opened by this process: a double click waits for the first click's answer instead of asking the PSP again. */
export type Opening = ReturnType<typeof createOpening>
export function createOpening(now: () => number) {
  const promises = new Map<string, Promise<Created>>()
  const withdrawnAtMs = new Map<string, number>()
  return {
    /** The till was told that there is no such charge, and takes the sale back: its request may still be on the way. */
    withdraw(txid: string) {
      for (const [other, atMs] of withdrawnAtMs) if (now() - atMs > requestLifeMs) withdrawnAtMs.delete(other)
      withdrawnAtMs.set(txid, now())
    },
    isWithdrawn: (txid: string) =>
      now() - (withdrawnAtMs.get(txid) ?? Number.NEGATIVE_INFINITY) <= requestLifeMs,
    underWay: (txid: string) => promises.get(txid),
    once(txid: string, open: () => Promise<Created>): Promise<Created> {
      const known = promises.get(txid)
      if (known !== undefined) return known
      const promise = open().finally(() => promises.delete(txid))
      promises.set(txid, promise)
      return promise
    },
  }
}
