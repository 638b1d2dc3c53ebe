import { Charge } from '@balcao/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { newTxid, patience, problemOf, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())
afterEach(() => world.calm())

const amountCents = 2350
type AtPsp = { endToEndId: string; id: string; valor: string; status: string; descricao?: string }
const atPsp = async (endToEndId: string) =>
  ((await world.state()) as unknown as { refunds: AtPsp[] }).refunds.filter(
    (one) => one.endToEndId === endToEndId,
  )

async function paidCharge(): Promise<Charge & { endToEndId: string }> {
  const { txid } = await world.create()
  const endToEndId = await world.pay({ txid })
  return { ...(await world.becomes(txid, 'paid')), endToEndId }
}
const refund = (txid: string, id: string, body: object) =>
  world.api('PUT', `/api/charges/${txid}/refunds/${id}`, body)
const newId = () => newTxid()

/** The charge once its refund is in this state. */
const refundBecomes = (txid: string, id: string, status: string): Promise<Charge> =>
  vi.waitFor(async () => {
    const charge = await world.charge(txid)
    expect(charge.refunds.find((one) => one.id === id)).toMatchObject({ status })
    return charge
  }, patience)

describe('what may not be returned is refused, and the PSP hears nothing of it', () => {
  const bad: [sentence: string, body: object, status: number, name: string, field?: string][] = [
    ['nothing', { amountCents: 0 }, 400, 'invalid-request', 'amountCents'],
    ['less than nothing', { amountCents: -1 }, 400, 'invalid-request', 'amountCents'],
    ['a cent more than came', { amountCents: amountCents + 1 }, 409, 'not-refundable'],
    ['a Pix of another charge', { amountCents: 1, endToEndId: 'E1' }, 409, 'not-refundable'],
    ['with a reason of two lines', { amountCents: 1, reason: 'a\nb' }, 400, 'invalid-request', 'reason'],
    [
      'with a reason of 141 characters',
      { amountCents: 1, reason: 'a'.repeat(141) },
      400,
      'invalid-request',
      'reason',
    ],
  ]
  test.each(bad)('%s', async (_sentence, body, status, name, field) => {
    const { txid, endToEndId } = await paidCharge()
    const problem = problemOf(await refund(txid, newId(), body))
    expect(problem).toMatchObject({ status, name, fields: field === undefined ? [] : [field] })
    expect(await atPsp(endToEndId)).toEqual([])
    expect((await world.charge(txid)).refunds).toEqual([])
  })

  test('a charge that nobody has paid', async () => {
    const { txid } = await world.create()
    expect(problemOf(await refund(txid, newId(), { amountCents: 1 }))).toMatchObject({
      name: 'not-refundable',
    })
  })

  test('a charge that is not there, or an id that is none', async () => {
    expect(problemOf(await refund(newTxid(), newId(), { amountCents: 1 }))).toMatchObject({ status: 404 })
    expect(problemOf(await refund(newTxid(), 'd-1', { amountCents: 1 }))).toMatchObject({
      fields: ['refundId'],
    })
  })

  test('an id that belongs to a refund of another amount', async () => {
    const { txid, endToEndId } = await paidCharge()
    const id = newId()
    await refund(txid, id, { amountCents: 100 })
    expect(problemOf(await refund(txid, id, { amountCents: 101 }))).toMatchObject({
      status: 409,
      name: 'refund-id-reused',
    })
    expect(await atPsp(endToEndId)).toHaveLength(1)
  })
})

test('a refund goes to the payer with its reason, and is told as asked for until the PSP has returned it', async () => {
  const { txid, endToEndId } = await paidCharge()
  const id = newId()
  await world.faults({ refund: { settleAfterMs: null, outcome: 'DEVOLVIDO' } })
  const asked = await refund(txid, id, { amountCents: 350, reason: ' Pão queimado ' })
  expect(asked.status).toBe(202)
  expect(Charge.parse(asked.json)).toMatchObject({
    refundedCents: 0,
    refunds: [{ id, status: 'processing', origin: 'here', amountCents: 350, askedAt: expect.any(String) }],
  })
  expect(await atPsp(endToEndId)).toMatchObject([{ id, valor: '3.50', descricao: 'Pão queimado' }])
  await world.control('POST', '/refunds/settle', { endToEndId })
  expect(await refundBecomes(txid, id, 'refunded')).toMatchObject({ refundedCents: 350, status: 'paid' })
  expect((await refund(txid, id, { amountCents: 350 })).status).toBe(200)
  expect(await atPsp(endToEndId)).toHaveLength(1)
})

