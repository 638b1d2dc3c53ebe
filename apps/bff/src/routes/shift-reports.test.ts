import { createHash } from 'node:crypto'
import { canonicalJson } from '@balcao/domain'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Browser } from '../testing/browser.ts'
import { openLedger } from '../testing/ledger.ts'
import { key, pins, type ShiftTills, startShiftTills } from '../testing/shift-tills.ts'
import { patience, problemOf } from '../testing/world.ts'

let shop: ShiftTills
beforeAll(async () => {
  shop = await startShiftTills()
}, 120_000)
afterAll(() => shop.world.close())
afterEach(async () => {
  await shop.world.noFaults()
})

describe('a count', () => {
  test('late money falls into the next one, and points back', async () => {
    const at = await shop.till()
    await shop.open(at)
    const late = await shop.sale(at, 1500)
    const ended = await shop.close(at)
    const first = await shop.counted(ended)
    expect(first.content.received).toEqual({ count: 0, cents: 0 })
    await shop.world.pay(late)
    await vi.waitFor(
      async () => expect(await shop.status(late.txid)).toMatchObject({ status: 'paid' }),
      patience,
    )
    await shop.open(at)
    await shop.refund(at, late.txid, 1500)
    const { content } = await shop.counted(await shop.close(at))
    expect(content).toMatchObject({
      received: { count: 1, cents: 1500 },
      ofEarlierShifts: { count: 1, cents: 1500 },
      pix: [{ txid: late.txid, ofShift: 1 }],
      refunds: [{ txid: late.txid, amountCents: 1500, ofShift: 1 }],
      netCents: 0,
    })
    // The first report is as it was.
    expect((await shop.details(ended)).report).toEqual(first)
  })

  test('a refund of a sale of an earlier shift is asked of the PSP, however old its Pix is', async () => {
    const at = await shop.till()
    await shop.open(at)
    const { txid } = await shop.paid(at, 2000)
    await shop.counted(await shop.close(at))
    // The shift between them begins where this one ended, and the next looks back no further than into that.
    shop.world.ahead.ms += 3 * 24 * 3_600_000
    await shop.signIn(at, 'Ana')
    await shop.open(at)
    await shop.counted(await shop.close(at))
    await shop.open(at)
    await shop.refund(at, txid, 600)
    const { content } = await shop.counted(await shop.close(at))
    expect(content).toMatchObject({
      ...{ received: { count: 0, cents: 0 }, refunded: { count: 1, cents: 600 }, netCents: -600 },
      refunds: [{ txid, ofShift: 1 }],
    })
  })

  test('shows every difference to the ledger, which changes none of its sums', async () => {
    const at = await shop.till()
    await shop.open(at)
    const [altered, invented] = [await shop.paid(at, 100), await shop.paid(at, 200)]
    openLedger(shop.world.dataDir).run(
      `UPDATE pix SET amount_cents = 1 WHERE end_to_end_id = '${altered.endToEndId}'`,
    )
    const made = `INSERT INTO pix (end_to_end_id, txid, amount_cents, paid_at_ms, heard_at_ms, heard_by)
      SELECT 'EINVENTED', txid, 5000, paid_at_ms, heard_at_ms, heard_by FROM pix WHERE end_to_end_id = '${invented.endToEndId}'`
    openLedger(shop.world.dataDir).run(made)
    const { content } = await shop.counted(await shop.close(at))
    expect(content.received).toEqual({ count: 2, cents: 300 })
    expect(content.differences).toMatchObject([
      { kind: 'different-amount', endToEndId: altered.endToEndId, hereCents: 1, thereCents: 100 },
      { kind: 'only-here', endToEndId: 'EINVENTED', hereCents: 5000, thereCents: null },
    ])
  })

  test('what the PSP lists late is counted by the next one, and by no other', async () => {
    const at = await shop.till()
    await shop.open(at)
    const { txid, endToEndId } = await shop.paid(at, 8000)
    const paginacao = {
      paginaAtual: 0,
      itensPorPagina: 1000,
      quantidadeDePaginas: 1,
      quantidadeTotalDeItens: 0,
    }
    const [inicio, fim] = ['2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z']
    const body = { text: JSON.stringify({ parametros: { inicio, fim, paginacao }, pix: [] }) }
    await shop.world.faults({ rules: [{ match: { operation: 'listPix' }, status: 200, body }] })
    const { content } = await shop.counted(await shop.close(at))
    expect(content).toMatchObject({
      received: { count: 0 },
      differences: [{ kind: 'only-here', endToEndId }],
    })
    await shop.world.noFaults()
    for (const [number, cents] of [
      [2, 8000],
      [3, 0],
    ]) {
      await shop.open(at)
      const next = await shop.counted(await shop.close(at))
      expect(next.content).toMatchObject({ number, received: { cents }, differences: [] })
      if (number === 2) expect(next.content.pix).toMatchObject([{ txid, ofShift: 1 }])
    }
  })
})

