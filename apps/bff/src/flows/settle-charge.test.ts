import { Charge } from '@balcao/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { noPix } from '../testing/bank-days.ts'
import { openLedger } from '../testing/ledger.ts'
import { newTxid, patience, problemOf, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())
afterEach(() => world.calm())

const noPixListed = { match: { operation: 'listPix' }, body: noPix }
/** Neither told nor listed: only a question about the charge itself finds its money. */
const unheard = { webhook: { drop: true }, rules: [noPixListed] }
const cancel = (txid: string) => world.api('POST', `/api/charges/${txid}/cancel`)
/** Beyond its end by so much; two seconds of grace are the last Pix's. */
const pastItsEnd = ({ expiresAt }: Charge, ms: number) => {
  world.ahead.ms += Date.parse(expiresAt ?? '') - world.clock.now() + ms
}

describe('money', () => {
  const sums: [sentence: string, cents: number[], expected: object][] = [
    ['of exactly the amount', [2350], { status: 'paid', receivedCents: 2350, flags: [] }],
    ['of a cent too little', [2349], { status: 'awaiting', receivedCents: 2349, flags: ['underpaid'] }],
    ['of a cent too much', [2351], { status: 'paid', receivedCents: 2351, flags: ['overpaid'] }],
    ['in two parts', [2000, 350], { status: 'paid', receivedCents: 2350, flags: [] }],
    ['twice', [2350, 2350], { status: 'paid', receivedCents: 4700, flags: ['duplicate', 'overpaid'] }],
  ]
  test.each(sums)('%s', async (_sentence, cents, expected) => {
    const { txid } = await world.create()
    for (const amountCents of cents) await world.pay({ txid }, { amountCents })
    const charge = await vi.waitFor(async () => {
      const now = await world.charge(txid)
      expect(now).toMatchObject(expected)
      return now
    }, patience)
    expect(charge.payments.map(({ amountCents }) => amountCents)).toEqual(cents)
  })

  test('that no webhook tells of is found by the sweep', async () => {
    const screen = await world.screen('caixa-3')
    const charge = await world.create(newTxid(), { amountCents: 700, terminalId: 'caixa-3' })
    await world.faults({ webhook: { drop: true } })
    await world.pay(charge)
    await screen.until(({ charges }) =>
      charges.some((one) => one.txid === charge.txid && one.status === 'paid'),
    )
    const row = openLedger(world.dataDir)
      .pix()
      .find(({ txid }) => txid === charge.txid)
    expect(row).toMatchObject({ amount_cents: 700, heard_by: 'sweep' })
    screen.close()
  })

  test.each([
    ['duplicated', { duplicate: 20 }],
    ['in the wrong order', { reorder: true }],
    ['forged with another amount', { forge: 'valor' }],
    ['forged with another txid', { forge: 'txid' }],
    ['forged with another endToEndId', { forge: 'endToEndId' }],
    ['in batches', { batchMs: 200 }],
    ['late', { delayMs: 500 }],
  ])('that webhooks tell of %s is counted once and right', async (_sentence, webhook) => {
    await world.faults({ webhook })
    const screen = await world.screen()
    const charges = await Promise.all([world.create(), world.create()])
    for (const charge of charges) await world.pay(charge)
    for (const { txid } of charges)
      expect(await world.becomes(txid, 'paid')).toMatchObject({
        receivedCents: 2350,
        flags: [],
        payments: [{}],
      })
    screen.close()
  })
})

