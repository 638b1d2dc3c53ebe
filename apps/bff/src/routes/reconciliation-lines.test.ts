import { type LineList, ReconciliationLine } from '@balcao/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type BankDays, startBankDays } from '../testing/bank-days.ts'
import { createBehindOurBack } from '../testing/behind-our-back.ts'
import { openLedger } from '../testing/ledger.ts'
import { withKey } from '../testing/shop-key.ts'
import { newTxid, problemOf, type World } from '../testing/world.ts'

let days: BankDays
let world: World
beforeAll(async () => {
  days = await startBankDays()
  world = days.world
}, 60_000)
afterAll(() => world.close())
afterEach(() => world.calm())
const ledger = () => openLedger(world.dataDir)

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
  await days.newDay()
  const { txid } = await days.paid()
  const stranger = await createBehindOurBack(world, '12.34')
  const endToEndId = await world.pay(stranger)
  await days.read()
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
  expect((await days.lines(`${days.ofToday()}&kind=without-charge`))[0]?.notes).toHaveLength(2)

  const csv = await world.api('GET', `/api/reconciliation/lines.csv?${days.ofToday()}&kind=without-charge`)
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(csv.headers.get('content-disposition')).toContain(`conciliacao-${days.today()}-${days.today()}.csv`)
  expect(csv.text).toContain(`;${endToEndId};`)
})

test('lines come page by page, and the table has them all', async () => {
  await days.newDay()
  const made = await Promise.all(Array.from({ length: 7 }, () => days.paid()))
  await days.read()
  const seen: string[] = []
  let after = ''
  for (let isMore = true; isMore; ) {
    const { json } = await world.api(
      'GET',
      `/api/reconciliation/lines?${days.ofToday()}&limit=3${after && `&after=${after}`}`,
    )
    const page = json as LineList
    seen.push(...page.lines.map(({ endToEndId }) => endToEndId ?? ''))
    isMore = page.nextAfter !== null
    after = page.nextAfter ?? ''
  }
  expect(seen.toSorted()).toEqual(made.map(({ endToEndId }) => endToEndId).toSorted())
  const csv = await fetch(`${world.url}/api/reconciliation/lines.csv?${days.ofToday()}`, { headers: withKey })
  const bytes = new Uint8Array(await csv.arrayBuffer())
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const rows = new TextDecoder().decode(bytes).split('\r\n')
  expect(rows).toHaveLength(1 + 7 + 1)
  expect(rows[0]).toMatch(/^Data e hora;Situação;/)
  expect(rows[1]).toMatch(/^\d\d\/\d\d\/\d{4} 12:\d\d:\d\d;Confere;10,00;0,00;10,00;0,00;E/)
})
