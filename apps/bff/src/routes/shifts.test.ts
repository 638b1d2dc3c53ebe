import { createHash } from 'node:crypto'
import { ShiftDetails, ShiftList } from '@balcao/contracts'
import { canonicalJson } from '@balcao/domain'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Browser, openBrowser } from '../testing/browser.ts'
import { openLedger } from '../testing/ledger.ts'
import { newTxid, patience, problemOf, startWorld, type World } from '../testing/world.ts'

const apiKey = 'a-key-of-more-than-thirty-two-characters'
const key = { authorization: `Bearer ${apiKey}` }
const pins = { Ana: '570913', Beto: '480219', Gerente: '719402' }
const people: Record<string, string> = {}

let world: World
let terminals = 0
beforeAll(async () => {
  world = await startWorld({ API_KEY: apiKey })
  for (const [name, pin] of Object.entries(pins)) {
    people[name] = newTxid()
    const role = name === 'Gerente' ? 'manager' : 'operator'
    const person = { name, role, refundLimitCents: null, isActive: true, pin }
    expect((await world.api('PUT', `/api/people/${people[name]}`, person, key)).status).toBe(200)
  }
}, 120_000)
afterAll(() => world.close())
afterEach(async () => {
  await world.noFaults()
})

type Till = Browser & { terminalId: string }
/** A paired till of a terminal that no other test has, with somebody signed in. */
async function till(name: keyof typeof pins = 'Ana', terminalId = `caixa-${++terminals}`): Promise<Till> {
  const browser = openBrowser(world)
  const begun = await browser.send('POST', '/api/pairings', { kind: 'till' })
  const { pairingId, code, secret } = begun.json as { pairingId: string; code: string; secret: string }
  const claim = { code, name: `Till ${terminalId}`, terminalId }
  expect((await world.api('POST', '/api/pairings/claim', claim, key)).status).toBe(200)
  expect((await world.api('POST', `/api/pairings/${pairingId}/confirm`, undefined, key)).status).toBe(200)
  await browser.send('POST', `/api/pairings/${pairingId}/state`, { secret })
  await signIn(browser, name)
  return { ...browser, terminalId }
}
const signIn = async (browser: Browser, name: keyof typeof pins) =>
  expect((await browser.send('POST', '/api/session', { name, pin: pins[name] })).status).toBe(204)

const open = async (at: Till, attention: string[] = []) => {
  const answer = await at.send('POST', `/api/terminals/${at.terminalId}/shift/open`, { attention })
  expect(answer.status, answer.text).toBe(201)
  return ShiftDetails.parse(answer.json)
}
const close = async (at: Till) => {
  const answer = await at.send('POST', `/api/terminals/${at.terminalId}/shift/close`)
  expect(answer.status, answer.text).toBe(202)
  return ShiftDetails.parse(answer.json)
}
const details = async ({ shift: { shiftId } }: ShiftDetails) =>
  ShiftDetails.parse((await world.api('GET', `/api/shifts/${shiftId}`, undefined, key)).json)

/** The list of the PSP may leave out its latest moments, so a shift is counted a little after its end. */
async function counted(ended: ShiftDetails) {
  world.ahead.ms += 6_000
  const { report } = await vi.waitFor(async () => {
    const now = await details(ended)
    if (now.shift.status !== 'closed') throw new Error(`still ${JSON.stringify(now)}`)
    return now
  }, patience)
  if (report === null) throw new Error('closed without a report')
  return report
}

async function sale(at: Till, amountCents: number) {
  const txid = newTxid()
  const body = { amountCents, terminalId: at.terminalId }
  expect((await at.send('PUT', `/api/charges/${txid}`, body)).status).toBe(201)
  return { txid }
}
const status = async (txid: string) => (await world.api('GET', `/api/charges/${txid}`, undefined, key)).json
async function paid(at: Till, amountCents: number) {
  const { txid } = await sale(at, amountCents)
  const endToEndId = await world.pay({ txid })
  await vi.waitFor(async () => expect(await status(txid)).toMatchObject({ status: 'paid' }), patience)
  return { txid, endToEndId }
}
const refund = async (at: Till, txid: string, amountCents: number) => {
  const path = `/api/charges/${txid}/refunds/${newTxid()}`
  expect((await at.send('PUT', path, { amountCents })).status).toBeLessThan(300)
  await vi.waitFor(
    async () => expect(await status(txid)).toMatchObject({ refundedCents: amountCents }),
    patience,
  )
}
const ledger = () => openLedger(world.dataDir)