describe('time', () => {
  test('paid in the last second and heard of after the end: paid, and not late', async () => {
    const charge = await world.create()
    await world.faults(unheard)
    await world.pay(charge, { at: new Date(Date.parse(charge.expiresAt ?? '') - 500).toISOString() })
    pastItsEnd(charge, 2_500)
    expect(await world.becomes(charge.txid, 'paid')).toMatchObject({ flags: [], receivedCents: 2350 })
  })

  test('over without money: verified, then expired; and money that comes later is late and never lost', async () => {
    const charge = await world.create()
    pastItsEnd(charge, 2_500)
    await world.becomes(charge.txid, 'expired')
    await world.pay(charge)
    expect(await world.becomes(charge.txid, 'paid')).toMatchObject({ flags: ['late'], receivedCents: 2350 })
  })

  test('late money that no webhook tells of is found by asking, with no screen open', async () => {
    const charge = await world.create()
    await world.faults({ webhook: { drop: true } })
    pastItsEnd(charge, 2_500)
    await world.becomes(charge.txid, 'expired')
    world.ahead.ms += 3_600_000
    await world.pay(charge)
    world.ahead.ms += 61_000
    expect(await world.becomes(charge.txid, 'paid')).toMatchObject({ flags: ['late'] })
  })

  test('over while the PSP says a word nobody knows: asked again, neither expired nor paid', async () => {
    const charge = await world.create()
    const cob = (await world.state()).cobs.find(({ txid }) => txid === charge.txid)
    const odd = {
      match: { operation: 'getCob', txid: charge.txid },
      body: JSON.stringify({ ...cob, status: 'EM_ANALISE' }),
    }
    await world.faults({ rules: [odd] })
    const before = await world.calls('getCob')
    pastItsEnd(charge, 5_000)
    await vi.waitFor(async () => expect(await world.calls('getCob')).toBeGreaterThan(before + 1), patience)
    expect(await world.charge(charge.txid)).toMatchObject({ status: 'awaiting', pending: 'expiry' })
    await world.noFaults()
    await world.becomes(charge.txid, 'expired')
  })

  test('over while the PSP is silent: not expired before it has answered', async () => {
    const charge = await world.create()
    await world.faults({ webhook: { drop: true }, rules: [{ match: { operation: '*' }, status: 503 }] })
    await world.pay(charge, { at: new Date(Date.parse(charge.expiresAt ?? '') - 1).toISOString() })
    pastItsEnd(charge, 600_000)
    await vi.waitFor(async () => {
      const health = (await world.api('GET', '/api/health')).json
      expect(health).toMatchObject({ psp: { status: 'down' } })
    }, patience)
    expect(await world.charge(charge.txid)).toMatchObject({ status: 'awaiting', pending: 'expiry' })
    await world.calm()
    expect(await world.becomes(charge.txid, 'paid')).toMatchObject({ flags: [] })
  })

  test('extended just before the end: the same code lives on, and the longer end counts', async () => {
    const charge = await world.create()
    await world.api('POST', `/api/charges/${charge.txid}/extend`, { minutes: 10 })
    pastItsEnd(charge, 60_000)
    const other = await world.create()
    pastItsEnd(other, -3_500_000)
    expect(await world.charge(charge.txid)).toMatchObject({ status: 'awaiting', pending: null })
    await world.pay(charge)
    expect(await world.becomes(charge.txid, 'paid')).toMatchObject({ flags: [] })
  })

  test('extended with a lost answer: asked once more, it is not twice as long', async () => {
    const charge = await world.create()
    const lost = { match: { operation: 'patchCob', txid: charge.txid }, times: 1, dropResponse: true }
    await world.faults({ rules: [lost] })
    const extend = () => world.api('POST', `/api/charges/${charge.txid}/extend`, { minutes: 10 })
    expect(problemOf(await extend())).toMatchObject({ status: 503, name: 'psp-unavailable' })
    const longer = Charge.parse((await extend()).json)
    expect(Date.parse(longer.expiresAt ?? '') - Date.parse(charge.expiresAt ?? '')).toBe(600_000)
  })

  test('the PSP’s clock rules, fast or slow, and a slow answer is no slow clock', async () => {
    for (const driftMs of [300_000, -300_000]) {
      world.drift.ms = driftMs
      await world.create()
      const charge = await world.create()
      const screen = await world.screen()
      const { serverTime } = await screen.until(() => true)
      screen.close()
      const leftMs = Date.parse(charge.expiresAt ?? '') - Date.parse(serverTime)
      // A Date header has whole seconds, and these were some of them.
      expect(leftMs).toBeGreaterThan(3_600_000 - 30_000)
      expect(leftMs).toBeLessThan(3_600_000 + 3_000)
    }
    world.drift.ms = 0
    await world.create()
    await world.create()

    const charge = await world.create()
    await world.faults({
      rules: [{ match: { operation: 'getCob', txid: charge.txid }, dripBytesPerSecond: 300 }],
    })
    await cancel(charge.txid)
    const before = world.clock.now()
    const screen = await world.screen()
    expect(Date.parse((await screen.until(() => true)).serverTime)).toBeGreaterThanOrEqual(before)
    screen.close()
  })
})

test('a charge that the PSP removes by itself is cancelled, at the latest when its time is over', async () => {
  const charge = await world.create()
  await world.control('POST', '/charges/remove', { txid: charge.txid })
  pastItsEnd(charge, 2_500)
  await world.becomes(charge.txid, 'cancelled')
})

test('a charge that never opened is taken back after ten minutes', async () => {
  const txid = newTxid()
  await world.faults({ rules: [{ match: { operation: 'putCob', txid }, dropRequest: true }] })
  await world.api('PUT', `/api/charges/${txid}`, { amountCents: 1 })
  world.ahead.ms += 601_000
  // A try that was under way may be heard of only now, and an absence proves something a minute after the last try.
  await vi.waitFor(async () => {
    world.ahead.ms += 61_000
    expect((await world.charge(txid)).status).toBe('cancelled')
  }, patience)
  expect((await world.state()).cobs.filter((cob) => cob.txid === txid)).toEqual([])
})
