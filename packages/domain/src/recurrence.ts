import type { RecurrenceFrequency } from './recurrence-cycles.ts'

/**
 * opening: written, and nobody knows yet whether the PSP has it · offered: a payer may agree to it (CRIADA) · the others as the PSP
 * says them. What the PSP would not take at all is cancelled, by a refusal.
 */
export type RecurrenceStatus = 'opening' | 'offered' | 'approved' | 'rejected' | 'expired' | 'cancelled'

export type RecurrenceTerms = {
  object: string | null
  contract: string
  frequency: RecurrenceFrequency
  firstDay: string
  /** null: until somebody cancels it. */
  lastDay: string | null
  /** The same every time; null where it varies. */
  fixedCents: number | null
  /** Where it varies: no payer may set a limit below it. */
  minimumCents: number | null
  retryPolicy: 'none' | 'three-in-seven-days'
}

/** `by` and `code` are the arrangement's; `text` is the PSP's own, for people. */
export type RecurrenceEnd = {
  kind: 'rejection' | 'cancellation' | 'refusal'
  by: 'payer' | 'payer-psp' | 'receiver' | 'receiver-psp' | null
  code: string | null
  text: string | null
}

/** charge-ended: what was to be paid with it was not · time-over: nobody has answered. */
export type OfferEnding = 'charge-ended' | 'time-over'

export type Recurrence = {
  recurrenceId: string
  version: number
  status: RecurrenceStatus
  terminalId: string
  /** The charge that is paid with the same consent (journey 3), or before it where it has a due date (journey 4). */
  txid: string | null
  terms: RecurrenceTerms
  /** Digits of a CPF or characters of a CNPJ. */
  debtor: { name: string; document: string }
  /** The place that its code points at. One recurrence has it at a time, so it also tells a repeat of the offer from another one. */
  locId: number | null
  /** The PSP's id of it. */
  idRec: string | null
  /** The code of the recurrence alone, and that of the charge and the recurrence together. */
  codes: { alone: string | null; withCharge: string | null }
  /** How the payer came to agree. */
  journey: 1 | 2 | 3 | 4 | null
  end: RecurrenceEnd | null
  /** Why nobody may agree to it any more, as the shop has it: the PSP is asked to end it, until it says that it has. */
  ending: OfferEnding | null
  createdAtMs: number
}

export type RecurrenceFact =
  | { kind: 'place-made'; locId: number }
  | {
      kind: 'psp-says'
      idRec: string
      /** undetermined: a word that is not known yet; nothing is concluded from it. */
      status: Exclude<RecurrenceStatus, 'opening'> | 'undetermined'
      journey: Recurrence['journey']
      end: RecurrenceEnd | null
    }
  | { kind: 'codes-read'; alone: string | null; withCharge: string | null }
  | { kind: 'psp-refused'; text: string | null }
  | { kind: 'offer-over'; why: OfferEnding }

export type RecurrenceAdvance =
  | { kind: 'advanced'; recurrence: Recurrence }
  | { kind: 'already-done' }
  | { kind: 'refused'; code: 'never-after' | 'other-recurrence' }

/** From each status to those that may follow it (API Pix, RecStatus). What was read earlier and comes later changes nothing. */
const next: Record<RecurrenceStatus, readonly RecurrenceStatus[]> = {
  opening: ['offered', 'approved', 'rejected', 'expired', 'cancelled'],
  offered: ['approved', 'rejected', 'expired', 'cancelled'],
  approved: ['expired', 'cancelled'],
  rejected: [],
  expired: [],
  cancelled: [],
}

export function advanceRecurrence(recurrence: Recurrence, fact: RecurrenceFact): RecurrenceAdvance {
  switch (fact.kind) {
    case 'place-made':
      return recurrence.locId === null
        ? advanced(recurrence, { locId: fact.locId })
        : { kind: 'already-done' }
    case 'psp-refused': {
      if (recurrence.status === 'cancelled') return { kind: 'already-done' }
      if (recurrence.status !== 'opening') return { kind: 'refused', code: 'never-after' }
      const end = { kind: 'refusal', by: null, code: null, text: fact.text } as const
      return advanced(recurrence, { status: 'cancelled', end })
    }
    case 'codes-read': {
      const codes = {
        alone: fact.alone ?? recurrence.codes.alone,
        withCharge: fact.withCharge ?? recurrence.codes.withCharge,
      }
      const isKnown =
        codes.alone === recurrence.codes.alone && codes.withCharge === recurrence.codes.withCharge
      return isKnown ? { kind: 'already-done' } : advanced(recurrence, { codes })
    }
    case 'offer-over':
      if (recurrence.ending !== null) return { kind: 'already-done' }
      if (recurrence.status !== 'offered') return { kind: 'refused', code: 'never-after' }
      return advanced(recurrence, { ending: fact.why })
    case 'psp-says':
      return told(recurrence, fact)
  }
}

function told(
  recurrence: Recurrence,
  { idRec, status, journey, end }: Extract<RecurrenceFact, { kind: 'psp-says' }>,
): RecurrenceAdvance {
  if (recurrence.idRec !== null && recurrence.idRec !== idRec)
    return { kind: 'refused', code: 'other-recurrence' }
  if (status === 'undetermined' || status === recurrence.status)
    return recurrence.idRec === idRec ? { kind: 'already-done' } : advanced(recurrence, { idRec })
  if (!next[recurrence.status].includes(status)) return { kind: 'refused', code: 'never-after' }
  // Whoever agreed before the PSP could end it has agreed.
  const ending = status === 'approved' ? null : recurrence.ending
  return advanced(recurrence, { idRec, status, journey: journey ?? recurrence.journey, end, ending })
}

const advanced = (recurrence: Recurrence, change: Partial<Recurrence>): RecurrenceAdvance => ({
  kind: 'advanced',
  recurrence: { ...recurrence, ...change, version: recurrence.version + 1 },
})

/** Which field of the terms cannot be, and what to do about it. */
export function wrongTerm(
  { firstDay, lastDay, fixedCents, minimumCents }: RecurrenceTerms,
  today: string,
): { field: string; message: string } | undefined {
  if (firstDay < today) return { field: 'firstDay', message: `must be ${today} or later` }
  if (lastDay !== null && lastDay < firstDay)
    return { field: 'lastDay', message: 'must not be before firstDay' }
  if (fixedCents !== null && minimumCents !== null)
    return { field: 'minimumCents', message: 'goes with an amount that varies: leave fixedCents or this out' }
  return undefined
}
