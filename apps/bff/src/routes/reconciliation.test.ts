import { type LineList, Reconciliation, ReconciliationLine } from '@balcao/contracts'
import { startOfDay, wallTime } from '@balcao/domain'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createBehindOurBack } from '../testing/behind-our-back.ts'
import { openLedger } from '../testing/ledger.ts'
import { withKey } from '../testing/shop-key.ts'
import { newTxid, patience, problemOf, startWorld, type World } from '../testing/world.ts'

const zone = 'America/Sao_Paulo'
const day = 24 * 3_600_000
let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())
/** A day of its own, at noon, with nothing due but what the test does. */
async function newDay() {
  const known = await world.calls('listPix')
  const now = world.clock.now()
  world.ahead.ms += startOfDay(wallTime(now + day, zone).day, zone) + day / 2 - now
  await vi.waitFor(async () => expect(await world.calls('listPix')).toBeGreaterThan(known), patience)
}
afterEach(() => world.calm())

const today = () => wallTime(world.clock.now(), zone).day
const ofToday = () => `from=${today()}&to=${today()}`
const summary = async (query = ofToday()) =>
  Reconciliation.parse((await world.api('GET', `/api/reconciliation?${query}`)).json)
const lines = async (query = ofToday()) => {
  const { json } = await world.api('GET', `/api/reconciliation/lines?${query}`)
  return (json as LineList).lines.map((line) => ReconciliationLine.parse(line))
}

/** Asks for a reading and waits until it has ended. */
async function read(from = today(), to = from): Promise<Reconciliation> {
  // A list may leave out its latest moments, so a reading ends before them.
  world.ahead.ms += 6_000
  const asked = await world.api('POST', '/api/reconciliation', { from, to })
  expect(asked.status).toBe(202)
  return vi.waitFor(async () => {
    const now = await summary(`from=${from}&to=${to}`)
    expect(now.reading.status).not.toBe('running')
    return now
  }, patience)
}
async function paid(amountCents = 1000) {
  const { txid } = await world.create(newTxid(), { amountCents })
  const endToEndId = await world.pay({ txid })
  await world.becomes(txid, 'paid')
  return { txid, endToEndId }
}
const kindsOf = ({ kinds }: Reconciliation) =>
  Object.fromEntries(kinds.map(({ kind, count }) => [kind, count]))
const ledger = () => openLedger(world.dataDir)
const forget = (endToEndId: string) => ledger().run(`DELETE FROM pix WHERE end_to_end_id = '${endToEndId}'`)

