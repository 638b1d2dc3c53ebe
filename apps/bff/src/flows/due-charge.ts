import { type Charge, dayAfter } from '@balcao/domain'
import type { Deps } from '../deps.ts'
import type { ChargeKind, Due } from '../psp/charge-kinds.ts'
import { fieldAtFault, todayAtPsp } from './recurrence-deps.ts'

/** A bill of next month, with some days to spare: what is paid later than that is no business of a till. */
const farthestDays = 60

/** Under which of its two kinds the PSP has a charge. */
export const kindOf = ({ dueDay }: Pick<Charge, 'dueDay'>): ChargeKind =>
  dueDay === null ? 'immediate' : 'due'

/** Which field cannot be, and what to do about it. */
export function wrongDue(
  psp: Deps['psp'],
  { txid, amountCents, description }: Pick<Charge, 'txid' | 'amountCents' | 'description'>,
  due: Due,
): { field: string; message: string } | undefined {
  if (!psp.hasDueCharges)
    return { field: 'due', message: 'the PSP has no charges with a due date: leave it out' }
  const today = todayAtPsp({ psp })
  const last = dayAfter(today, farthestDays)
  if (due.day < today || due.day > last)
    return { field: 'due.day', message: `must be from ${today} to ${last}` }
  try {
    psp.newDueChargeBody(txid, amountCents, description, due)
    return undefined
  } catch (error) {
    const { field, message } = fieldAtFault(error)
    return { field: field.startsWith('debtor.') ? `due.${field}` : field, message }
  }
}