describe('a shift', () => {
  test('is opened, works and is closed: its report counts what the PSP lists, by people and days', async () => {
    const at = await till('Ana')
    const begun = await open(at, ['sound'])
    expect(begun.shift).toMatchObject({
      ...{ number: 1, status: 'open', until: null, attention: ['sound'], advice: null, figures: null },
      shop: { shopId: 'loja-1', name: 'Padaria do Bairro' },
      openedBy: { actor: `person:${people.Ana}`, name: 'Ana' },
    })
    const first = await paid(at, 1000)
    await signIn(at, 'Beto')
    await paid(at, 234)
    await refund(at, first.txid, 400)
    await sale(at, 99_900)
    expect((await details(begun)).soFar).toMatchObject({ received: { count: 2, cents: 1234 } })

    const ended = await close(at)
    expect(ended.shift).toMatchObject({ status: 'closing', closedBy: { name: 'Beto' } })
    // Belongs to the next. Meanwhile whoever counts too early has counted.
    await paid(at, 7)
    const { content, isIntact, sha256 } = await counted(ended)
    expect(content).toMatchObject({
      ...{ number: 1, terminalId: at.terminalId, attention: ['sound'], unreadableCount: 0, differences: [] },
      openedBy: { name: 'Ana' },
      closedBy: { name: 'Beto' },
      received: { count: 2, cents: 1234 },
      refunded: { count: 1, cents: 400 },
      netCents: 834,
      beforeOpening: { count: 0, cents: 0 },
      shop: { shopId: 'loja-1', timeZone: 'America/Sao_Paulo' },
    })
    expect(content.byOperator.map(({ by, received }) => [by?.name, received.cents]).sort()).toEqual([
      ['Ana', 1000],
      ['Beto', 234],
    ])
    expect(content.byDay.reduce((sum, { received }) => sum + received.cents, 0)).toBe(1234)
    // A list may leave out its latest moments.
    expect(Date.parse(content.readAt) - Date.parse(content.until)).toBeGreaterThanOrEqual(5_000)
    expect(content.pix[0]).toMatchObject({ endToEndId: first.endToEndId, txid: first.txid, ofShift: null })
    expect(isIntact).toBe(true)
    expect(createHash('sha256').update(canonicalJson(content)).digest('hex')).toBe(sha256)
    expect(await world.api('GET', '/api/shifts', undefined, key)).toMatchObject({ status: 200 })
    expect((await details(ended)).shift.figures).toEqual({
      ...{ received: { count: 2, cents: 1234 }, refunded: { count: 1, cents: 400 } },
      ...{ netCents: 834, differenceCount: 0 },
    })
  })

  test('stops nobody from selling, and takes in what was sold before it was opened', async () => {
    const at = await till()
    await paid(at, 700)
    const begun = await open(at)
    expect(begun.soFar).toEqual({
      received: { count: 1, cents: 700 },
      beforeOpening: { count: 1, cents: 700 },
    })
    await paid(at, 50)
    const first = await close(at)
    await paid(at, 3)
    const { content } = await counted(first)
    expect(content).toMatchObject({ received: { cents: 750 }, beforeOpening: { count: 1, cents: 700 } })
    const second = await open(at)
    expect(second.soFar?.beforeOpening).toEqual({ count: 1, cents: 3 })
    expect(second.shift.from > (first.shift.until ?? '')).toBe(true)
    const next = await counted(await close(at))
    expect(next.content).toMatchObject({ number: 2, received: { count: 1, cents: 3 } })
  })

  test('late money falls into the next one, and points back', async () => {
    const at = await till()
    await open(at)
    const late = await sale(at, 1500)
    const ended = await close(at)
    const first = await counted(ended)
    expect(first.content.received).toEqual({ count: 0, cents: 0 })
    await world.pay(late)
    await vi.waitFor(async () => expect(await status(late.txid)).toMatchObject({ status: 'paid' }), patience)
    await open(at)
    await refund(at, late.txid, 1500)
    const { content } = await counted(await close(at))
    expect(content).toMatchObject({
      received: { count: 1, cents: 1500 },
      ofEarlierShifts: { count: 1, cents: 1500 },
      pix: [{ txid: late.txid, ofShift: 1 }],
      refunds: [{ txid: late.txid, amountCents: 1500, ofShift: 1 }],
      netCents: 0,
    })
    // The first report is as it was.
    expect((await details(ended)).report).toEqual(first)
  })

  test('a refund of a sale of an earlier shift is asked of the PSP, however old its Pix is', async () => {
    const at = await till()
    await open(at)
    const { txid } = await paid(at, 2000)
    await counted(await close(at))
    // The shift between them begins where this one ended, and the next looks back no further than into that.
    world.ahead.ms += 3 * 24 * 3_600_000
    await signIn(at, 'Ana')
    await open(at)
    await counted(await close(at))
    await open(at)
    await refund(at, txid, 600)
    const { content } = await counted(await close(at))
    expect(content).toMatchObject({
      ...{ received: { count: 0, cents: 0 }, refunded: { count: 1, cents: 600 }, netCents: -600 },
      refunds: [{ txid, ofShift: 1 }],
    })
  })

  test('shows every difference to the ledger, which changes none of its sums', async () => {
    const at = await till()
    await open(at)
    const [altered, invented] = [await paid(at, 100), await paid(at, 200)]
    ledger().run(`UPDATE pix SET amount_cents = 1 WHERE end_to_end_id = '${altered.endToEndId}'`)
    const made = `INSERT INTO pix (end_to_end_id, txid, amount_cents, paid_at_ms, heard_at_ms, heard_by)
      SELECT 'EINVENTED', txid, 5000, paid_at_ms, heard_at_ms, heard_by FROM pix WHERE end_to_end_id = '${invented.endToEndId}'`
    ledger().run(made)
    const { content } = await counted(await close(at))
    expect(content.received).toEqual({ count: 2, cents: 300 })
    expect(content.differences).toMatchObject([
      { kind: 'different-amount', endToEndId: altered.endToEndId, hereCents: 1, thereCents: 100 },
      { kind: 'only-here', endToEndId: 'EINVENTED', hereCents: 5000, thereCents: null },
    ])
  })

  test('what the PSP lists late is counted by the next one, and by no other', async () => {
    const at = await till()
    await open(at)
    const { txid, endToEndId } = await paid(at, 8000)
    const paginacao = {
      paginaAtual: 0,
      itensPorPagina: 1000,
      quantidadeDePaginas: 1,
      quantidadeTotalDeItens: 0,
    }
    const [inicio, fim] = ['2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z']
    const body = { text: JSON.stringify({ parametros: { inicio, fim, paginacao }, pix: [] }) }
    await world.faults({ rules: [{ match: { operation: 'listPix' }, status: 200, body }] })
    const { content } = await counted(await close(at))
    expect(content).toMatchObject({
      received: { count: 0 },
      differences: [{ kind: 'only-here', endToEndId }],
    })
    await world.noFaults()
    for (const [number, cents] of [
      [2, 8000],
      [3, 0],
    ]) {
      await open(at)
      const next = await counted(await close(at))
      expect(next.content).toMatchObject({ number, received: { cents }, differences: [] })
      if (number === 2) expect(next.content.pix).toMatchObject([{ txid, ofShift: 1 }])
    }
  })

  test('is closing while the PSP cannot be read, says why, and is finished by itself afterwards', async () => {
    const at = await till()
    await open(at)
    await paid(at, 4200)
    await world.faults({ rules: [{ match: { operation: 'listPix' }, status: 503 }] })
    const ended = await close(at)
    world.ahead.ms += 6_000
    const waiting = await vi.waitFor(async () => {
      const now = await details(ended)
      if (now.shift.advice === null) throw new Error('not tried yet')
      return now
    }, patience)
    expect(waiting).toMatchObject({
      shift: { status: 'closing', figures: null },
      soFar: { received: { count: 1, cents: 4200 } },
      report: null,
    })
    // Nobody waits for it: the next shift is opened and sells, and is counted after the one before.
    await open(at)
    await paid(at, 1)
    const next = await close(at)
    await world.noFaults()
    world.ahead.ms += 120_000
    expect((await counted(ended)).content.received).toEqual({ count: 1, cents: 4200 })
    world.ahead.ms += 120_000
    expect((await counted(next)).content).toMatchObject({ number: 2, received: { count: 1, cents: 1 } })
  })

  test('is one of its terminal: the same person is answered with the same, another is told', async () => {
    const at = await till('Ana')
    const begun = await open(at)
    const again = await at.send('POST', `/api/terminals/${at.terminalId}/shift/open`, { attention: [] })
    expect(again).toMatchObject({ status: 200, json: { shift: { shiftId: begun.shift.shiftId } } })
    await signIn(at, 'Beto')
    const other = await at.send('POST', `/api/terminals/${at.terminalId}/shift/open`, { attention: [] })
    expect(problemOf(other)).toMatchObject({ status: 409, name: 'shift-open' })
    const ended = await close(at)
    const twice = await at.send('POST', `/api/terminals/${at.terminalId}/shift/close`)
    expect(twice).toMatchObject({ status: 200, json: { shift: { shiftId: ended.shift.shiftId } } })
  })

  test('two tills that open at once open one', async () => {
    const terminalId = `caixa-${++terminals}`
    const [ana, beto] = [await till('Ana', terminalId), await till('Beto', terminalId)]
    const path = `/api/terminals/${terminalId}/shift/open`
    const answers = await Promise.all(
      [ana, beto, ana, beto].map((one) => one.send('POST', path, { attention: [] })),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    const { json } = await world.api('GET', `/api/shifts?terminalId=${terminalId}`, undefined, key)
    expect(ShiftList.parse(json).shifts).toHaveLength(1)
  })
})

describe('a report', () => {
  test('that somebody has changed says so, in whatever way it was changed', async () => {
    const at = await till()
    await open(at)
    await paid(at, 1000)
    const ended = await close(at)
    const { sha256, isIntact } = await counted(ended)
    expect(isIntact).toBe(true)
    const { shiftId } = ended.shift
    const forged = `replace(report, '"cents":1000', '"cents":9000')`
    ledger().run(`UPDATE shift SET report = ${forged} WHERE shift_id = '${shiftId}'`)
    expect((await details(ended)).report).toMatchObject({ isIntact: false, sha256 })
    const csv = await world.api('GET', `/api/shifts/${shiftId}/report.csv`, undefined, key)
    expect(problemOf(csv)).toMatchObject({ status: 409, name: 'report-altered' })
    // With a hash that fits it: the audit still names the other.
    const text = (await details(ended)).report?.content
    const fitting = createHash('sha256').update(canonicalJson(text)).digest('hex')
    ledger().run(`UPDATE shift SET report_sha256 = '${fitting}' WHERE shift_id = '${shiftId}'`)
    expect((await details(ended)).report).toMatchObject({ isIntact: false, sha256: fitting })
  })

  test('is a table for spreadsheets, in which nothing is a formula', async () => {
    const name = '=HYPERLINK("x")'
    const at = await till('Ana')
    await world.api('PUT', `/api/people/${people.Ana}`, { ...anaAs(name) }, key)
    await signInAs(at, name)
    await open(at)
    const { txid, endToEndId } = await paid(at, 123_456)
    await refund(at, txid, 56)
    const ended = await close(at)
    const path = `/api/shifts/${ended.shift.shiftId}/report.csv`
    expect(problemOf(await at.send('GET', path)).name).toBe('shift-not-counted')
    await counted(ended)
    const csv = await at.send('GET', path)
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(csv.headers.get('content-disposition')).toContain(`turno-${at.terminalId}-1.csv`)
    const [heading, first, second, ...rest] = csv.text.split('\r\n')
    expect(heading).toMatch(/^(\uFEFF)?Data e hora;Linha;Recebido no banco;/)
    expect(first).toContain(`;Pix;1234,56;;;;${endToEndId};${txid};"'=HYPERLINK(""x"")";`)
    expect(second).toContain(`;Devolução;;0,56;;;${endToEndId};${txid};`)
    expect(rest).toEqual([''])
    await world.api('PUT', `/api/people/${people.Ana}`, { ...anaAs('Ana') }, key)
  })
  const anaAs = (name: string) => ({ name, role: 'operator', refundLimitCents: null, isActive: true })
  const signInAs = async (at: Browser, name: string) =>
    expect((await at.send('POST', '/api/session', { name, pin: pins.Ana })).status).toBe(204)
})

describe('whose shifts are told', () => {
  test('an operator sees those of the own terminal, a manager all', async () => {
    const [one, other] = [await till(), await till()]
    const [mine, theirs] = [await open(one), await open(other)]
    const own = ShiftList.parse((await one.send('GET', '/api/shifts')).json)
    expect(own.shifts.map(({ shiftId }) => shiftId)).toEqual([mine.shift.shiftId])
    expect(problemOf(await one.send('GET', `/api/shifts/${theirs.shift.shiftId}`)).name).toBe(
      'shift-not-found',
    )
    expect(problemOf(await one.send('GET', `/api/shifts/${theirs.shift.shiftId}/report.csv`)).name).toBe(
      'shift-not-found',
    )
    const elsewhere = await one.send('GET', `/api/shifts?terminalId=${other.terminalId}`)
    expect(problemOf(elsewhere).name).toBe('other-terminal')
    expect(problemOf(await one.send('POST', `/api/terminals/${other.terminalId}/shift/close`)).name).toBe(
      'other-terminal',
    )
    const boss = openBrowser(world)
    await signIn(boss, 'Gerente')
    const all = ShiftList.parse((await boss.send('GET', '/api/shifts')).json)
    expect(all.shifts.map(({ shiftId }) => shiftId).slice(0, 2)).toEqual([
      theirs.shift.shiftId,
      mine.shift.shiftId,
    ])
    const page = ShiftList.parse((await boss.send('GET', '/api/shifts?limit=1')).json)
    const next = ShiftList.parse(
      (await boss.send('GET', `/api/shifts?limit=1&before=${page.nextBefore}`)).json,
    )
    expect(next.shifts[0]?.shiftId).toBe(mine.shift.shiftId)
  })

  test.each([
    ['an unknown thing to warn of', { attention: ['weather'] }, 'attention.0'],
    ['one that is named twice', { attention: ['sound', 'sound'] }, 'attention'],
    ['nothing said of it', {}, 'attention'],
    ['more than there is to say', { attention: [], note: 'x' }, 'note'],
  ])('refuses %s by name', async (_, body, field) => {
    const answer = await world.api('POST', '/api/terminals/caixa-99/shift/open', body, key)
    expect(problemOf(answer)).toMatchObject({ status: 400, fields: [field] })
  })

  test.each([
    ['GET', '/api/shifts/none', 'invalid-request'],
    ['GET', `/api/shifts/${'0'.repeat(32)}`, 'shift-not-found'],
    ['GET', '/api/shifts?limit=0', 'invalid-request'],
    ['GET', '/api/shifts?before=x', 'invalid-request'],
    ['POST', '/api/terminals/caixa-99/shift/close', 'no-open-shift'],
    ['POST', '/api/terminals/CAIXA/shift/close', 'invalid-request'],
  ])('%s %s is %s', async (method, path, name) => {
    expect(problemOf(await world.api(method, path, undefined, key)).name).toBe(name)
  })
})