describe('a report', () => {
  test('that somebody has changed says so, in whatever way it was changed', async () => {
    const at = await shop.till()
    await shop.open(at)
    await shop.paid(at, 1000)
    const ended = await shop.close(at)
    const { sha256, isIntact } = await shop.counted(ended)
    expect(isIntact).toBe(true)
    const { shiftId } = ended.shift
    const forged = `replace(report, '"cents":1000', '"cents":9000')`
    openLedger(shop.world.dataDir).run(`UPDATE shift SET report = ${forged} WHERE shift_id = '${shiftId}'`)
    expect((await shop.details(ended)).report).toMatchObject({ isIntact: false, sha256 })
    const csv = await shop.world.api('GET', `/api/shifts/${shiftId}/report.csv`, undefined, key)
    expect(problemOf(csv)).toMatchObject({ status: 409, name: 'report-altered' })
    // With a hash that fits it: the audit still names the other.
    const text = (await shop.details(ended)).report?.content
    const fitting = createHash('sha256').update(canonicalJson(text)).digest('hex')
    openLedger(shop.world.dataDir).run(
      `UPDATE shift SET report_sha256 = '${fitting}' WHERE shift_id = '${shiftId}'`,
    )
    expect((await shop.details(ended)).report).toMatchObject({ isIntact: false, sha256: fitting })
  })

  test('is a table for spreadsheets, in which nothing is a formula', async () => {
    const name = '=HYPERLINK("x")'
    const at = await shop.till('Ana')
    await shop.world.api('PUT', `/api/people/${shop.people.Ana}`, { ...anaAs(name) }, key)
    await signInAs(at, name)
    await shop.open(at)
    const { txid, endToEndId } = await shop.paid(at, 123_456)
    await shop.refund(at, txid, 56)
    const ended = await shop.close(at)
    const path = `/api/shifts/${ended.shift.shiftId}/report.csv`
    expect(problemOf(await at.send('GET', path)).name).toBe('shift-not-counted')
    await shop.counted(ended)
    const csv = await at.send('GET', path)
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(csv.headers.get('content-disposition')).toContain(`turno-${at.terminalId}-1.csv`)
    const [heading, first, second, ...rest] = csv.text.split('\r\n')
    expect(heading).toMatch(/^(\uFEFF)?Data e hora;Linha;Recebido no banco;/)
    expect(first).toContain(`;Pix;1234,56;;;;${endToEndId};${txid};"'=HYPERLINK(""x"")";`)
    expect(second).toContain(`;Devolução;;0,56;;;${endToEndId};${txid};`)
    expect(rest).toEqual([''])
    await shop.world.api('PUT', `/api/people/${shop.people.Ana}`, { ...anaAs('Ana') }, key)
  })
  const anaAs = (name: string) => ({ name, role: 'operator', refundLimitCents: null, isActive: true })
  const signInAs = async (at: Browser, name: string) =>
    expect((await at.send('POST', '/api/session', { name, pin: pins.Ana })).status).toBe(204)
})