describe('a day', () => {
  beforeEach(newDay)

  test('that nobody has read shows what we have, and nothing to compare it with', async () => {
    await paid(1000)
    await paid(234)
    const now = await summary()
    expect(now).toMatchObject({
      period: { from: today(), to: today() },
      timeZone: zone,
      reading: { status: 'never', startedAt: null, pspCalls: 0, pagesTotal: null, advice: null },
      here: { received: { count: 2, cents: 1234 }, refunded: { count: 0, cents: 0 } },
      there: null,
      kinds: [],
    })
    expect(now.buckets).toHaveLength(24)
    expect(now.buckets[12]).toMatchObject({ received: { count: 2, cents: 1234 } })
    expect(await lines()).toEqual([])
  })

  test('that agrees says so, with as many questions to the PSP as there are pages', async () => {
    const { txid } = await paid(1000)
    const id = newTxid()
    await world.api('PUT', `/api/charges/${txid}/refunds/${id}`, { amountCents: 400 })
    await vi.waitFor(async () => expect((await world.charge(txid)).refundedCents).toBe(400), patience)
    await world.create()
    const now = await read()
    expect(now.reading).toMatchObject({
      status: 'done',
      pspCalls: 2,
      pagesRead: 2,
      pagesTotal: 2,
      advice: null,
    })
    expect(kindsOf(now)).toEqual({ matched: 1 })
    expect(now.here).toEqual({ received: { count: 1, cents: 1000 }, refunded: { count: 1, cents: 400 } })
    expect(now.there).toEqual(now.here)
    expect(now.heardBy).toMatchObject({ webhook: 1 })
    const [line] = await lines()
    expect(line).toMatchObject({
      kind: 'matched',
      txid,
      here: { amountCents: 1000, refundedCents: 400, terminalId: 'caixa-1', status: 'paid' },
      there: { amountCents: 1000, refundedCents: 400 },
      webhookAt: expect.any(String),
      heardBy: 'webhook',
      notes: [],
      offers: [],
    })
  })

  test('with money that nobody told us of: it is settled while it is read', async () => {
    const charge = await world.create(newTxid(), { amountCents: 700 })
    const silent = { match: { operation: 'listPix' }, times: 1, status: 503 }
    await world.faults({ webhook: { drop: true } })
    const endToEndId = await world.pay(charge)
    await world.faults({ webhook: { drop: true }, rules: [silent] })
    const now = await read()
    expect(now.reading.status).toBe('done')
    expect(await world.charge(charge.txid)).toMatchObject({ status: 'paid', receivedCents: 700 })
    expect((await lines()).find((line) => line.endToEndId === endToEndId)).toMatchObject({
      kind: 'matched',
      webhookAt: null,
    })
  })

  test('with a charge that is concluded there and not paid here: it is settled too', async () => {
    const { txid, endToEndId } = await paid()
    forget(endToEndId)
    ledger().run(`UPDATE charge SET status = 'awaiting' WHERE txid = '${txid}'`)
    await world.faults({
      webhook: { drop: true },
      rules: [{ match: { operation: 'listPix' }, body: noPix }],
    })
    expect(kindsOf(await read())).toEqual({ 'only-here': 1 })
    expect((await world.charge(txid)).status).toBe('paid')
  })

  test('with money that pays no charge of ours: it is kept, and may be explained or returned', async () => {
    const stranger = await createBehindOurBack(world, '12.34')
    await world.faults({ webhook: { drop: true } })
    const endToEndId = await world.pay(stranger)
    expect(kindsOf(await read())).toEqual({ 'without-charge': 1, 'charge-only-there': 1 })
    const found = await lines(`${ofToday()}&kind=without-charge`)
    expect(found).toMatchObject([
      { endToEndId, txid: stranger.txid, heardBy: 'sweep', offers: ['explain', 'refund', 'look-again'] },
    ])
  })

  test('with refunds of such money: each line tells of its own, and hears of them by itself', async () => {
    const one = await world.pay(await createBehindOurBack(world, '12.34'))
    const other = await world.pay(await createBehindOurBack(world, '5.00'))
    await read()
    const linesOfBoth = async () => {
      const found = await lines(`${ofToday()}&kind=without-charge`)
      return [one, other].map((id) => found.find(({ endToEndId }) => endToEndId === id))
    }
    await world.faults({ refund: { settleAfterMs: null } })
    await world.api('PUT', `/api/pix/${one}/refunds/d1`, { amountCents: 1000 })
    expect(await linesOfBoth()).toMatchObject([
      { refunds: [{ id: 'd1', status: 'processing', amountCents: 1000 }] },
      { refunds: [] },
    ])
    const motivo = 'Conta encerrada'
    await world.control('POST', '/refunds/settle', { outcome: 'NAO_REALIZADO', motivo })
    await vi.waitFor(async () => {
      expect(await linesOfBoth()).toMatchObject([
        { refunds: [{ status: 'not-realized', reason: motivo }], here: { refundedCents: 0 } },
        { refunds: [] },
      ])
    }, patience)
  })

  test('with a refund made here after it was read: the PSP has said so, and nothing differs', async () => {
    const { txid } = await paid()
    await read()
    await world.faults({ refund: { settleAfterMs: null } })
    await world.api('PUT', `/api/charges/${txid}/refunds/d1`, { amountCents: 400 })
    expect(kindsOf(await summary())).toEqual({ matched: 1 })
    await world.control('POST', '/refunds/settle', {})
    await vi.waitFor(async () => expect((await world.charge(txid)).refundedCents).toBe(400), patience)
    const now = await summary()
    expect(kindsOf(now)).toEqual({ matched: 1 })
    expect(now.there?.refunded).toEqual(now.here.refunded)
  })

  test('with refunds made elsewhere: they are taken in while it is read', async () => {
    const { txid, endToEndId } = await paid()
    await world.faults({ webhook: { drop: true } })
    await world.control('POST', '/refund', { endToEndId, amountCents: 10, nature: 'MED_FRAUDE' })
    expect(kindsOf(await read())).toEqual({ matched: 1 })
    expect(await world.charge(txid)).toMatchObject({ refundedCents: 10, refunds: [{ origin: 'med' }] })
  })

  test('with money here that the PSP does not list: looking again finds it, or does not', async () => {
    const { endToEndId } = await paid()
    await world.faults({ rules: [{ match: { operation: 'listPix' }, body: noPix }] })
    await read()
    const [line] = await lines(`${ofToday()}&kind=mismatch`)
    expect(line).toMatchObject({ kind: 'only-here', there: null, offers: ['look-again'] })
    const look = () => world.api('POST', `/api/reconciliation/lines/${line?.id}/look-again`)
    await world.faults({ rules: [{ match: { operation: 'getPix' }, problem: 'PixNaoEncontrado' }] })
    expect((await look()).json).toMatchObject({ id: `pix-${endToEndId}`, kind: 'only-here' })
    await world.faults({ rules: [{ match: { operation: 'getPix' }, status: 503 }] })
    expect(problemOf(await look())).toMatchObject({ status: 503, name: 'psp-unavailable' })
    await world.calm()
    expect((await look()).json).toMatchObject({ kind: 'matched', there: { amountCents: 1000 } })
    expect(await lines(`${ofToday()}&kind=mismatch`)).toEqual([])
  })

  test('with money there that was lost here: looking again brings it back', async () => {
    const { txid, endToEndId } = await paid()
    await read()
    forget(endToEndId)
    ledger().run(`UPDATE charge SET status = 'expired' WHERE txid = '${txid}'`)
    expect(kindsOf(await summary())).toMatchObject({ 'only-there': 1, 'charge-differs': 1 })
    const look = (id: string) => world.api('POST', `/api/reconciliation/lines/${id}/look-again`)
    expect((await look(`pix-${endToEndId}`)).json).toMatchObject({ kind: 'matched', heardBy: 'asking' })
    expect((await look(`charge-${txid}`)).json).toMatchObject({ kind: 'matched', endToEndId: null })
    expect(kindsOf(await summary())).toEqual({ matched: 1 })
  })
})

