import { type Charge, ChargeList, Timeline } from '@balcao/contracts'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openBrowser } from '../testing/browser.ts'
import { newTxid, patience, problemOf, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())

const list = async (query: string) => ChargeList.parse((await world.api('GET', `/api/charges${query}`)).json)
const txids = (charges: readonly Charge[]) => charges.map(({ txid }) => txid)
const timelineOf = async (txid: string) =>
  Timeline.parse((await world.api('GET', `/api/charges/${txid}/timeline`)).json)

describe('a search', () => {
  const refused: [query: string, field: string][] = [
    ['valor=2350', 'valor'],
    ['minCents=23,50', 'minCents'],
    ['minCents=0', 'minCents'],
    ['maxCents=1000000000000', 'maxCents'],
    ['minCents=5&maxCents=4', 'maxCents'],
    ['minCents=5&minCents=6', 'minCents'],
    ['flag=lost', 'flag'],
    ['madeBy=Ana', 'madeBy'],
    ['madeBy=person:1', 'madeBy'],
    ['txid=abc', 'txid'],
    ['txid=abc%25', 'txid'],
    ['endToEndIdEnding=ABC', 'endToEndIdEnding'],
    ['endToEndIdEnding=AB%25D', 'endToEndIdEnding'],
    ['fromTime=14:00', 'fromTime'],
    ['to=2026-11-22&fromTime=14:00', 'fromTime'],
    ['from=2026-11-22&toTime=14:00', 'toTime'],
    ['from=2026-11-22&fromTime=24:00', 'fromTime'],
    ['from=2026-11-22&to=2026-11-22&fromTime=14:00&toTime=13:59', 'toTime'],
    ['from=2026-11-22&to=2026-11-21', 'to'],
    ['from=2026-02-30', 'from'],
    ['shopId=Loja', 'shopId'],
    ['shopId=norte', 'shopId'],
  ]
  test.each(refused)('%s is refused by the name of the field', async (query, field) => {
    const problem = problemOf(await world.api('GET', `/api/charges?${query}`))
    expect(problem).toMatchObject({ status: 400, name: 'invalid-request', fields: [field] })
    expect(problem.errors[0]?.message).not.toBe('Invalid input')
  })

  test('of a day that the zone has skipped finds nothing, and is no mistake', async () => {
    const apia = { name: 'Apia', timeZone: 'Pacific/Apia', receiptText: null }
    await world.api('PUT', '/api/shops/apia', apia)
    await world.api('PUT', '/api/terminals/caixa-77/shop', { shopId: 'apia' })
    expect(await list('?terminalId=caixa-77&from=2011-12-30&to=2011-12-30')).toMatchObject({ charges: [] })
  })

  test('finds a sale by each thing that people know of it, and by all of them', async () => {
    const sale = await world.create(newTxid(), { amountCents: 7777, terminalId: 'caixa-7' })
    const other = await world.create(newTxid(), { amountCents: 7778, terminalId: 'caixa-7' })
    const endToEndId = await world.pay(sale)
    await world.becomes(sale.txid, 'paid')
    const found = [
      `minCents=7777&maxCents=7777`,
      `txid=${sale.txid.slice(0, 10)}`,
      `endToEndIdEnding=${endToEndId.slice(-6).toLowerCase()}`,
      `status=paid&terminalId=caixa-7`,
      `madeBy=key&maxCents=7777&terminalId=caixa-7`,
    ]
    for (const query of [...found, found.slice(0, 3).join('&')])
      expect([query, txids((await list(`?${query}`)).charges)]).toEqual([query, [sale.txid]])
    expect(txids((await list(`?minCents=7777&maxCents=7778&terminalId=caixa-7`)).charges)).toEqual([
      other.txid,
      sale.txid,
    ])
  })

  test('of one shop finds what its terminals sold, page by page, by the days of its clock', async () => {
    const shop = { name: 'Ilha', timeZone: 'Pacific/Kiritimati', receiptText: null }
    await world.api('PUT', '/api/shops/ilha', shop)
    for (const terminalId of ['caixa-20', 'caixa-21'])
      await world.api('PUT', `/api/terminals/${terminalId}/shop`, { shopId: 'ilha' })
    const sold: Charge[] = []
    for (const terminalId of ['caixa-20', 'caixa-22', 'caixa-21', 'caixa-20'])
      sold.unshift(await world.create(newTxid(), { amountCents: 100, terminalId }))
    const ofShop = txids(sold.filter((_, place) => place !== 2))
    expect(txids((await list('?shopId=ilha')).charges)).toEqual(ofShop)
    expect(txids((await list('?shopId=ilha&minCents=99')).charges)).toEqual(ofShop)
    const first = await list('?shopId=ilha&limit=2')
    const second = await list(`?shopId=ilha&limit=2&before=${first.nextBefore}`)
    expect(txids([...first.charges, ...second.charges])).toEqual(ofShop)
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: shop.timeZone, dateStyle: 'short' })
    const there = day.format(new Date(sold.at(-1)?.createdAt ?? ''))
    expect(txids((await list(`?shopId=ilha&from=${there}&to=${there}`)).charges)).toEqual(ofShop)
    expect(txids((await list('?shopId=loja-1&limit=1')).charges)).not.toContain(sold[0]?.txid)
  })

  test('goes by the minutes of the shop’s clock, both ends inside', async () => {
    const { txid, createdAt } = await world.create(newTxid(), { amountCents: 100, terminalId: 'caixa-8' })
    const at = new Intl.DateTimeFormat('sv-SE', {
      ...{ timeZone: 'America/Sao_Paulo', dateStyle: 'short', timeStyle: 'short' },
    })
    const [day, time] = at.format(new Date(createdAt)).split(' ')
    const inside = `?terminalId=caixa-8&from=${day}&to=${day}&fromTime=${time}&toTime=${time}`
    expect(txids((await list(inside)).charges)).toEqual([txid])
    const [nextDay, nextTime] = at.format(Date.parse(createdAt) + 60_000).split(' ')
    const after = `?terminalId=caixa-8&from=${nextDay}&fromTime=${nextTime}`
    expect(txids((await list(after)).charges)).toEqual([])
  })
})

