import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Charge } from '@balcao/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { putCharges } from '../testing/put-charges.ts'
import { newTxid, problemOf, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())

const { put } = putCharges(() => world)

describe('who asks, and how', () => {
  const wrong: [method: string, path: string, allow: string][] = [
    ['DELETE', '/api/charges', 'GET'],
    ['POST', '/api/charges', 'GET'],
    ['POST', `/api/charges/${'a'.repeat(32)}`, 'PUT, GET'],
    ['PATCH', `/api/charges/${'a'.repeat(32)}`, 'PUT, GET'],
    ['GET', `/api/charges/${'a'.repeat(32)}/cancel`, 'POST'],
    ['PUT', '/api/health', 'GET'],
    ['POST', '/api/terminals/caixa-1/events', 'GET'],
    ['GET', '/api/terminals/caixa-1/current', 'PUT'],
    ['DELETE', '/api/openapi.json', 'GET'],
  ]
  test.each(wrong)('%s %s is told what this address takes', async (method, path, allow) => {
    const answer = await world.api(method, path)
    expect(problemOf(answer)).toMatchObject({ status: 405, name: 'method-not-allowed' })
    expect(answer.headers.get('allow')).toBe(allow)
  })

  test.each(['cross-site', 'same-site'])('a page of another site (%s) changes nothing', async (site) => {
    const charge = await world.create()
    const headers = { 'sec-fetch-site': site }
    for (const [method, path, body] of [
      ['PUT', `/api/charges/${newTxid()}`, { amountCents: 1 }],
      ['POST', `/api/charges/${charge.txid}/cancel`, undefined],
      ['POST', `/api/charges/${charge.txid}/extend`, { minutes: 10 }],
      ['PUT', '/api/terminals/caixa-1/current', { txid: null }],
      ['POST', '/api/terminals/caixa-1/painted', { txid: charge.txid, version: 1 }],
    ] as const)
      expect(problemOf(await world.api(method, path, body, headers))).toMatchObject({
        status: 403,
        name: 'cross-origin',
      })
    expect(await world.charge(charge.txid)).toEqual(charge)
  })

  test('an older browser that only says the origin of another site changes nothing either', async () => {
    const charge = await world.create()
    for (const origin of ['https://evil.example', 'null', 'http://localhost:1'])
      expect(
        problemOf(await world.api('POST', `/api/charges/${charge.txid}/cancel`, undefined, { origin })),
      ).toMatchObject({
        status: 403,
        name: 'cross-origin',
      })
    expect(await world.charge(charge.txid)).toEqual(charge)
    const own = await world.api('POST', `/api/charges/${charge.txid}/cancel`, undefined, {
      origin: world.url,
    })
    expect(own.status).toBe(200)
  })

  test.each(['same-origin', 'none'])('our own screens (%s) do', async (site) => {
    expect((await put({ amountCents: 1 }, { 'sec-fetch-site': site })).status).toBe(201)
  })

  test('nobody is told what the server is made of, and nothing is kept in a cache', async () => {
    for (const path of ['/api/health', '/api/charges', '/api/nowhere', '/nowhere']) {
      const { headers, text } = await world.api('GET', path, undefined, { origin: 'https://evil.example' })
      expect(headers.get('x-powered-by')).toBeNull()
      expect(headers.get('server')).toBeNull()
      expect(headers.get('access-control-allow-origin')).toBeNull()
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
      if (path.startsWith('/api')) expect(headers.get('cache-control')).toBe('no-store')
      expect(text).not.toMatch(/at .*\.ts|node_modules/)
    }
  })
})

describe('the list', () => {
  const queries: [query: string, field: string][] = [
    ['status=paid&status=opening', 'status'],
    ['status=nothing', 'status'],
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=1e1', 'limit'],
    ['before=-1', 'before'],
    ['before=1%20OR%201', 'before'],
    ['terminalId=..', 'terminalId'],
    ['page=2', 'page'],
    ['from=2026-02-30', 'from'],
    ['to=yesterday', 'to'],
    ['from=2026-11-22&to=2026-11-21', 'to'],
    ['__proto__=1', '__proto__'],
    ['status[]=paid', 'status[]'],
  ]
  test.each(queries)('refuses ?%s by name', async (query, field) => {
    const problem = problemOf(await world.api('GET', `/api/charges?${query}`))
    expect(problem).toMatchObject({ status: 400, name: 'invalid-request', fields: [field] })
  })

  test('is read page by page to its end, and charges of one millisecond are neither lost nor repeated', async () => {
    const made = await Promise.all(
      Array.from({ length: 7 }, () => world.create(newTxid(), { amountCents: 5, terminalId: 'lista' })),
    )
    // Made in one millisecond, as a busy shop's ledger has them.
    const ledger = new DatabaseSync(join(world.dataDir, 'balcao.sqlite'))
    ledger.prepare("UPDATE charge SET created_at_ms = 1000 WHERE terminal_id = 'lista'").run()
    ledger.close()
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const query: string = `terminalId=lista&limit=3${next === '' ? '' : `&before=${next}`}`
      const { json } = await world.api('GET', `/api/charges?${query}`)
      const page = json as { charges: Charge[]; nextBefore: string | null }
      seen.push(...page.charges.map(({ txid }) => txid))
      expect(page.charges.length).toBeLessThanOrEqual(3)
      next = page.nextBefore
    }
    expect(seen.toSorted()).toEqual(made.map(({ txid }) => txid).toSorted())
  })
})

test('the list of a day is what was made on it by the clock of the shop', async () => {
  const [first, last, next] = [await world.create(), await world.create(), await world.create()]
  const made: [charge: Charge, at: string][] = [
    [first, '2018-11-04T00:00:00-03:00'],
    // On that day the clocks of São Paulo went from midnight to one o'clock.
    [last, '2018-11-04T23:59:59.999-02:00'],
    [next, '2018-11-05T00:00:00-02:00'],
  ]
  const ledger = new DatabaseSync(join(world.dataDir, 'balcao.sqlite'))
  for (const [{ txid }, at] of made)
    ledger.prepare('UPDATE charge SET created_at_ms = ? WHERE txid = ?').run(Date.parse(at), txid)
  ledger.close()
  const list = async (query: string) => {
    const { json } = await world.api('GET', `/api/charges?${query}`)
    return (json as { charges: Charge[] }).charges.map(({ txid }) => txid)
  }
  expect(await list('from=2018-11-04&to=2018-11-04')).toEqual([last.txid, first.txid])
  expect(await list('from=2018-11-04&to=2018-11-05')).toEqual([next.txid, last.txid, first.txid])
  expect(await list('to=2018-11-03')).not.toContain(first.txid)
})
