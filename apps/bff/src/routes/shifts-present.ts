import { createHash } from 'node:crypto'
import type { ShiftDetails, Shift as ShiftJson, ShiftReport } from '@balcao/contracts'
import type { Deps } from '../deps.ts'
import { nameDoers } from '../flows/name-shift-doers.ts'
import { iso } from '../present/charges.ts'
import type { AccessStore } from '../store/access.ts'
import type { KeptReport, KeptShift } from '../store/shifts.ts'

/** Shifts as the screens read them. What a report says is what was written, names and all. */
export function createShiftPresenter({
  store,
  psp,
  access,
}: Pick<Deps, 'store' | 'psp'> & { access: AccessStore }) {
  async function several(shifts: readonly KeptShift[]): Promise<ShiftJson[]> {
    const doer = await nameDoers(
      access,
      shifts.flatMap(({ openedBy, closedBy }) => [openedBy, closedBy]),
    )
    const shops = new Map<string, ShiftJson['shop']>()
    for (const { terminalId } of shifts) {
      if (shops.has(terminalId)) continue
      const { shopId, name } = await store.shopOf(terminalId)
      shops.set(terminalId, { shopId, name })
    }
    return shifts.map((shift) => ({
      shiftId: shift.shiftId,
      terminalId: shift.terminalId,
      shop: shops.get(shift.terminalId) as ShiftJson['shop'],
      number: shift.number,
      status: shift.status,
      from: iso(shift.fromMs),
      until: isoOrNull(shift.untilMs),
      openedAt: iso(shift.openedAtMs),
      openedBy: doer(shift.openedBy),
      attention: [...shift.attention],
      closedAt: isoOrNull(shift.closedAtMs),
      closedBy: shift.closedBy === null ? null : doer(shift.closedBy),
      advice: shift.advice,
      figures: figuresOf(shift),
    }))
  }

  /** Until there is a report the ledger is all there is to go by. */
  async function soFar({ terminalId, status, fromMs, untilMs, openedAtMs }: KeptShift) {
    if (status === 'closed') return null
    const [received, beforeOpening] = await Promise.all([
      store.receivedAt(terminalId, fromMs, untilMs ?? psp.nowMs()),
      store.receivedAt(terminalId, fromMs, openedAtMs - 1),
    ])
    return { received, beforeOpening }
  }

  return {
    several,
    async details(shift: KeptShift): Promise<ShiftDetails> {
      const [[presented], known, kept] = await Promise.all([
        several([shift]),
        soFar(shift),
        store.shiftReport(shift.shiftId),
      ])
      const report = kept && {
        sha256: kept.sha256,
        isIntact: isIntact(kept),
        content: JSON.parse(kept.text) as ShiftReport,
      }
      return { shift: presented as ShiftJson, soFar: known, report: report ?? null }
    },
  }
}

/** The text has the hash that stands beside it, and the audit names the same one. */
export const isIntact = ({ text, sha256, sha256InAudit }: KeptReport): boolean =>
  sha256 === sha256InAudit && createHash('sha256').update(text).digest('hex') === sha256

function figuresOf({ figures }: KeptShift): ShiftJson['figures'] {
  if (figures === null) return null
  const { receivedCount, receivedCents, refundedCount, refundedCents, differenceCount } = figures
  return {
    received: { count: receivedCount, cents: receivedCents },
    refunded: { count: refundedCount, cents: refundedCents },
    netCents: receivedCents - refundedCents,
    differenceCount,
  }
}

const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms))