const noPix = '{"parametros":{"paginacao":{"quantidadeTotalDeItens":0,"quantidadeDePaginas":1}},"pix":[]}'
const pageOf = (pix: object[], total: number, pages: number) => ({
  match: { operation: 'listPix' },
  times: 1,
  body: JSON.stringify({
    parametros: {
      paginacao: { quantidadeTotalDeItens: total, quantidadeDePaginas: pages, itensPorPagina: 1000 },
    },
    pix,
  }),
})

describe('a reading', () => {
  beforeEach(newDay)

  test('that is asked for twenty times at once is one', async () => {
    await paid()
    world.ahead.ms += 6_000
    await world.faults({ rules: [{ match: { operation: 'listPix' }, delayMs: 1_000 }] })
    const body = { from: today(), to: today() }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => world.api('POST', '/api/reconciliation', body)),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
    const started = answers.map(({ json }) => Reconciliation.parse(json).reading.startedAt)
    expect(new Set(started).size).toBe(1)
    await vi.waitFor(async () => expect((await summary()).reading.status).toBe('done'), patience)
  })

  test('that the PSP does not answer says why, and leaves the one before', async () => {
    await paid()
    await read()
    const list = { match: { operation: 'listCob' }, problem: 'AcessoNegado' }
    await world.faults({ rules: [list] })
    const now = await read()
    expect(now.reading).toMatchObject({ status: 'failed', advice: expect.stringMatching(/não permite/) })
    expect(kindsOf(now)).toEqual({ matched: 1 })
    await world.calm()
    expect((await read()).reading).toMatchObject({ status: 'done', advice: null })
  })

  test('goes on after a page that did not come', async () => {
    await paid()
    await world.faults({
      rules: [{ match: { operation: 'listCob' }, times: 1, status: 429, headers: { 'Retry-After': '1' } }],
    })
    expect((await read()).reading).toMatchObject({ status: 'done', pspCalls: 3, pagesRead: 2 })
  })

  test('that the bank wants slower stops no sale', async () => {
    const tooMany = { match: { operation: 'listCob' }, status: 429, headers: { 'Retry-After': '50' } }
    await world.faults({ rules: [{ ...tooMany, times: 1 }] })
    const before = await world.calls('listCob')
    const reading = read()
    await vi.waitFor(async () => expect(await world.calls('listCob')).toBeGreaterThan(before), patience)
    expect((await world.api('PUT', `/api/charges/${newTxid()}`, { amountCents: 100 })).status).toBe(201)
    world.ahead.ms += 51_000
    expect((await reading).reading).toMatchObject({ status: 'done' })
  })

  test('whose list changes between two pages is read again from its beginning', async () => {
    const { endToEndId } = await paid()
    const { pix } = await world.state()
    const one = pix.find((listed) => listed.endToEndId === endToEndId) ?? {}
    await world.faults({
      rules: [pageOf([], 1001, 2), pageOf([], 1002, 2), pageOf([one], 1001, 2), pageOf([one], 1001, 2)],
    })
    const now = await read()
    expect(now.reading).toMatchObject({ status: 'done', pspCalls: 5, pagesRead: 3, pagesTotal: 3 })
    expect(kindsOf(now)).toEqual({ matched: 1 })
  })

  test('whose list has a page less than before is read again, though that page is full by itself', async () => {
    const { endToEndId } = await paid()
    const { pix } = await world.state()
    const one = pix.find((listed) => listed.endToEndId === endToEndId) ?? {}
    await paid()
    await world.faults({ rules: [pageOf([], 1001, 2), pageOf([one], 1, 1)] })
    const now = await read()
    expect(now.reading).toMatchObject({ status: 'done', pspCalls: 4, pagesRead: 2, pagesTotal: 2 })
    expect(now.there?.received.count).toBe(2)
  })

  test('whose list never stands still is given up with advice', async () => {
    const restless = Array.from({ length: 20 }, (_, n) => pageOf([], 1001 + n, 2))
    await world.faults({ rules: restless })
    expect((await read()).reading).toMatchObject({ status: 'failed', advice: expect.stringMatching(/mudou/) })
  })

  test('of a list with something unreadable in it says so', async () => {
    await world.faults({ rules: [pageOf([{ nonsense: true }], 1, 1)] })
    expect((await read()).reading).toMatchObject({
      status: 'done',
      advice: expect.stringMatching(/1 registros/),
    })
  })

  test('that a crash breaks off is told to have failed, and can be asked for again', async () => {
    await paid()
    world.ahead.ms += 6_000
    await world.faults({ rules: [{ match: { operation: 'listPix' }, delayMs: 4_000 }] })
    await world.api('POST', '/api/reconciliation', { from: today(), to: today() })
    await world.stopBff()
    await world.noFaults()
    await world.startBff()
    expect((await summary()).reading).toMatchObject({
      status: 'failed',
      advice: expect.stringMatching(/interrompida/),
    })
    expect((await read()).reading.status).toBe('done')
  })

  test('changes nothing of a day that agrees', async () => {
    await paid()
    const before = JSON.stringify([ledger().pix(), (await world.api('GET', '/api/charges?limit=100')).json])
    await read()
    expect(JSON.stringify([ledger().pix(), (await world.api('GET', '/api/charges?limit=100')).json])).toBe(
      before,
    )
  })
})

