import { Reconciliation } from '@balcao/contracts'
import { startOfDay } from '@balcao/domain'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type BankDays, day, kindsOf, startBankDays, zone } from '../testing/bank-days.ts'
import { openLedger } from '../testing/ledger.ts'
import { newTxid, patience, type World } from '../testing/world.ts'

let days: BankDays
let world: World
beforeAll(async () => {
  days = await startBankDays()
  world = days.world
}, 60_000)
afterAll(() => world.close())
afterEach(() => world.calm())
const ledger = () => openLedger(world.dataDir)

/** A page of the list of today from its beginning: that of the sweep begins later. */
const pageOf = (pix: object[], total: number, pages: number) => ({
  match: {
    operation: 'listPix',
    inicio: new Date(startOfDay(days.today(), zone)).toISOString().slice(0, 16),
  },
  times: 1,
  body: JSON.stringify({
    parametros: {
      paginacao: { quantidadeTotalDeItens: total, quantidadeDePaginas: pages, itensPorPagina: 1000 },
    },
    pix,
  }),
})

describe('a reading', () => {
  beforeEach(() => days.newDay())

  test('that is asked for twenty times at once is one', async () => {
    await days.paid()
    world.ahead.ms += 6_000
    await world.faults({ rules: [{ match: { operation: 'listPix' }, delayMs: 1_000 }] })
    const body = { from: days.today(), to: days.today() }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => world.api('POST', '/api/reconciliation', body)),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
    const started = answers.map(({ json }) => Reconciliation.parse(json).reading.startedAt)
    expect(new Set(started).size).toBe(1)
    await vi.waitFor(async () => expect((await days.summary()).reading.status).toBe('done'), patience)
  })

  test('that the PSP does not answer says why, and leaves the one before', async () => {
    await days.paid()
    await days.read()
    const list = { match: { operation: 'listCob' }, problem: 'AcessoNegado' }
    await world.faults({ rules: [list] })
    const now = await days.read()
    expect(now.reading).toMatchObject({ status: 'failed', advice: expect.stringMatching(/não permite/) })
    expect(kindsOf(now)).toEqual({ matched: 1 })
    await world.calm()
    expect((await days.read()).reading).toMatchObject({ status: 'done', advice: null })
  })

  test('goes on after a page that did not come', async () => {
    await days.paid()
    await world.faults({
      rules: [{ match: { operation: 'listCob' }, times: 1, status: 429, headers: { 'Retry-After': '1' } }],
    })
    expect((await days.read()).reading).toMatchObject({ status: 'done', pspCalls: 3, pagesRead: 2 })
  })

  test('that the bank wants slower stops no sale', async () => {
    const tooMany = { match: { operation: 'listCob' }, status: 429, headers: { 'Retry-After': '50' } }
    await world.faults({ rules: [{ ...tooMany, times: 1 }] })
    const before = await world.calls('listCob')
    const reading = days.read()
    await vi.waitFor(async () => expect(await world.calls('listCob')).toBeGreaterThan(before), patience)
    expect((await world.api('PUT', `/api/charges/${newTxid()}`, { amountCents: 100 })).status).toBe(201)
    world.ahead.ms += 51_000
    expect((await reading).reading).toMatchObject({ status: 'done' })
  })

  test('whose list changes between two pages is read again from its beginning', async () => {
    const { endToEndId } = await days.paid()
    const { pix } = await world.state()
    const one = pix.find((listed) => listed.endToEndId === endToEndId) ?? {}
    await world.faults({
      rules: [pageOf([], 1001, 2), pageOf([], 1002, 2), pageOf([one], 1001, 2), pageOf([one], 1001, 2)],
    })
    const now = await days.read()
    expect(now.reading).toMatchObject({ status: 'done', pspCalls: 5, pagesRead: 3, pagesTotal: 3 })
    expect(kindsOf(now)).toEqual({ matched: 1 })
  })

  test('whose list has a page less than before is read again, though that page is full by itself', async () => {
    const { endToEndId } = await days.paid()
    const { pix } = await world.state()
    const one = pix.find((listed) => listed.endToEndId === endToEndId) ?? {}
    await days.paid()
    await world.faults({ rules: [pageOf([], 1001, 2), pageOf([one], 1, 1)] })
    const now = await days.read()
    expect(now.reading).toMatchObject({ status: 'done', pspCalls: 4, pagesRead: 2, pagesTotal: 2 })
    expect(now.there?.received.count).toBe(2)
  })

  test('whose list never stands still is given up with advice', async () => {
    const restless = Array.from({ length: 20 }, (_, n) => pageOf([], 1001 + n, 2))
    await world.faults({ rules: restless })
    expect((await days.read()).reading).toMatchObject({
      status: 'failed',
      advice: expect.stringMatching(/mudou/),
    })
  })

  test('of a list with something unreadable in it says so', async () => {
    await world.faults({ rules: [pageOf([{ nonsense: true }], 1, 1)] })
    expect((await days.read()).reading).toMatchObject({
      status: 'done',
      advice: expect.stringMatching(/1 registros/),
    })
  })

  test('that a crash breaks off is told to have failed, and can be asked for again', async () => {
    await days.paid()
    world.ahead.ms += 6_000
    await world.faults({ rules: [{ match: { operation: 'listPix' }, delayMs: 4_000 }] })
    await world.api('POST', '/api/reconciliation', { from: days.today(), to: days.today() })
    await world.stopBff()
    await world.noFaults()
    await world.startBff()
    expect((await days.summary()).reading).toMatchObject({
      status: 'failed',
      advice: expect.stringMatching(/interrompida/),
    })
    expect((await days.read()).reading.status).toBe('done')
  })

  test('changes nothing of a day that agrees', async () => {
    await days.paid()
    const before = JSON.stringify([ledger().pix(), (await world.api('GET', '/api/charges?limit=100')).json])
    await days.read()
    expect(JSON.stringify([ledger().pix(), (await world.api('GET', '/api/charges?limit=100')).json])).toBe(
      before,
    )
  })
})

test('yesterday is read by itself after four in the morning, once, and finds what nobody told', async () => {
  await days.newDay()
  const charge = await world.create()
  const yesterday = days.today()
  await world.faults({ webhook: { drop: true } })
  await world.pay(charge, { at: new Date(world.clock.now() + 1_000).toISOString() })
  await world.stopBff()
  world.ahead.ms += startOfDay(yesterday, zone) + day + 3 * 3_600_000 - world.clock.now()
  await world.startBff()
  expect((await days.summary(`from=${yesterday}&to=${yesterday}`)).reading.status).toBe('never')
  world.ahead.ms += 2 * 3_600_000
  const now = await vi.waitFor(
    async () => {
      const read = await days.summary(`from=${yesterday}&to=${yesterday}`)
      expect(read.reading.status).toBe('done')
      return read
    },
    { ...patience, timeout: 30_000 },
  )
  expect(kindsOf(now)).toEqual({ matched: 1 })
}, 60_000)
