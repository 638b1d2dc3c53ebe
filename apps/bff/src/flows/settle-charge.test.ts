import { Charge } from '@balcao/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { openLedger } from '../testing/ledger.ts'
import { newTxid, patience, problemOf, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())
afterEach(() => world.calm())

const noPixListed = {
  match: { operation: 'listPix' },
  body: '{"parametros":{"paginacao":{"quantidadeTotalDeItens":0,"quantidadeDePaginas":1}},"pix":[]}',
}
/** Neither told nor listed: only a question about the charge itself finds its money. */
const unheard = { webhook: { drop: true }, rules: [noPixListed] }
const cancel = (txid: string) => world.api('POST', `/api/charges/${txid}/cancel`)
const refused = { type: 'https://pix.bcb.gov.br/api/v2/error/CobOperacaoInvalida', title: 'Não', status: 400 }
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

describe('a cancel', () => {
  test('takes the charge back at the PSP', async () => {
    const charge = await world.create()
    const answer = await cancel(charge.txid)
    expect([answer.status, answer.json]).toMatchObject([
      200,
      { status: 'cancelled', pending: null, flags: [] },
    ])
    expect((await world.state()).cobs.find(({ txid }) => txid === charge.txid)?.status).toBe(
      'REMOVIDA_PELO_USUARIO_RECEBEDOR',
    )
    expect((await cancel(charge.txid)).status).toBe(200)
  })

  test('of a charge just paid: the payment wins', async () => {
    const charge = await world.create()
    await world.faults(unheard)
    await world.pay(charge)
    const answer = await cancel(charge.txid)
    expect([answer.status, answer.json]).toMatchObject([200, { status: 'paid', pending: null, flags: [] }])
    expect(problemOf(await cancel(charge.txid))).toMatchObject({ status: 409, name: 'already-closed' })
  })

  test('that is answered with a removal though a Pix had just settled: paid, and never shown as cancelled', async () => {
    const charge = await world.create()
    const [cob] = (await world.state()).cobs.filter(({ txid }) => txid === charge.txid)
    const removal = {
      match: { operation: 'patchCob', txid: charge.txid },
      body: JSON.stringify({ ...cob, status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' }),
    }
    await world.faults({ webhook: { drop: true }, rules: [noPixListed, removal] })
    await world.pay(charge)
    const screen = await world.screen()
    const answer = await cancel(charge.txid)
    expect([answer.status, answer.json]).toMatchObject([200, { status: 'paid', flags: [] }])
    await screen.until(({ charges }) =>
      charges.some(({ txid, status }) => txid === charge.txid && status === 'paid'),
    )
    const shown = screen.snapshots.flatMap(({ charges }) =>
      charges.filter(({ txid }) => txid === charge.txid),
    )
    expect(shown.map(({ status }) => status)).not.toContain('cancelled')
    screen.close()
  })

  test('whose removal a lagging replica does not show yet is done all the same', async () => {
    const charge = await world.create()
    const [cob] = (await world.state()).cobs.filter(({ txid }) => txid === charge.txid)
    const stale = { match: { operation: 'getCob', txid: charge.txid }, body: JSON.stringify(cob) }
    await world.faults({ rules: [stale] })
    expect((await cancel(charge.txid)).json).toMatchObject({ status: 'cancelled', pending: null })
  })

  test('that a payment overtakes at the PSP: paid late, never lost', async () => {
    const charge = await world.create()
    await cancel(charge.txid)
    await world.pay(charge)
    expect(await world.becomes(charge.txid, 'paid')).toMatchObject({ flags: ['late'], receivedCents: 2350 })
  })

  test.each([
    ['whose answer is lost', { dropResponse: true }],
    ['that never arrives', { dropRequest: true }],
    ['that is done and answered with 500', { applyThenFail: true }],
    ['that is answered with 503', { status: 503 }],
    ['that is answered with a page', { body: { text: '<html>', contentType: 'text/html' } }],
    ['that comes too fast', { status: 429, headers: { 'Retry-After': '1' } }],
  ])('%s stays asked for until the PSP has answered', async (_sentence, fault) => {
    const charge = await world.create()
    await world.faults({
      rules: [{ match: { operation: 'patchCob', txid: charge.txid }, times: 1, ...fault }],
    })
    const answer = await cancel(charge.txid)
    expect([answer.status, answer.json]).toMatchObject([202, { status: 'awaiting', pending: 'cancel' }])
    world.ahead.ms += 2_000
    expect(await world.becomes(charge.txid, 'cancelled')).toMatchObject({ pending: null, flags: [] })
  })

  test('that the PSP refuses though nothing was paid leaves the charge as it is', async () => {
    const charge = await world.create()
    await world.faults({ rules: [{ match: { operation: 'patchCob', txid: charge.txid }, problem: refused }] })
    expect((await cancel(charge.txid)).json).toMatchObject({ status: 'awaiting' })
    await world.noFaults()
    await world.becomes(charge.txid, 'cancelled')
  })

  test('of a charge that never reached the PSP is done when that is certain', async () => {
    const txid = newTxid()
    await world.faults({ rules: [{ match: { operation: 'putCob', txid }, dropRequest: true }] })
    expect((await world.api('PUT', `/api/charges/${txid}`, { amountCents: 1 })).status).toBe(202)
    expect((await cancel(txid)).json).toMatchObject({ status: 'opening', pending: 'cancel' })
    const before = await world.calls('getCob')
    await vi.waitFor(async () => expect(await world.calls('getCob')).toBeGreaterThan(before), patience)
    expect((await world.charge(txid)).status).toBe('opening')
    world.ahead.ms += 61_000
    expect(await world.becomes(txid, 'cancelled')).toMatchObject({ flags: [] })
    expect((await world.state()).cobs.filter((cob) => cob.txid === txid)).toEqual([])
  })

  test('of a charge that did reach it, though nobody heard, removes it there', async () => {
    const txid = newTxid()
    await world.faults({ rules: [{ match: { operation: 'putCob', txid }, dropResponse: true }] })
    expect((await world.api('PUT', `/api/charges/${txid}`, { amountCents: 1 })).status).toBe(202)
    await cancel(txid)
    await world.becomes(txid, 'cancelled')
    expect((await world.state()).cobs.find((cob) => cob.txid === txid)?.status).toMatch(/^REMOVIDA/)
  })

  test('from twenty tabs at once is one', async () => {
    const charge = await world.create()
    const answers = await Promise.all(Array.from({ length: 20 }, () => cancel(charge.txid)))
    expect(answers.every(({ status }) => status === 200 || status === 202)).toBe(true)
    expect(await world.becomes(charge.txid, 'cancelled')).toMatchObject({ version: charge.version + 2 })
  })

  test('of nothing is told so', async () => {
    expect(problemOf(await cancel(newTxid()))).toMatchObject({ status: 404, name: 'charge-not-found' })
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
