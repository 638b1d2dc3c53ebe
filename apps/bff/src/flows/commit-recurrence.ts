import {
  advanceRecurrence,
  type Recurrence,
  type RecurrenceAdvance,
  type RecurrenceFact,
} from '@balcao/domain'
import type { RecurrenceDeps } from './recurrence-deps.ts'

const second = 1_000
const minute = 60 * second

/**
 * How long until the PSP is asked again: at a tenth of its age, so that a payer at the counter is heard of at once even without a
 * webhook, and what lies for months costs little. What was agreed to is so for ten minutes more at most, where nobody has told of its
 * end and the PSP answers. What has ended never changes.
 */
export function askAgainAtMs(
  { status, createdAtMs }: Pick<Recurrence, 'status' | 'createdAtMs'>,
  nowMs: number,
): number | null {
  const tenthMs = Math.round((nowMs - createdAtMs) / 10)
  const clip = (from: number, to: number) => nowMs + Math.min(Math.max(tenthMs, from), to)
  switch (status) {
    case 'opening':
      return clip(second, 30 * second)
    case 'offered':
      return clip(2 * second, 10 * minute)
    case 'approved':
      return nowMs + 10 * minute
    default:
      return null
  }
}

/** Lets the rule decide on the ledger's latest recurrence, commits, and rings the terminal's screens only after the commit. */
export async function commitRecurrence(
  { store, bus, psp, clock, log, by }: RecurrenceDeps,
  recurrenceId: string,
  fact: RecurrenceFact,
  /** The turn that this is the answer of, if it is one. */
  askedForMs?: number,
): Promise<Recurrence | undefined> {
  const nowMs = clock.now()
  let after: Recurrence | undefined
  const decide = (before: Recurrence): RecurrenceAdvance => {
    const decision = advanceRecurrence(before, fact)
    after = decision.kind === 'advanced' ? decision.recurrence : before
    return decision
  }
  const decision = await store.advanceRecurrence(recurrenceId, decide, {
    ...{ by, nowMs, askedForMs },
    askAtMs: (recurrence) => askAgainAtMs(recurrence, psp.nowMs()),
  })
  if (after === undefined || decision === undefined) return undefined
  if (decision.kind === 'advanced') {
    bus.ring(after.terminalId)
    log.info({ recurrenceId, status: after.status, version: after.version }, 'recurrence changed')
  } else if (decision.kind === 'refused')
    log.warn({ recurrenceId, fact: fact.kind, code: decision.code }, 'recurrence unchanged')
  return after
}