test('yesterday is read by itself after four in the morning, once, and finds what nobody told', async () => {
  await newDay()
  const charge = await world.create()
  const yesterday = today()
  await world.faults({ webhook: { drop: true } })
  await world.pay(charge, { at: new Date(world.clock.now() + 1_000).toISOString() })
  await world.stopBff()
  world.ahead.ms += startOfDay(yesterday, zone) + day + 3 * 3_600_000 - world.clock.now()
  await world.startBff()
  expect((await summary(`from=${yesterday}&to=${yesterday}`)).reading.status).toBe('never')
  world.ahead.ms += 2 * 3_600_000
  const now = await vi.waitFor(
    async () => {
      const read = await summary(`from=${yesterday}&to=${yesterday}`)
      expect(read.reading.status).toBe('done')
      return read
    },
    { ...patience, timeout: 30_000 },
  )
  expect(kindsOf(now)).toEqual({ matched: 1 })
}, 60_000)

test('each Pix is in one day, also a millisecond before and after midnight', async () => {
  await newDay()
  const first = today()
  const midnight = startOfDay(first, zone) + day
  const before = await world.create(newTxid(), { amountCents: 1 })
  const after = await world.create(newTxid(), { amountCents: 2 })
  await world.pay(before, { at: new Date(midnight - 1).toISOString() })
  await world.pay(after, { at: new Date(midnight).toISOString() })
  for (const { txid } of [before, after]) await world.becomes(txid, 'paid')
  world.ahead.ms += day
  const second = today()
  const sums = [await read(first), await read(second), await read(first, second)]
  expect(sums.map(({ there }) => there?.received.cents)).toEqual([1, 2, 3])
  expect(sums.map(({ here }) => here.received.cents)).toEqual([1, 2, 3])
  expect(sums.map(kindsOf)).toEqual([{ matched: 1 }, { matched: 1 }, { matched: 2 }])
  expect(sums[2]?.buckets.map(({ received }) => received.cents)).toEqual([1, 2])
})

