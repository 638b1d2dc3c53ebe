import { createJournal, type Journal } from './journal.ts'
import type { Complaint, Promised, Seen } from './promise.ts'
import { promisesOfState } from './promises-of-state.ts'
import { promisesOfTills } from './promises-of-tills.ts'
import { unlikeTheBank } from './told-by-the-bank.ts'

/** Whatever happened, this must hold at any moment. */
export const brokenPromises = (journal: Journal, seen: Seen): Complaint[] =>
  broken([...promisesOfState, ...promisesOfTills], journal, seen)

/** The same where nobody has kept a journal: what is true of the state alone. */
export const untrueState = (seen: Seen, except: readonly string[] = []): Complaint[] =>
  broken(
    promisesOfState.filter(({ invariant }) => !except.includes(invariant)),
    createJournal(),
    seen,
  )

const broken = (promises: readonly Promised[], journal: Journal, seen: Seen): Complaint[] =>
  promises.flatMap(({ invariant, kind, broken }) =>
    broken(seen, journal).map((what) => ({ invariant, kind, what })),
  )

/** What has still to be found out: it may take a while, and must come to an end. */
export function unsettled({ ledger, psp }: Pick<Seen, 'ledger' | 'psp'>): Left[] {
  const payments = new Set(ledger.flatMap((charge) => charge.payments.map(({ endToEndId }) => endToEndId)))
  const told = (invariant: Left['invariant'], all: string[]) => all.map((what) => ({ invariant, what }))
  return [
    ...told(
      'I18',
      ledger
        .filter(({ status, pending }) => status === 'opening' || pending !== null)
        .map(({ txid, status, pending }) => `${txid} is ${pending ?? status}`),
    ),
    ...told(
      'I1',
      psp.pix
        .filter(({ endToEndId }) => !payments.has(endToEndId))
        .map(({ endToEndId }) => `${endToEndId} is not known`),
    ),
    ...told(
      'I4',
      ledger.flatMap(({ refunds }) =>
        refunds
          .filter(({ status }) => status === 'requested' || status === 'processing')
          .map(({ id }) => `refund ${id} is not known to be made`),
      ),
    ),
    ...told(
      'I6',
      ledger
        .filter(({ status, receivedCents, amountCents }) => receivedCents >= amountCents && status !== 'paid')
        .map(({ txid, status }) => `${txid} has its money and is ${status}`),
    ),
    ...told('I20', unlikeTheBank({ ledger, psp })),
  ]
}
export type Left = { invariant: (typeof settledInvariants)[number] | 'I8' | 'I23'; what: string }
/** What `unsettled` looks at, and the day that is held against the bank at the end (look.ts). */
export const settledInvariants = ['I1', 'I4', 'I6', 'I12', 'I18', 'I20'] as const
