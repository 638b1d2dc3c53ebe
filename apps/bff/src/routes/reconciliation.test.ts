import { startOfDay } from '@balcao/domain'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type BankDays, day, kindsOf, noPix, startBankDays, zone } from '../testing/bank-days.ts'
import { createBehindOurBack } from '../testing/behind-our-back.ts'
import { openLedger } from '../testing/ledger.ts'
import { newTxid, patience, problemOf, type World } from '../testing/world.ts'

let days: BankDays
let world: World
beforeAll(async () => {
  days = await startBankDays()
  world = days.world
}, 60_000)
afterAll(() => world.close())
afterEach(() => world.calm())
const ledger = () => openLedger(world.dataDir)
const forget = (endToEndId: string) => ledger().run(`DELETE FROM pix WHERE end_to_end_id = '${endToEndId}'`)

describe('a day', () => {
  beforeEach(() => days.newDay())

  test('that nobody has read shows what we have, and nothing to compare it with', async () => {
    await days.paid(1000)
    await days.paid(234)
    const now = await days.summary()
    expect(now).toMatchObject({
      period: { from: days.today(), to: days.today() },
      timeZone: zone,
      reading: { status: 'never', startedAt: null, pspCalls: 0, pagesTotal: null, advice: null },
      here: { received: { count: 2, cents: 1234 }, refunded: { count: 0, cents: 0 } },
      there: null,
      kinds: [],
    })
    expect(now.buckets).toHaveLength(24)
    expect(now.buckets[12]).toMatchObject({ received: { count: 2, cents: 1234 } })
    expect(await days.lines()).toEqual([])
  })

  test('that agrees says so, with as many questions to the PSP as there are pages', async () => {
    const { txid } = await days.paid(1000)
    const id = newTxid()
    await world.api('PUT', `/api/charges/${txid}/refunds/${id}`, { amountCents: 400 })
    await vi.waitFor(async () => expect((await world.charge(txid)).refundedCents).toBe(400), patience)
    await world.create()
    const now = await days.read()
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
    const [line] = await days.lines()
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
    const now = await days.read()
    expect(now.reading.status).toBe('done')
    expect(await world.charge(charge.txid)).toMatchObject({ status: 'paid', receivedCents: 700 })
    expect((await days.lines()).find((line) => line.endToEndId === endToEndId)).toMatchObject({
      kind: 'matched',
      webhookAt: null,
    })
  })

  test('with a charge that is concluded there and not paid here: it is settled too', async () => {
    const { txid, endToEndId } = await days.paid()
    forget(endToEndId)
    ledger().run(`UPDATE charge SET status = 'awaiting' WHERE txid = '${txid}'`)
    await world.faults({
      webhook: { drop: true },
      rules: [{ match: { operation: 'listPix' }, body: noPix }],
    })
    expect(kindsOf(await days.read())).toEqual({ 'only-here': 1 })
    expect((await world.charge(txid)).status).toBe('paid')
  })

  test('with money that pays no charge of ours: it is kept, and may be explained or returned', async () => {
    const stranger = await createBehindOurBack(world, '12.34')
    await world.faults({ webhook: { drop: true } })
    const endToEndId = await world.pay(stranger)
    expect(kindsOf(await days.read())).toEqual({ 'without-charge': 1, 'charge-only-there': 1 })
    const found = await days.lines(`${days.ofToday()}&kind=without-charge`)
    expect(found).toMatchObject([
      { endToEndId, txid: stranger.txid, heardBy: 'sweep', offers: ['explain', 'refund', 'look-again'] },
    ])
  })

  test('with refunds of such money: each line tells of its own, and hears of them by itself', async () => {
    const one = await world.pay(await createBehindOurBack(world, '12.34'))
    const other = await world.pay(await createBehindOurBack(world, '5.00'))
    await days.read()
    const linesOfBoth = async () => {
      const found = await days.lines(`${days.ofToday()}&kind=without-charge`)
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
    const { txid } = await days.paid()
    await days.read()
    await world.faults({ refund: { settleAfterMs: null } })
    await world.api('PUT', `/api/charges/${txid}/refunds/d1`, { amountCents: 400 })
    expect(kindsOf(await days.summary())).toEqual({ matched: 1 })
    await world.control('POST', '/refunds/settle', {})
    await vi.waitFor(async () => expect((await world.charge(txid)).refundedCents).toBe(400), patience)
    const now = await days.summary()
    expect(kindsOf(now)).toEqual({ matched: 1 })
    expect(now.there?.refunded).toEqual(now.here.refunded)
  })

  test('with refunds made elsewhere: they are taken in while it is read', async () => {
    const { txid, endToEndId } = await days.paid()
    await world.faults({ webhook: { drop: true } })
    await world.control('POST', '/refund', { endToEndId, amountCents: 10, nature: 'MED_FRAUDE' })
    expect(kindsOf(await days.read())).toEqual({ matched: 1 })
    expect(await world.charge(txid)).toMatchObject({ refundedCents: 10, refunds: [{ origin: 'med' }] })
  })

  test('with money here that the PSP does not list: looking again finds it, or does not', async () => {
    const { endToEndId } = await days.paid()
    await world.faults({ rules: [{ match: { operation: 'listPix' }, body: noPix }] })
    await days.read()
    const [line] = await days.lines(`${days.ofToday()}&kind=mismatch`)
    expect(line).toMatchObject({ kind: 'only-here', there: null, offers: ['look-again'] })
    const look = () => world.api('POST', `/api/reconciliation/lines/${line?.id}/look-again`)
    await world.faults({ rules: [{ match: { operation: 'getPix' }, problem: 'PixNaoEncontrado' }] })
    expect((await look()).json).toMatchObject({ id: `pix-${endToEndId}`, kind: 'only-here' })
    await world.faults({ rules: [{ match: { operation: 'getPix' }, status: 503 }] })
    expect(problemOf(await look())).toMatchObject({ status: 503, name: 'psp-unavailable' })
    await world.calm()
    expect((await look()).json).toMatchObject({ kind: 'matched', there: { amountCents: 1000 } })
    expect(await days.lines(`${days.ofToday()}&kind=mismatch`)).toEqual([])
  })

  test('with money there that was lost here: looking again brings it back', async () => {
    const { txid, endToEndId } = await days.paid()
    await days.read()
    forget(endToEndId)
    ledger().run(`UPDATE charge SET status = 'expired' WHERE txid = '${txid}'`)
    expect(kindsOf(await days.summary())).toMatchObject({ 'only-there': 1, 'charge-differs': 1 })
    const look = (id: string) => world.api('POST', `/api/reconciliation/lines/${id}/look-again`)
    expect((await look(`pix-${endToEndId}`)).json).toMatchObject({ kind: 'matched', heardBy: 'asking' })
    expect((await look(`charge-${txid}`)).json).toMatchObject({ kind: 'matched', endToEndId: null })
    expect(kindsOf(await days.summary())).toEqual({ matched: 1 })
  })
})

test('each Pix is in one day, also a millisecond before and after midnight', async () => {
  await days.newDay()
  const first = days.today()
  const midnight = startOfDay(first, zone) + day
  const before = await world.create(newTxid(), { amountCents: 1 })
  const after = await world.create(newTxid(), { amountCents: 2 })
  await world.pay(before, { at: new Date(midnight - 1).toISOString() })
  await world.pay(after, { at: new Date(midnight).toISOString() })
  for (const { txid } of [before, after]) await world.becomes(txid, 'paid')
  world.ahead.ms += day
  const second = days.today()
  const sums = [await days.read(first), await days.read(second), await days.read(first, second)]
  expect(sums.map(({ there }) => there?.received.cents)).toEqual([1, 2, 3])
  expect(sums.map(({ here }) => here.received.cents)).toEqual([1, 2, 3])
  expect(sums.map(kindsOf)).toEqual([{ matched: 1 }, { matched: 1 }, { matched: 2 }])
  expect(sums[2]?.buckets.map(({ received }) => received.cents)).toEqual([1, 2])
})
