import { ReconciliationLine } from '@balcao/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createBehindOurBack } from '../testing/behind-our-back.ts'
import { openLedger } from '../testing/ledger.ts'
import { newTxid, patience, problemOf, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())
afterEach(() => world.calm())

const refund = (endToEndId: string, id: string, body: object) =>
  world.api('PUT', `/api/pix/${endToEndId}/refunds/${id}`, body)
const newId = () => newTxid()

/** Money of a charge that another program made, once the ledger has it. */
async function orphan(): Promise<string> {
  const stranger = await createBehindOurBack(world, '12.34')
  const endToEndId = await world.pay(stranger)
  await vi.waitFor(() => {
    const kept = openLedger(world.dataDir).pix()
    expect(kept.map((row) => row.end_to_end_id)).toContain(endToEndId)
  }, patience)
  return endToEndId
}
type AtPsp = { endToEndId: string; id: string; valor: string; descricao?: string }
const atPsp = async (endToEndId: string) =>
  ((await world.state()) as unknown as { refunds: AtPsp[] }).refunds.filter(
    (one) => one.endToEndId === endToEndId,
  )
const refundedBecomes = (endToEndId: string, id: string, amountCents: number, refundedCents: number) =>
  vi.waitFor(async () => {
    const again = ReconciliationLine.parse((await refund(endToEndId, id, { amountCents })).json)
    expect(again.here?.refundedCents).toBe(refundedCents)
    return again
  }, patience)

test('money without a charge goes back, with its reason, and its line says what is left', async () => {
  const endToEndId = await orphan()
  const id = newId()
  await world.faults({ refund: { settleAfterMs: null, outcome: 'DEVOLVIDO' } })
  const asked = await refund(endToEndId, id, { amountCents: 1000, reason: 'Pix por engano' })
  expect(asked.status).toBe(202)
  expect(ReconciliationLine.parse(asked.json)).toMatchObject({
    id: `pix-${endToEndId}`,
    kind: 'without-charge',
    here: { amountCents: 1234, refundedCents: 0, terminalId: null, status: null },
    refunds: [{ id, endToEndId, status: 'processing', amountCents: 1000, reason: null, origin: 'here' }],
    offers: ['explain', 'refund', 'look-again'],
  })
  expect(await atPsp(endToEndId)).toMatchObject([{ id, valor: '10.00', descricao: 'Pix por engano' }])
  await world.control('POST', '/refunds/settle', { endToEndId })
  expect((await refundedBecomes(endToEndId, id, 1000, 1000)).offers).toContain('refund')
  const rest = newId()
  await world.noFaults()
  await refund(endToEndId, rest, { amountCents: 234 })
  const whole = await refundedBecomes(endToEndId, rest, 234, 1234)
  expect(whole.offers).toEqual(['explain', 'look-again'])
  expect(whole.refunds).toMatchObject([
    { id, status: 'refunded', amountCents: 1000 },
    { id: rest, status: 'refunded', amountCents: 234 },
  ])
})

describe('what may not be returned is refused', () => {
  test('more than came, nothing, and another amount under a used id', async () => {
    const endToEndId = await orphan()
    expect(problemOf(await refund(endToEndId, newId(), { amountCents: 1235 }))).toMatchObject({
      status: 409,
      name: 'not-refundable',
    })
    expect(problemOf(await refund(endToEndId, newId(), { amountCents: 0 }))).toMatchObject({
      status: 400,
      fields: ['amountCents'],
    })
    expect(await atPsp(endToEndId)).toEqual([])
    const id = newId()
    await refund(endToEndId, id, { amountCents: 1 })
    expect(problemOf(await refund(endToEndId, id, { amountCents: 2 }))).toMatchObject({
      name: 'refund-id-reused',
    })
  })

  test('a Pix that nobody knows, or an address that is none', async () => {
    expect(problemOf(await refund('E1', newId(), { amountCents: 1 }))).toMatchObject({
      status: 404,
      name: 'pix-not-found',
    })
    expect(problemOf(await refund('E-1', newId(), { amountCents: 1 })).fields).toEqual(['endToEndId'])
    expect(problemOf(await refund('E1', 'd_1', { amountCents: 1 })).fields).toEqual(['refundId'])
    expect(problemOf(await refund('E1', 'd1', { amountCents: 1, endToEndId: 'E1' })).fields).toEqual([
      'endToEndId',
    ])
  })

  test('a Pix that pays a charge of ours, which is named', async () => {
    const { txid } = await world.create()
    const endToEndId = await world.pay({ txid })
    await world.becomes(txid, 'paid')
    const problem = problemOf(await refund(endToEndId, newId(), { amountCents: 1 }))
    expect(problem).toMatchObject({ status: 409, name: 'not-refundable' })
    expect(problem.detail).toContain(txid)
    expect(await atPsp(endToEndId)).toEqual([])
  })
})

