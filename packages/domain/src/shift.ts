/**
 * What is true of a shift: who answers for a till, from when until when. Periods of one terminal follow one another without a gap and
 * without an overlap, so that each Pix is in one of them, also one that was paid while nobody had opened any.
 */
export type ShiftStatus = 'open' | 'closing' | 'closed'

export type Shift = {
  readonly shiftId: string
  readonly terminalId: string
  /** Counts up at each terminal, from 1. */
  readonly number: number
  /** closing: over for the people, and not counted at the PSP yet. */
  readonly status: ShiftStatus
  /** By the PSP's clock, as its lists are. Both ends are inside. */
  readonly fromMs: number
  readonly untilMs: number | null
  readonly openedAtMs: number
  readonly openedBy: string
  /** What the till warned of when it was opened. */
  readonly attention: readonly string[]
  readonly closedAtMs: number | null
  readonly closedBy: string | null
}

export type OpenAsked = Pick<Shift, 'shiftId' | 'terminalId' | 'openedBy' | 'attention'>
export type OpenDecision =
  | { readonly kind: 'opened'; readonly shift: Shift }
  /** The same person again: a repeat after a lost answer. */
  | { readonly kind: 'already-done'; readonly shift: Shift }
  | { readonly kind: 'refused'; readonly code: 'shift-open'; readonly shift: Shift }
export type CloseDecision =
  | { readonly kind: 'closing'; readonly shift: Shift }
  | { readonly kind: 'already-done'; readonly shift: Shift }

/** How far back the very first shift of a terminal goes: as far as a reconciliation reads at once. */
const firstReachMs = 31 * 24 * 3_600_000

/** `latest` is the terminal's, `firstSaleMs` when it made its first sale ever. What was sold since the shift before belongs to this one. */
export function openShift(
  latest: Shift | undefined,
  asked: OpenAsked,
  firstSaleMs: number | null,
  nowMs: number,
): OpenDecision {
  if (latest?.status === 'open') {
    if (latest.openedBy === asked.openedBy) return { kind: 'already-done', shift: latest }
    return { kind: 'refused', code: 'shift-open', shift: latest }
  }
  const firstFromMs = Math.min(nowMs, Math.max(firstSaleMs ?? nowMs, nowMs - firstReachMs))
  return {
    kind: 'opened',
    shift: {
      ...asked,
      number: (latest?.number ?? 0) + 1,
      status: 'open',
      fromMs: latest?.untilMs == null ? firstFromMs : latest.untilMs + 1,
      untilMs: null,
      openedAtMs: nowMs,
      closedAtMs: null,
      closedBy: null,
    },
  }
}

/** Anybody at the till may end it. What the PSP says of it is counted afterwards. */
export function closeShift(shift: Shift, closedBy: string, nowMs: number): CloseDecision {
  if (shift.status !== 'open') return { kind: 'already-done', shift }
  // The clock may have been set back meanwhile: a period never ends before it begins.
  const untilMs = Math.max(nowMs, shift.fromMs)
  return { kind: 'closing', shift: { ...shift, status: 'closing', untilMs, closedAtMs: nowMs, closedBy } }
}
