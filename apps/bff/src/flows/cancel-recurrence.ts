import type { Recurrence } from '@balcao/domain'
import { isOutcomeUnknown, PixError } from '@balcao/pix'
import { commitRecurrence } from './commit-recurrence.ts'
import { looksAgainAfterMs, outcome, type RecurrenceDeps } from './recurrence-deps.ts'

export type RecurrenceCancelled =
  | { kind: 'done' | 'asked'; recurrence: Recurrence }
  | { kind: 'over' }
  | { kind: 'refused'; error: PixError }

/** Ends a recurrence at the PSP. What is to be settled today still is. Where the answer is lost, what came of it is read soon. */
export async function cancelRecurrence(
  deps: RecurrenceDeps,
  recurrence: Recurrence,
): Promise<RecurrenceCancelled> {
  const { store, psp, clock, by } = deps
  const { recurrenceId, idRec, status } = recurrence
  if (status === 'cancelled') return { kind: 'done', recurrence }
  if (idRec === null || (status !== 'offered' && status !== 'approved')) return { kind: 'over' }
  await store.noteRecurrenceDeed(recurrenceId, { deed: 'cancel' }, { by, nowMs: clock.now() })
  await store.askAboutRecurrence(recurrenceId, psp.nowMs() + looksAgainAfterMs)
  const truth = await outcome(psp.recurrences.cancel(idRec))
  if (!(truth instanceof PixError)) {
    const now = await commitRecurrence(deps, recurrenceId, truth)
    return { kind: 'done', recurrence: now ?? recurrence }
  }
  if (!isOutcomeUnknown(truth)) return { kind: 'refused', error: truth }
  await store.askAboutRecurrence(recurrenceId, psp.nowMs())
  return { kind: 'asked', recurrence }
}