describe('the timeline of a sale', () => {
  test('tells when it was made, shown, paid, heard of and seen, and measures the wait', async () => {
    const sale = await world.create(newTxid(), { amountCents: 1500, terminalId: 'caixa-9' })
    const paint = async ({ txid, version }: Charge) =>
      expect((await world.api('POST', '/api/terminals/caixa-9/painted', { txid, version })).status).toBe(204)
    await paint(sale)
    const endToEndId = await world.pay(sale)
    const paid = await world.becomes(sale.txid, 'paid')
    await paint(paid)
    const timeline = await vi.waitFor(async () => {
      const now = await timelineOf(sale.txid)
      expect(now.events.map(({ kind }) => kind)).toContain('paid-painted')
      return now
    }, patience)
    expect(timeline.events).toMatchObject([
      { kind: 'created', at: sale.createdAt, amountCents: 1500, by: { kind: 'key' } },
      { kind: 'code-painted' },
      { kind: 'paid', endToEndId, at: paid.payments[0]?.paidAt },
      { kind: 'heard', endToEndId },
      { kind: 'paid-painted' },
    ])
    const waitedMs = Date.parse(timeline.events[4]?.at ?? '') - Date.parse(paid.payments[0]?.paidAt ?? '')
    expect(timeline.settledToPaintedMs).toBe(waitedMs)
    const again = await world.charge(sale.txid)
    await paint(again)
    await world.stopBff()
    await world.startBff()
    expect(await timelineOf(sale.txid)).toEqual(timeline)
  })

  test('keeps what was shown in the second before a stop', async () => {
    const sale = await world.create(newTxid(), { amountCents: 1501, terminalId: 'caixa-9' })
    await world.api('POST', '/api/terminals/caixa-9/painted', { txid: sale.txid, version: sale.version })
    await world.stopBff()
    await world.startBff()
    expect((await timelineOf(sale.txid)).events.map(({ kind }) => kind)).toEqual(['created', 'code-painted'])
  })

  test('takes no word for a version that is not the latest: what it showed is not known', async () => {
    const sale = await world.create(newTxid(), { amountCents: 1502, terminalId: 'caixa-9' })
    await world.pay(sale)
    await world.becomes(sale.txid, 'paid')
    await world.api('POST', '/api/terminals/caixa-9/painted', { txid: sale.txid, version: sale.version })
    await world.stopBff()
    await world.startBff()
    const kinds = (await timelineOf(sale.txid)).events.map(({ kind }) => kind)
    expect(kinds).toEqual(['created', 'paid', 'heard'])
  })

  test('tells of an extension, a cancel and a refund', async () => {
    const extended = await world.create(newTxid(), { amountCents: 1503 })
    await world.api('POST', `/api/charges/${extended.txid}/extend`, { minutes: 10 })
    await world.api('POST', `/api/charges/${extended.txid}/cancel`)
    await world.becomes(extended.txid, 'cancelled')
    const kinds = (await timelineOf(extended.txid)).events.map(({ kind }) => kind)
    expect(kinds).toEqual(['created', 'extended', 'cancel-asked', 'cancelled'])
    const sale = await world.create(newTxid(), { amountCents: 1504 })
    await world.pay(sale)
    await world.becomes(sale.txid, 'paid')
    await world.api('PUT', `/api/charges/${sale.txid}/refunds/d1`, { amountCents: 500 })
    await vi.waitFor(async () => {
      const refunds = (await timelineOf(sale.txid)).events.filter(({ kind }) => kind === 'refund')
      expect(refunds.at(0)).toMatchObject({ refundId: 'd1', status: 'requested', by: { kind: 'key' } })
      expect(refunds.at(-1)).toMatchObject({ refundId: 'd1', status: 'refunded' })
    }, patience)
  })

  test('of a sale that is not there is not there', async () => {
    const answer = problemOf(await world.api('GET', `/api/charges/${newTxid()}/timeline`))
    expect(answer).toMatchObject({ status: 404, name: 'charge-not-found' })
  })
})

