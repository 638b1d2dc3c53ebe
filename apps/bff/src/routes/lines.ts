import { pipeline } from 'node:stream/promises'
import { LineId, LineQuery, LinesCsvQuery, NewLineNote, type Period, paths } from '@balcao/contracts'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { lookAtCharge, lookAtPix } from '../flows/look-again.ts'
import type { Reconciling } from '../flows/reconcile.ts'
import { createLineTable } from '../present/line-table.ts'
import { createLinePresenter } from '../present/lines.ts'
import { overCurrent, spansOf } from '../present/reconciliation.ts'
import { ProblemError } from '../problem.ts'
import { type Line, type LinePlace, lineIdOf } from '../store/lines.ts'
import type { Reading } from '../store/readings.ts'
import { parse, readBody } from './body.ts'
import { checkPeriod } from './period.ts'

const defaultLength = 100
/** Lines of the table that are in memory at once. */
const tablePage = 500

/** /api/reconciliation/lines: one by one, what agrees and what does not. */
export function lineRoutes(deps: Deps & { reconciling: Reconciling }): Router {
  const { store, clock, log } = deps
  const { reconciling } = deps
  const router = Router()

  const daysOf = ({ from, to }: Period, timeZone: string) => ({ fromDay: from, toDay: to, timeZone })
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
    const timeZone = await reconciling.timeZone()
    const lines = await overCurrent(store, daysOf(asked, timeZone), async (reading) => {
      if (reading === undefined) return []
      const spans = spansOf(asked, timeZone, reading.untilMs)
      return store.lines(reading, spans, asked.kind ?? 'all', placeOf(asked.after), length)
    })
    const last = lines.length === length ? lines.at(-1) : undefined
    response.json({
      lines: await present(lines),
      nextAfter: last === undefined ? null : `${last.atMs}-${lineIdOf(last)}`,
    })
  })

  router.get(paths.linesCsv(), async (request, response) => {
    const asked = checkPeriod(parse(LinesCsvQuery, { ...request.query }, 'query'))
    const timeZone = await reconciling.timeZone()
    const reading = await store.currentReading(daysOf(asked, timeZone))
    if (reading === undefined) throw new ProblemError('period-not-read')
    const spans = spansOf(asked, timeZone, reading.untilMs)
    response.setHeader('content-type', 'text/csv; charset=utf-8')
    response.setHeader(
      'content-disposition',
      `attachment; filename="conciliacao-${asked.from}-${asked.to}.csv"`,
    )
    const table = createLineTable(timeZone)
    async function* rows(whole: Reading) {
      yield table.heading
      let after: LinePlace | undefined
      for (let isMore = true; isMore; ) {
        const lines = await store.lines(whole, spans, asked.kind ?? 'all', after, tablePage)
        // The rest would be of another reading, or of one that is half gone: a download that breaks off is seen, a wrong one is not.
        if (!(await store.isCurrent(whole))) return void response.destroy()
        yield (await present(lines)).map(table.row).join('')
        const last = lines.at(-1)
        isMore = lines.length === tablePage
        after = last && { atMs: last.atMs, lineId: lineIdOf(last) }
      }
    }
    // pipeline waits for a slow reader and ends with one that has gone, so that memory holds one page of lines.
    await pipeline(rows(reading), response).catch((error: unknown) => {
      if (!hasLeft(error)) throw error
      log.info({ reading: reading.id }, 'a table of lines was not taken to its end')
    })
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

/** Whoever asked, or we, closed the connection before all of it was sent. */
const hasLeft = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'

/** `{milliseconds}-{line id}`, as it was given out. */
function placeOf(after: string | undefined) {
  if (after === undefined) return undefined
  const end = after.indexOf('-')
  return { atMs: Number(after.slice(0, end)), lineId: after.slice(end + 1) }
}