describe('a question that is none is refused by name', () => {
  const period = { from: '2026-11-01', to: '2026-11-30' }
  const queries: [path: string, query: object, field: string][] = [
    ['', {}, 'from'],
    ['', { from: '2026-11-01' }, 'to'],
    ['', { ...period, from: '2026-11-31' }, 'from'],
    ['', { ...period, from: '01/11/2026' }, 'from'],
    ['', { ...period, from: '2026-12-01' }, 'to'],
    ['', { from: '2026-10-30', to: '2026-11-30' }, 'to'],
    ['', { ...period, page: '1' }, 'page'],
    ['/lines', { from: '2026-12-01', to: '2026-11-30' }, 'to'],
    ['/lines', { ...period, kind: 'wrong' }, 'kind'],
    ['/lines', { ...period, limit: '0' }, 'limit'],
    ['/lines', { ...period, limit: '501' }, 'limit'],
    ['/lines', { ...period, after: 'pix-E1' }, 'after'],
    ['/lines', { ...period, after: '1-pix-..' }, 'after'],
    ['/lines.csv', { ...period, limit: '1' }, 'limit'],
    ['/lines.csv', { ...period, kind: 'x' }, 'kind'],
  ]
  test.each(queries)('GET %s %j', async (path, query, field) => {
    const search = new URLSearchParams(query as Record<string, string>)
    const problem = problemOf(await world.api('GET', `/api/reconciliation${path}?${search}`))
    expect(problem).toMatchObject({ status: 400, name: 'invalid-request' })
    expect(problem.fields).toContain(field)
  })

  const bodies: [body: object, field: string][] = [
    [{ ...period, from: '2026-12-01' }, 'to'],
    [{ from: '2026-10-01', to: '2026-11-01' }, 'to'],
    [{ ...period, from: 20261101 }, 'from'],
    [{ from: '2099-01-01', to: '2099-01-01' }, 'from'],
    [{ ...period, zone: 'UTC' }, 'zone'],
  ]
  test.each(bodies)('POST %j', async (body, field) => {
    const calls = await world.calls('listPix')
    const problem = problemOf(await world.api('POST', '/api/reconciliation', body))
    expect(problem).toMatchObject({ status: 400, name: 'invalid-request', fields: [field] })
    expect(await world.calls('listPix')).toBe(calls)
  })

  const doors: [path: string, body: object | undefined, status: number, name: string][] = [
    ['pix-E1/look-again', undefined, 404, 'line-not-found'],
    [`charge-${'a'.repeat(32)}/look-again`, undefined, 404, 'line-not-found'],
    ['loc-1/look-again', undefined, 400, 'invalid-request'],
    ['pix-..%2f..%2fcob/look-again', undefined, 400, 'invalid-request'],
    ['pix-E1/notes', { text: 'a' }, 404, 'line-not-found'],
    ['pix-E1/notes', { text: ' ' }, 400, 'invalid-request'],
    ['pix-E1/notes', { text: 'a\nb' }, 400, 'invalid-request'],
    ['pix-E1/notes', { text: 'a'.repeat(281) }, 400, 'invalid-request'],
  ]
  test.each(doors)('POST %s %j', async (path, body, status, name) => {
    const before = (await world.state()).calls
    const problem = problemOf(await world.api('POST', `/api/reconciliation/lines/${path}`, body))
    expect(problem).toMatchObject({ status, name })
    expect((await world.state()).calls.getPix).toBe(before.getPix)
  })
})

