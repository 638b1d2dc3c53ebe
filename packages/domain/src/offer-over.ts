import type { Charge } from './charge.ts'
import type { OfferEnding, Recurrence } from './recurrence.ts'

/** Whoever takes the code home decides over a weekend; the same time that a proposal to the payer's bank has. */
export const offerLifeMs = 7 * 24 * 3_600_000

/**
 * Why an offer that nobody has agreed to is over: what was to be paid with it was not, or its time has passed. Its time counts from its
 * payment where there is one, and stands still while its charge may be paid. One that is on its way to the payer's bank waits for the answer.
 */
export function offerOver(
  { status, ending, createdAtMs }: Pick<Recurrence, 'status' | 'ending' | 'createdAtMs'>,
  charge: Pick<Charge, 'status' | 'payments'> | undefined,
  proposedUntilMs: number | undefined,
  nowMs: number,
): OfferEnding | undefined {
  if (status !== 'offered') return undefined
  if (ending !== null) return ending
  if (proposedUntilMs !== undefined && nowMs < proposedUntilMs) return undefined
  if (charge?.status === 'expired' || charge?.status === 'cancelled') return 'charge-ended'
  if (charge !== undefined && charge.status !== 'paid') return undefined
  const sinceMs = Math.max(createdAtMs, ...(charge?.payments ?? []).map(({ paidAtMs }) => paidAtMs))
  return nowMs >= sinceMs + offerLifeMs ? 'time-over' : undefined
}