test('an operator finds and follows the sales of the own terminal alone', async () => {
  const locked = await startWorld()
  try {
    const till = openBrowser(locked)
    const shop = { manager: { name: 'Marta', pin: '480213' }, terminalId: 'caixa-1', tillName: 'Caixa 1' }
    expect((await till.send('POST', '/api/set-up', shop)).status).toBe(204)
    const ana = newTxid()
    const person = { name: 'Ana', role: 'operator', refundLimitCents: null, isActive: true, pin: '570913' }
    await till.send('PUT', `/api/people/${ana}`, person)
    const [own, other] = [newTxid(), newTxid()]
    await till.send('PUT', `/api/charges/${other}`, { amountCents: 2350, terminalId: 'caixa-2' })
    await till.send('POST', '/api/session', { personId: ana, pin: '570913' })
    await till.send('PUT', `/api/charges/${own}`, { amountCents: 2350, terminalId: 'caixa-1' })
    const search = async (query: string) => (await till.send('GET', `/api/charges?${query}`)).json
    expect(txids(ChargeList.parse(await search('minCents=2350&maxCents=2350')).charges)).toEqual([own])
    expect(await search(`txid=${other}`)).toEqual({ charges: [], nextBefore: null })
    expect(problemOf(await till.send('GET', '/api/charges?terminalId=caixa-2')).name).toBe('other-terminal')
    expect(problemOf(await till.send('GET', `/api/charges/${other}/timeline`)).name).toBe('charge-not-found')
    const timeline = Timeline.parse((await till.send('GET', `/api/charges/${own}/timeline`)).json)
    expect(timeline.events[0]).toMatchObject({ kind: 'created', by: { kind: 'person', name: 'Ana' } })
    await till.send('POST', '/api/session', { name: 'Marta', pin: '480213' })
    const byAna = ChargeList.parse(await search(`madeBy=person:${ana}`))
    expect(txids(byAna.charges)).toEqual([own])
  } finally {
    await locked.close()
  }
})
