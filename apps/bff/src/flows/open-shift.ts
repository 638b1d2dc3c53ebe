import {
  type CloseDecision,
  closeShift as decideClose,
  openShift as decideOpen,
  type OpenAsked,
  type OpenDecision,
} from '@balcao/domain'
import type { Deps } from '../deps.ts'

type ShiftDeps = Pick<Deps, 'store' | 'psp' | 'clock'>

/** Opens a shift at a terminal, where nobody else has one open. Two at once are one that opens and one that is told. */
export async function openShift({ store, psp, clock }: ShiftDeps, asked: OpenAsked): Promise<OpenDecision> {
  for (;;) {
    const latest = await store.latestShift(asked.terminalId)
    const firstSaleMs = latest === undefined ? await store.firstSaleMs(asked.terminalId) : null
    const decision = decideOpen(latest, asked, firstSaleMs, psp.nowMs())
    if (decision.kind !== 'opened' || (await store.openShift(decision.shift, clock.now()))) return decision
  }
}

/** Ends this shift of a terminal, and no other; what it comes to is counted when the PSP answers (finish-shifts). */
export async function closeShift(
  { store, psp, clock }: ShiftDeps,
  { terminalId, shiftId }: { terminalId: string; shiftId: string },
  by: string,
): Promise<CloseDecision | 'not-found'> {
  for (;;) {
    const shift = await store.shift(shiftId)
    if (shift?.terminalId !== terminalId) return 'not-found'
    const decision = decideClose(shift, by, psp.nowMs())
    if (decision.kind !== 'closing' || (await store.closeShift(decision.shift, clock.now()))) return decision
  }
}