test('a note is added to a line, never takes another one’s place, and changes neither money nor a charge', async () => {
  await newDay()
  const { txid } = await paid()
  const stranger = await createBehindOurBack(world, '12.34')
  const endToEndId = await world.pay(stranger)
  await read()
  const before = JSON.stringify([ledger().pix(), await world.charge(txid)])
  const note = (body: object) => world.api('POST', `/api/reconciliation/lines/pix-${endToEndId}/notes`, body)
  expect((await note({ text: 'Pagou no balcão', txid })).status).toBe(201)
  const second = await note({ text: '=1+1' })
  expect(ReconciliationLine.parse(second.json).notes).toMatchObject([
    { text: 'Pagou no balcão', txid, at: expect.any(String) },
    { text: '=1+1', txid: null },
  ])
  expect(problemOf(await note({ text: 'x', txid: newTxid() }))).toMatchObject({
    status: 404,
    name: 'charge-not-found',
  })
  expect(JSON.stringify([ledger().pix(), await world.charge(txid)])).toBe(before)
  expect((await lines(`${ofToday()}&kind=without-charge`))[0]?.notes).toHaveLength(2)

  const csv = await world.api('GET', `/api/reconciliation/lines.csv?${ofToday()}&kind=without-charge`)
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(csv.headers.get('content-disposition')).toContain(`conciliacao-${today()}-${today()}.csv`)
  expect(csv.text).toContain(`;${endToEndId};`)
})

test('lines come page by page, and the table has them all', async () => {
  await newDay()
  const made = await Promise.all(Array.from({ length: 7 }, () => paid()))
  await read()
  const seen: string[] = []
  let after = ''
  for (let isMore = true; isMore; ) {
    const { json } = await world.api(
      'GET',
      `/api/reconciliation/lines?${ofToday()}&limit=3${after && `&after=${after}`}`,
    )
    const page = json as LineList
    seen.push(...page.lines.map(({ endToEndId }) => endToEndId ?? ''))
    isMore = page.nextAfter !== null
    after = page.nextAfter ?? ''
  }
  expect(seen.toSorted()).toEqual(made.map(({ endToEndId }) => endToEndId).toSorted())
  const csv = await fetch(`${world.url}/api/reconciliation/lines.csv?${ofToday()}`, { headers: withKey })
  const bytes = new Uint8Array(await csv.arrayBuffer())
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const rows = new TextDecoder().decode(bytes).split('\r\n')
  expect(rows).toHaveLength(1 + 7 + 1)
  expect(rows[0]).toMatch(/^Data e hora;Situação;/)
  expect(rows[1]).toMatch(/^\d\d\/\d\d\/\d{4} 12:\d\d:\d\d;Confere;10,00;0,00;10,00;0,00;E/)
})