test('fifty refunds of all of it at once are one', async () => {
  const endToEndId = await orphan()
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => refund(endToEndId, newId(), { amountCents: 1234 })),
  )
  expect(answers.filter(({ status }) => status < 300)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(49)
  expect(await atPsp(endToEndId)).toHaveLength(1)
})

test('a lost answer keeps the amount taken, also across a restart, and is looked up until it is known', async () => {
  const endToEndId = await orphan()
  const id = newId()
  const silent = [
    { match: { operation: 'putRefund' }, times: 1, dropResponse: true },
    { match: { operation: 'getRefund' }, status: 503 },
  ]
  await world.faults({ rules: silent })
  const unanswered = await refund(endToEndId, id, { amountCents: 1000 })
  expect(unanswered.status).toBe(202)
  expect(ReconciliationLine.parse(unanswered.json).refunds).toMatchObject([{ id, status: 'requested' }])
  await world.stopBff()
  await world.startBff()
  expect(problemOf(await refund(endToEndId, newId(), { amountCents: 235 }))).toMatchObject({
    name: 'not-refundable',
  })
  await world.calm()
  world.ahead.ms += 10_000
  await refundedBecomes(endToEndId, id, 1000, 1000)
  expect(await atPsp(endToEndId)).toMatchObject([{ id }])
})

test('one that is not realised says why, and gives its amount back', async () => {
  const endToEndId = await orphan()
  const id = newId()
  await world.faults({ refund: { settleAfterMs: null } })
  await refund(endToEndId, id, { amountCents: 1000 })
  expect(problemOf(await refund(endToEndId, newId(), { amountCents: 235 })).name).toBe('not-refundable')
  const motivo = 'Saldo insuficiente na conta'
  await world.control('POST', '/refunds/settle', { endToEndId, outcome: 'NAO_REALIZADO', motivo })
  const line = await vi.waitFor(async () => {
    const again = ReconciliationLine.parse((await refund(endToEndId, id, { amountCents: 1000 })).json)
    expect(again.refunds).toMatchObject([{ id, status: 'not-realized', amountCents: 1000, reason: motivo }])
    return again
  }, patience)
  expect(line).toMatchObject({ here: { refundedCents: 0 }, offers: ['explain', 'refund', 'look-again'] })
  await world.noFaults()
  expect((await refund(endToEndId, newId(), { amountCents: 1234 })).status).toBeLessThan(300)
})

test('one that was made elsewhere takes its part too, told or not', async () => {
  const [told, untold] = [await orphan(), await orphan()]
  await world.control('POST', '/refund', { endToEndId: told, amountCents: 1234, nature: 'MED_FRAUDE' })
  await vi.waitFor(async () => {
    expect(problemOf(await refund(told, newId(), { amountCents: 9999 })).name).toBe('not-refundable')
    const [row] = openLedger(world.dataDir).refunds(told)
    expect(row).toMatchObject({ origin: 'med', status: 'refunded', amount_cents: 1234 })
  }, patience)
  await world.faults({ webhook: { drop: true } })
  await world.control('POST', '/refund', { endToEndId: untold, amountCents: 1000 })
  world.ahead.ms += 61_000
  await vi.waitFor(() => {
    expect(openLedger(world.dataDir).refunds(untold)).toMatchObject([
      { origin: 'elsewhere', amount_cents: 1000 },
    ])
  }, patience)
  expect(problemOf(await refund(untold, newId(), { amountCents: 235 })).name).toBe('not-refundable')
})
