import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { noPix } from '../testing/bank-days.ts'
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
const refused = { type: 'https://pix.bcb.gov.br/api/v2/error/CobOperacaoInvalida', title: 'Não', status: 400 }

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
