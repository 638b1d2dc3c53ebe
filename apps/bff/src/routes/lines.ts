import { pipeline } from 'node:stream/promises'
import { LineId, LineQuery, LinesCsvQuery, NewLineNote, paths } from '@balcao/contracts'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { lookAtCharge, lookAtPix } from '../flows/look-again.ts'
import type { Reconciling } from '../flows/reconcile.ts'
import { createLineTable } from '../line-table.ts'
import { createLinePresenter } from '../present-line.ts'
import { spansOf } from '../present-reconciliation.ts'
import { ProblemError } from '../problem.ts'
import { type Line, type LinePlace, lineIdOf } from '../store/lines.ts'
import { parse, readBody } from './body.ts'
import { checkPeriod } from './period.ts'

const defaultLength = 100
/** Lines of the table that are in memory at once. */
const tablePage = 500

/** /api/reconciliation/lines: one by one, what agrees and what does not. */
export function lineRoutes(deps: Deps & { reconciling: Reconciling }): Router {
  const { store, clock } = deps
  const { timeZone } = deps.reconciling
  const router = Router()

  const present = createLinePresenter(deps)
  async function lineOf(lineId: string): Promise<Line> {
    const [subject, id = ''] = lineId.split('-')
    const line = await (subject === 'pix' ? store.pixLine(id) : store.chargeLine(id))
    if (line === undefined) throw new ProblemError('line-not-found')
    return line
  }

  router.get(paths.lines(), async (request, response) => {
    const asked = checkPeriod(parse(LineQuery, { ...request.query }, 'query'))
    const length = Number(asked.limit ?? defaultLength)
    const reading = await store.currentReading({ fromDay: asked.from, toDay: asked.to, timeZone })
    if (reading === undefined) return void response.json({ lines: [], nextAfter: null })
    const spans = spansOf(asked, timeZone, reading.untilMs)
    const lines = await store.lines(reading, spans, asked.kind ?? 'all', placeOf(asked.after), length)
    const last = lines.length === length ? lines.at(-1) : undefined
    response.json({
      lines: await present(lines),
      nextAfter: last === undefined ? null : `${last.atMs}-${lineIdOf(last)}`,
    })
  })

  router.get(paths.linesCsv(), async (request, response) => {
    const asked = checkPeriod(parse(LinesCsvQuery, { ...request.query }, 'query'))
    const reading = await store.currentReading({ fromDay: asked.from, toDay: asked.to, timeZone })
    response.setHeader('content-type', 'text/csv; charset=utf-8')
    response.setHeader(
      'content-disposition',
      `attachment; filename="conciliacao-${asked.from}-${asked.to}.csv"`,
    )
    const table = createLineTable(timeZone)
    // pipeline waits for a slow reader and ends with one that has gone, so that memory holds one page of lines.
    await pipeline(async function* () {
      yield table.heading
      let after: LinePlace | undefined
      const spans = reading === undefined ? [] : spansOf(asked, timeZone, reading.untilMs)
      for (let isMore = reading !== undefined; isMore; ) {
        if (reading === undefined) return
        const lines = await store.lines(reading, spans, asked.kind ?? 'all', after, tablePage)
        yield (await present(lines)).map(table.row).join('')
        const last = lines.at(-1)
        isMore = lines.length === tablePage
        after = last && { atMs: last.atMs, lineId: lineIdOf(last) }
      }
    }, response)
  })

  router.post(paths.lookAgain(':lineId'), async (request, response) => {
    const lineId = parse(LineId, request.params.lineId, 'lineId')
    const { subject, id } = await lineOf(lineId)
    await (subject === 'pix' ? lookAtPix(deps, id) : lookAtCharge(deps, id))
    response.json((await present([await lineOf(lineId)]))[0])
  })

  router.post(paths.lineNotes(':lineId'), async (request, response) => {
    const lineId = parse(LineId, request.params.lineId, 'lineId')
    const { text, txid } = await readBody(request, NewLineNote)
    const line = await lineOf(lineId)
    if (txid !== undefined && (await store.charge(txid)) === undefined)
      throw new ProblemError('charge-not-found', 'No charge of ours has the txid of this note.')
    await store.addNote(lineId, { text, txid: txid ?? null, atMs: clock.now() })
    response.status(201).json((await present([line]))[0])
  })

  return router
}

/** `{milliseconds}-{line id}`, as it was given out. */
function placeOf(after: string | undefined) {
  if (after === undefined) return undefined
  const end = after.indexOf('-')
  return { atMs: Number(after.slice(0, end)), lineId: after.slice(end + 1) }
}
