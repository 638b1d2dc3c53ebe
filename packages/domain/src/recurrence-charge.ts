import { dayAfter } from './days.ts'
import type { RecurrenceStatus, RecurrenceTerms } from './recurrence.ts'
import { cycleOf } from './recurrence-cycles.ts'

/** opening: written, and nobody knows yet whether the PSP has it; the others as the PSP says them (API Pix, CobRStatus). */
export type RecurrenceChargeStatus =
  | 'opening'
  | 'created'
  | 'active'
  | 'concluded'
  | 'expired'
  | 'rejected'
  | 'cancelled'

export type ChargeTry = {
  kind: 'scheduled' | 'after-due-date' | 'same-day' | 'undetermined'
  status: 'requested' | 'scheduled' | 'paid' | 'cancelled' | 'rejected' | 'expired' | 'undetermined'
  settlesOn: string | null
  /** Why it came to nothing, by the arrangement's code. */
  code: string | null
}

export type RecurrenceCharge = {
  txid: string
  recurrenceId: string
  version: number
  status: RecurrenceChargeStatus
  amountCents: number
  dueDay: string
  info: string | null
  tries: readonly ChargeTry[]
  endCode: string | null
  /** The PSP's words where it would not take it. */
  refusal: string | null
  createdAtMs: number
}

/** The PSP's answer, with what of it can change. */
export type ChargeTold = {
  status: Exclude<RecurrenceChargeStatus, 'opening'> | 'undetermined'
  tries: readonly ChargeTry[]
  endCode: string | null
}

/** From each status to those that may follow it. A rejected or cancelled one makes room for another in its cycle. */
const next: Record<RecurrenceChargeStatus, readonly RecurrenceChargeStatus[]> = {
  opening: ['created', 'active', 'concluded', 'expired', 'rejected', 'cancelled'],
  created: ['active', 'concluded', 'expired', 'rejected', 'cancelled'],
  active: ['concluded', 'expired', 'rejected', 'cancelled'],
  concluded: [],
  expired: [],
  rejected: [],
  cancelled: [],
}
export const isChargeOver = ({ status }: Pick<RecurrenceCharge, 'status'>): boolean =>
  next[status].length === 0

/** The charge as it is after this answer; undefined where it says nothing new, or was read before what is known. */
export function chargeAfter(charge: RecurrenceCharge, told: ChargeTold): RecurrenceCharge | undefined {
  const isNext = told.status !== 'undetermined' && next[charge.status].includes(told.status)
  if (!isNext && told.status !== charge.status) return undefined
  const status = isNext && told.status !== 'undetermined' ? told.status : charge.status
  // Tries are only added to and go forward: a list with fewer of them is an older one.
  const tries = told.tries.length < charge.tries.length ? charge.tries : told.tries
  const isSame = status === charge.status && JSON.stringify(tries) === JSON.stringify(charge.tries)
  if (isSame) return undefined
  return { ...charge, status, tries, endCode: told.endCode, version: charge.version + 1 }
}

type Objection = { field: string; message: string }

/** Why this may not be charged, before the PSP is asked. `others` are the charges of the same recurrence. */
export function objectionToCharge(
  { status, terms }: { status: RecurrenceStatus; terms: RecurrenceTerms },
  others: readonly Pick<RecurrenceCharge, 'status' | 'dueDay'>[],
  { amountCents, dueDay }: { amountCents: number; dueDay: string },
  today: string,
): 'not-approved' | Objection | undefined {
  if (status !== 'approved') return 'not-approved'
  if (dueDay < today) return { field: 'dueDay', message: `must be ${today} or later` }
  if (terms.fixedCents !== null && amountCents !== terms.fixedCents)
    return { field: 'amountCents', message: `must be ${terms.fixedCents}: the payer has agreed to no other` }
  const cycle = cycleOf(terms, dueDay)
  if (cycle === undefined) return { field: 'dueDay', message: `must be ${terms.firstDay} or later` }
  if (terms.lastDay !== null && dueDay > terms.lastDay)
    return { field: 'dueDay', message: `must be ${terms.lastDay} or earlier` }
  const isTaken = others.some(
    (other) =>
      other.status !== 'rejected' && other.status !== 'cancelled' && cycleOf(terms, other.dueDay) === cycle,
  )
  return isTaken
    ? {
        field: 'dueDay',
        message: 'is in a cycle that is charged already: cancel that charge, or take the next one',
      }
    : undefined
}

/** The last day on which it may be taken back, to its end in Brasília: the one before the first planned settlement (API Pix, PATCH /cobr). */
export const lastCancelDay = ({ dueDay, tries }: Pick<RecurrenceCharge, 'dueDay' | 'tries'>): string =>
  dayAfter(tries[0]?.settlesOn ?? dueDay, -1)

export const mayCancelCharge = (charge: RecurrenceCharge, today: string): boolean =>
  (charge.status === 'created' || charge.status === 'active') && today <= lastCancelDay(charge)

const mostRetries = 3
const retryDays = 7

/** On which days one more try may be asked for; undefined where none may (API Pix, PERMITE_3R_7D). */
export function retryWindow(
  { status, dueDay, tries }: RecurrenceCharge,
  policy: RecurrenceTerms['retryPolicy'],
  today: string,
): { fromDay: string; toDay: string } | undefined {
  if (policy === 'none' || status !== 'active' || tries.length === 0) return undefined
  if (tries.some((one) => one.status === 'requested' || one.status === 'scheduled')) return undefined
  if (tries.filter(({ kind }) => kind === 'after-due-date').length >= mostRetries) return undefined
  const fromDay = dayAfter(today)
  const toDay = dayAfter(tries[0]?.settlesOn ?? dueDay, retryDays)
  return fromDay <= toDay ? { fromDay, toDay } : undefined
}
