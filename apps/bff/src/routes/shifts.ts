import { randomBytes } from 'node:crypto'
import {
  EndShift,
  NewShift,
  paths,
  ShiftId,
  ShiftListQuery,
  type ShiftReport,
  TerminalId,
} from '@balcao/contracts'
import { type Response, Router } from 'express'
import { actorName } from '../access/asker.ts'
import type { Deps } from '../deps.ts'
import { closeShift, openShift } from '../flows/open-shift.ts'
import { ProblemError } from '../problem.ts'
import type { AccessStore } from '../store/access.ts'
import type { KeptShift } from '../store/shifts.ts'
import { parse, readBody } from './body.ts'
import { askerOf, isOwnTerminal, needOwnTerminal, onlyTerminal } from './guard.ts'
import { createShiftPresenter, isIntact } from './shifts-present.ts'
import { shiftTable } from './shifts-table.ts'

const defaultListLength = 50

/** /api/shifts and the two doors of a terminal's shift. */
export function shiftRoutes(deps: Pick<Deps, 'store' | 'psp' | 'clock'>, access: AccessStore): Router {
  const { store } = deps
  const present = createShiftPresenter({ ...deps, access })
  const router = Router()

  /** Whoever sees one terminal alone learns nothing of another's shifts, not even that they are there. */
  async function shiftFor(response: Response, shiftId: unknown): Promise<KeptShift> {
    const shift = await store.shift(parse(ShiftId, shiftId, 'shiftId'))
    if (shift === undefined || !isOwnTerminal(askerOf(response), shift.terminalId))
      throw new ProblemError('shift-not-found')
    return shift
  }

  async function send(response: Response, status: number, shiftId: string): Promise<void> {
    const shift = await store.shift(shiftId)
    if (shift === undefined) throw new ProblemError('shift-not-found')
    response.status(status).json(await present.details(shift))
  }

  router.get(paths.shifts(), async (request, response) => {
    const query = parse(ShiftListQuery, { ...request.query }, 'query')
    const terminalId = query.terminalId ?? onlyTerminal(response)
    if (terminalId !== undefined) needOwnTerminal(response, terminalId)
    const length = Number(query.limit ?? defaultListLength)
    const [openedAtMs, shiftId = ''] = query.before?.split('-') ?? []
    const place = openedAtMs === undefined ? undefined : { openedAtMs: Number(openedAtMs), shiftId }
    const shifts = await store.listShifts(terminalId, place, length)
    const last = shifts.length === length ? shifts.at(-1) : undefined
    response.json({
      shifts: await present.several(shifts),
      nextBefore: last === undefined ? null : `${last.openedAtMs}-${last.shiftId}`,
    })
  })

  router.get(paths.shift(':shiftId'), async (request, response) => {
    response.json(await present.details(await shiftFor(response, request.params.shiftId)))
  })

  router.get(paths.shiftCsv(':shiftId'), async (request, response) => {
    const { shiftId, terminalId, number } = await shiftFor(response, request.params.shiftId)
    const kept = await store.shiftReport(shiftId)
    if (kept === undefined)
      throw new ProblemError('shift-not-counted', 'Close the shift, and wait until the PSP has been read.')
    // A table would not say that it is not the one that was written.
    if (!isIntact(kept)) throw new ProblemError('report-altered', 'Restore the ledger from a backup.')
    response.setHeader('content-type', 'text/csv; charset=utf-8')
    response.setHeader('content-disposition', `attachment; filename="turno-${terminalId}-${number}.csv"`)
    response.send(shiftTable(JSON.parse(kept.text) as ShiftReport))
  })

  router.post(paths.openShift(':terminalId'), async (request, response) => {
    const terminalId = terminalFor(response, request.params.terminalId)
    const { attention } = await readBody(request, NewShift)
    const openedBy = actorName(askerOf(response))
    const shiftId = randomBytes(16).toString('hex')
    const decision = await openShift(deps, { shiftId, terminalId, openedBy, attention })
    if (decision.kind === 'refused')
      throw new ProblemError(decision.code, 'Close the shift that is open at this terminal first.')
    await send(response, decision.kind === 'opened' ? 201 : 200, decision.shift.shiftId)
  })

  router.post(paths.closeShift(':terminalId'), async (request, response) => {
    const terminalId = terminalFor(response, request.params.terminalId)
    const { shiftId } = await readBody(request, EndShift)
    const decision = await closeShift(deps, { terminalId, shiftId }, actorName(askerOf(response)))
    if (decision === 'not-found') throw new ProblemError('shift-not-found')
    await send(response, decision.kind === 'closing' ? 202 : 200, decision.shift.shiftId)
  })

  return router
}

function terminalFor(response: Response, value: unknown): string {
  const terminalId = parse(TerminalId, value, 'terminalId')
  needOwnTerminal(response, terminalId)
  return terminalId
}
