import { type Recurrence, wrongTerm } from '@balcao/domain'
import { PixError } from '@balcao/pix'
import type { RecurrenceOpening } from './open-recurrence.ts'
import { fieldAtFault, outcome, type RecurrenceDeps, todayAtPsp } from './recurrence-deps.ts'

export type RecurrenceAsked = Pick<Recurrence, 'recurrenceId' | 'terminalId' | 'txid' | 'terms' | 'debtor'>
export type Offered =
  | { kind: 'offered' | 'already-there'; recurrence: Recurrence }
  /** The PSP's answer is not known: it is in the ledger as opening, and is asked for until it is known. */
  | { kind: 'unknown'; recurrence: Recurrence }
  | { kind: 'id-reused' | 'charge-not-found' | 'charge-closed' | 'psp-resting' }
  | { kind: 'wrong'; field: string; message: string }

/** Writes the intent, offers the recurrence at the PSP, commits what it answered. The same request again ends in the same recurrence. */
export async function offerRecurrence(
  deps: RecurrenceDeps & { recurrenceOpening: RecurrenceOpening },
  asked: RecurrenceAsked,
): Promise<Offered> {
  const { store, psp, bus, clock } = deps
  const known = await store.recurrence(asked.recurrenceId)
  if (known !== undefined) return alreadyThere(deps, known, asked)
  const weather = psp.status()
  if (weather.status === 'down' && clock.now() < weather.nextAttemptAtMs) return { kind: 'psp-resting' }

  const recurrence: Recurrence = {
    ...asked,
    ...{ version: 1, status: 'opening', locId: null, idRec: null, journey: null, end: null, ending: null },
    codes: { alone: null, withCharge: null },
    createdAtMs: psp.nowMs(),
  }
  const wrong = wrongTerm(asked.terms, todayAtPsp(deps)) ?? unsendable(deps, recurrence)
  if (wrong !== undefined) return { kind: 'wrong', ...wrong }
  const charge = asked.txid === null ? undefined : await store.charge(asked.txid)
  if (asked.txid !== null && charge?.terminalId !== asked.terminalId) return { kind: 'charge-not-found' }
  if (charge !== undefined && charge.status !== 'awaiting') return { kind: 'charge-closed' }

  if (!(await store.insertRecurrence(recurrence, deps.by)))
    return alreadyThere(deps, (await store.recurrence(asked.recurrenceId)) ?? recurrence, asked)
  bus.ring(recurrence.terminalId)
  return goOn(deps, recurrence, 'offered')
}

/** What API Pix could never take, by the field of ours that it stands in. */
function unsendable({ psp }: RecurrenceDeps, recurrence: Recurrence) {
  try {
    psp.recurrences.check(recurrence)
    return undefined
  } catch (error) {
    return fieldAtFault(error)
  }
}

async function alreadyThere(
  deps: RecurrenceDeps & { recurrenceOpening: RecurrenceOpening },
  known: Recurrence,
  asked: RecurrenceAsked,
): Promise<Offered> {
  const same = ({ terminalId, txid, terms, debtor }: RecurrenceAsked) =>
    JSON.stringify([terminalId, txid, Object.entries(terms).sort(), debtor.name, debtor.document])
  if (same(known) !== same(asked)) return { kind: 'id-reused' }
  return known.status === 'opening'
    ? goOn(deps, known, 'already-there')
    : { kind: 'already-there', recurrence: known }
}

async function goOn(
  deps: RecurrenceDeps & { recurrenceOpening: RecurrenceOpening },
  recurrence: Recurrence,
  kind: 'offered' | 'already-there',
): Promise<Offered> {
  const opened = await outcome(deps.recurrenceOpening.open(recurrence))
  if (opened instanceof PixError || opened.status === 'opening') {
    const now = (await deps.store.recurrence(recurrence.recurrenceId)) ?? recurrence
    return { kind: now.status === 'opening' ? 'unknown' : kind, recurrence: now }
  }
  return { kind, recurrence: opened }
}
