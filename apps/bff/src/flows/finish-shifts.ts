import { createHash } from 'node:crypto'
import type { ShiftReport } from '@balcao/contracts'
import { canonicalJson } from '@balcao/domain'
import { adviceFor, PixError } from '@balcao/pix'
import type { Deps } from '../deps.ts'
import { iso } from '../present/charges.ts'
import type { AccessStore } from '../store/access.ts'
import type { KeptShift } from '../store/shifts.ts'
import type { Shop } from '../store/shops.ts'
import { type AtPsp, countAtPsp, type EndedShift } from './count-shift.ts'
import { nameDoers } from './name-shift-doers.ts'
import { ListMoves, listLagMs } from './read-lists.ts'

/** A PSP that does not answer is asked again after this, and then ever more seldom. */
const firstPauseMs = 5_000
const longestPauseMs = 60_000

const moves = 'A lista do banco mudou enquanto era lida. Tentamos de novo em seguida.'

/** Counts the shifts that are over. One that cannot be counted keeps the later ones of its terminal waiting, and nobody from selling. */
export function createShiftFinishing(deps: Deps & { access: AccessStore }) {
  const { store, psp, clock, log } = deps
  const pauses = new Map<string, { ms: number; untilMs: number }>()

  async function attempt(shift: KeptShift): Promise<void> {
    const { shiftId, untilMs } = shift
    // A list may leave out its latest moments: they have to be over.
    if (untilMs === null || psp.nowMs() < untilMs + listLagMs) return
    const pause = pauses.get(shiftId)
    if (pause !== undefined && clock.now() < pause.untilMs) return
    try {
      await finish(deps, { ...shift, untilMs })
      pauses.delete(shiftId)
    } catch (error) {
      if (!(error instanceof PixError || error instanceof ListMoves)) throw error
      const ms = pause === undefined ? firstPauseMs : Math.min(longestPauseMs, 2 * pause.ms)
      pauses.set(shiftId, { ms, untilMs: clock.now() + ms })
      log.warn({ err: error, shift: shiftId }, 'shift not counted')
      await store.noteAdvice(shiftId, error instanceof ListMoves ? moves : adviceFor(error))
    }
  }

  return async (): Promise<void> => {
    for (const shift of await store.closingShifts()) await attempt(shift)
  }
}

async function finish(deps: Deps & { access: AccessStore }, shift: EndedShift): Promise<void> {
  const { store, clock, log } = deps
  const shop = await store.shopOf(shift.terminalId)
  const counted = await countAtPsp(deps, shift, shop.timeZone)
  const report = await reportOf(deps, shift, shop, counted)
  const text = canonicalJson(report)
  const sha256 = createHash('sha256').update(text).digest('hex')
  const figures = {
    receivedCount: report.received.count,
    receivedCents: report.received.cents,
    refundedCount: report.refunded.count,
    refundedCents: report.refunded.cents,
    differenceCount: report.differences.length,
  }
  await store.finishShift(shift, { text, sha256, figures }, counted.count, clock.now())
  log.info({ shift: shift.shiftId, terminalId: shift.terminalId, sha256 }, 'shift closed')
}

async function reportOf(
  { access }: { access: AccessStore },
  shift: EndedShift,
  { shopId, name, timeZone }: Shop,
  { count, readAtMs, unreadableCount }: AtPsp,
): Promise<ShiftReport> {
  const { pix, refunds, differences, netCents, byFlag, byDay, beforeOpening, ofEarlierShifts } = count
  const closedBy = shift.closedBy ?? shift.openedBy
  const doer = await nameDoers(access, [
    shift.openedBy,
    closedBy,
    ...count.byOperator.map(({ madeBy }) => madeBy),
  ])
  const doerOrNull = (actor: string | null) => (actor === null ? null : doer(actor))
  return {
    shiftId: shift.shiftId,
    number: shift.number,
    terminalId: shift.terminalId,
    shop: { shopId, name, timeZone },
    from: iso(shift.fromMs),
    until: iso(shift.untilMs),
    openedAt: iso(shift.openedAtMs),
    openedBy: doer(shift.openedBy),
    attention: [...shift.attention],
    closedAt: iso(shift.closedAtMs ?? shift.untilMs),
    closedBy: doer(closedBy),
    readAt: iso(readAtMs),
    unreadableCount,
    auditHead: await access.auditHead(),
    received: count.gross,
    refunded: count.refunded,
    ...{ netCents, byFlag, beforeOpening, ofEarlierShifts },
    byOperator: count.byOperator.map(({ madeBy, ...received }) => ({ by: doerOrNull(madeBy), received })),
    byDay: byDay.map(({ day, ...received }) => ({ day, received })),
    pix: pix.map(({ paidAtMs, madeBy, flags, ...one }) => ({
      ...one,
      paidAt: iso(paidAtMs),
      by: doerOrNull(madeBy),
      flags: [...flags],
    })),
    refunds: refunds.map(({ askedAtMs, ...one }) => ({ ...one, askedAt: iso(askedAtMs) })),
    differences: differences.map(({ paidAtMs, ...one }) => ({ ...one, paidAt: iso(paidAtMs) })),
  }
}