test('fifty refunds of the rest at once are one, and the others are refused', async () => {
  const { txid, endToEndId } = await paidCharge()
  const answers = await Promise.all(Array.from({ length: 50 }, () => refund(txid, newId(), { amountCents })))
  expect(answers.filter(({ status }) => status === 200 || status === 202)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(49)
  expect(await atPsp(endToEndId)).toMatchObject([{ valor: '23.50' }])
})

test('fifty clicks on one refund are one', async () => {
  const { txid, endToEndId } = await paidCharge()
  const id = newId()
  const answers = await Promise.all(Array.from({ length: 50 }, () => refund(txid, id, { amountCents: 1 })))
  expect(new Set(answers.map(({ status }) => status < 300))).toEqual(new Set([true]))
  expect(await atPsp(endToEndId)).toHaveLength(1)
  expect((await world.charge(txid)).refunds).toHaveLength(1)
})

describe('an answer that nobody hears', () => {
  const faults: [sentence: string, fault: object][] = [
    ['is looked up, and not asked for twice', { dropResponse: true }],
    ['because the request was lost is asked for again, in the same words', { dropRequest: true }],
    ['after it was done and answered with 500', { applyThenFail: true }],
    ['because the PSP says 503', { status: 503 }],
  ]
  test.each(faults)('%s', async (_sentence, fault) => {
    const { txid, endToEndId } = await paidCharge()
    const id = newId()
    await world.faults({ rules: [{ match: { operation: 'putRefund' }, times: 1, ...fault }] })
    const asked = await refund(txid, id, { amountCents: 100, reason: 'Troca' })
    expect(asked.status).toBe(202)
    world.ahead.ms += 2_000
    expect(await refundBecomes(txid, id, 'refunded')).toMatchObject({ refundedCents: 100 })
    expect(await atPsp(endToEndId)).toMatchObject([{ id, valor: '1.00', descricao: 'Troca' }])
  })

  test('is not taken for a no where a replica does not know it yet and the PSP will not have its id again', async () => {
    const { txid, endToEndId } = await paidCharge()
    const id = newId()
    await world.faults({
      rules: [
        { match: { operation: 'putRefund' }, times: 1, dropResponse: true },
        { match: { operation: 'getRefund' }, status: 404, problem: 'NaoEncontrado' },
        { match: { operation: 'putRefund' }, status: 400, problem: 'PixDevolucaoInvalida' },
        { match: { operation: 'listPix' }, status: 403, problem: 'AcessoNegado' },
      ],
    })
    const before = await world.calls('putRefund')
    expect((await refund(txid, id, { amountCents: 2000 })).status).toBe(202)
    await vi.waitFor(async () => {
      world.ahead.ms += 100
      expect(await world.calls('putRefund')).toBeGreaterThan(before + 1)
    }, patience)
    await vi.waitFor(() => expect(world.logged.join('')).toContain('invalid-operation'), patience)
    // Otherwise the same money could be returned again, under another id.
    expect(problemOf(await refund(txid, newId(), { amountCents: 351 }))).toMatchObject({
      name: 'not-refundable',
    })
    await world.calm()
    world.ahead.ms += 10_000
    expect(await refundBecomes(txid, id, 'refunded')).toMatchObject({ refundedCents: 2000 })
    expect(await atPsp(endToEndId)).toMatchObject([{ id, valor: '20.00' }])
  })

  test('keeps its amount taken, also across a restart', async () => {
    const { txid, endToEndId } = await paidCharge()
    const id = newId()
    const silent = ['putRefund', 'getRefund'].map((operation) => ({
      match: { operation },
      dropRequest: true,
    }))
    await world.faults({ rules: silent })
    expect((await refund(txid, id, { amountCents: 2000 })).status).toBe(202)
    await world.stopBff()
    await world.startBff()
    expect(problemOf(await refund(txid, newId(), { amountCents: 351 }))).toMatchObject({
      name: 'not-refundable',
    })
    await world.calm()
    world.ahead.ms += 10_000
    await refundBecomes(txid, id, 'refunded')
    expect(await atPsp(endToEndId)).toMatchObject([{ id, valor: '20.00' }])
  })
})

test('a refund that the PSP does not finish stays taken, is asked for more and more seldom, and alarms three times', async () => {
  const { txid, endToEndId } = await paidCharge()
  const id = newId()
  await world.faults({ refund: { settleAfterMs: null, outcome: 'DEVOLVIDO' } })
  await refund(txid, id, { amountCents })
  const alarms = () =>
    world.logged.filter((line) => line.includes('still not finished') && line.includes(id)).length
  const askedBefore = await world.calls('getRefund')
  const steps: [minutes: number, alarms: number][] = [
    [11, 1],
    [2, 1],
    [50, 2],
    [10, 2],
    [24 * 60, 3],
  ]
  for (const [minutes, expected] of steps) {
    const asked = await world.calls('getRefund')
    world.ahead.ms += minutes * 60_000
    await vi.waitFor(async () => expect(await world.calls('getRefund')).toBeGreaterThan(asked), patience)
    // The PSP has been asked before the BFF has its answer.
    await vi.waitFor(() => expect(alarms()).toBe(expected), patience)
  }
  // Once in each of these steps, whatever the number of rounds that were made meanwhile.
  expect((await world.calls('getRefund')) - askedBefore).toBeLessThan(steps.length + 20)
  expect(problemOf(await refund(txid, newId(), { amountCents: 1 }))).toMatchObject({ name: 'not-refundable' })
  await world.control('POST', '/refunds/settle', { endToEndId })
  await refundBecomes(txid, id, 'refunded')
})

test('a refund that is not realised gives its amount back and says why', async () => {
  const { txid, endToEndId } = await paidCharge()
  const [id, second] = [newId(), newId()]
  await world.faults({ refund: { settleAfterMs: null, outcome: 'NAO_REALIZADO' } })
  await refund(txid, id, { amountCents })
  await world.control('POST', '/refunds/settle', {
    endToEndId,
    outcome: 'NAO_REALIZADO',
    motivo: 'Sem saldo',
  })
  const charge = await refundBecomes(txid, id, 'not-realized')
  expect(charge).toMatchObject({ refundedCents: 0, refunds: [{ reason: 'Sem saldo' }] })
  await world.noFaults()
  await refund(txid, second, { amountCents })
  expect(await refundBecomes(txid, second, 'refunded')).toMatchObject({ refundedCents: amountCents })
})

test('a refund that the PSP refuses at once, after ninety days, says why and gives its amount back', async () => {
  const { txid } = await paidCharge()
  world.ahead.ms += 91 * 24 * 3_600_000
  const id = newId()
  await refund(txid, id, { amountCents })
  const charge = await refundBecomes(txid, id, 'not-realized')
  expect(charge.refunds[0]?.reason).toMatch(/90 dias/)
})

describe('money that was returned elsewhere', () => {
  const makers: [sentence: string, nature: string, origin: string][] = [
    ['in the bank’s own screens', 'ORIGINAL', 'elsewhere'],
    ['by the special return mechanism', 'MED_FRAUDE', 'med'],
  ]
  test.each(makers)(
    '%s appears by the webhook, and the charge stays paid',
    async (_sentence, nature, origin) => {
      const { txid, endToEndId } = await paidCharge()
      await world.control('POST', '/refund', { endToEndId, amountCents, nature })
      const charge = await vi.waitFor(async () => {
        const now = await world.charge(txid)
        expect(now.refundedCents).toBe(amountCents)
        return now
      }, patience)
      expect(charge).toMatchObject({ status: 'paid', refunds: [{ origin, status: 'refunded' }] })
      expect(problemOf(await refund(txid, newId(), { amountCents: 1 }))).toMatchObject({
        name: 'not-refundable',
      })
    },
  )

  test('is not returned once more by whoever does not know of it yet', async () => {
    const { txid, endToEndId } = await paidCharge()
    const noNews = { match: { operation: 'listPix' }, status: 403, problem: 'AcessoNegado' }
    await world.faults({ webhook: { drop: true }, rules: [noNews] })
    await world.control('POST', '/refund', { endToEndId, amountCents: 2000, nature: 'ORIGINAL' })
    expect((await world.charge(txid)).refunds).toEqual([])
    expect(problemOf(await refund(txid, newId(), { amountCents: 351 }))).toMatchObject({
      name: 'not-refundable',
    })
    expect(await atPsp(endToEndId)).toHaveLength(1)
  })

  test('of which nobody tells is found by the sweep, in its one question', async () => {
    const { txid, endToEndId } = await paidCharge()
    await world.faults({ webhook: { drop: true } })
    await world.control('POST', '/refund', { endToEndId, amountCents: 50, nature: 'MED_OPERACIONAL' })
    const before = (await world.state()).calls
    world.ahead.ms += 61_000
    await vi.waitFor(async () => expect((await world.charge(txid)).refundedCents).toBe(50), patience)
    const { calls } = await world.state()
    expect(calls.getCob).toBe(before.getCob)
    expect((calls.listPix ?? 0) - (before.listPix ?? 0)).toBe(1)
  })
})
