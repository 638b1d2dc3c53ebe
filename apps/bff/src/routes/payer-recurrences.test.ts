import {
  PayerBillingList,
  PayerRecurrence,
  PayerRecurrenceDetail,
  PayerRecurrenceList,
  Proposal,
  ProposalList,
} from '@balcao/contracts'
import { startOfDay } from '@balcao/domain'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openLedger } from '../testing/ledger.ts'
import { openReceiver, type Receiver } from '../testing/receiver.ts'
import { newTxid, patience, problemOf, startWorld, type World } from '../testing/world.ts'

let world: World
let receiver: Receiver
beforeEach(async () => {
  world = await startWorld()
  receiver = await openReceiver(world)
}, 60_000)
afterEach(async () => {
  await receiver.close()
  await world.close()
})

const get = async (path: string) => (await world.api('GET', path)).json
const proposals = async () => ProposalList.parse(await get('/api/payer/proposals')).proposals
const billings = async () => PayerBillingList.parse(await get('/api/payer/billings')).billings
const recurrences = async () => PayerRecurrenceList.parse(await get('/api/payer/recurrences')).recurrences
const detail = async (id: string) => PayerRecurrenceDetail.parse(await get(`/api/payer/recurrences/${id}`))
const answer = (proposalId: string, body: object) =>
  world.api('POST', `/api/payer/proposals/${proposalId}/answer`, body)
const noLimit = { maximumCents: null, useAccountLimit: false }
const yes = { accept: true, ...noLimit }

/** The first of them that is as it should be, once it is. */
const eventually = <T>(read: () => Promise<readonly T[]>, wanted: Partial<T>): Promise<T> =>
  vi.waitFor(async () => {
    const found = (await read()).find((one) =>
      Object.entries(wanted).every(([name, value]) => one[name as keyof T] === value),
    )
    if (found === undefined) throw new Error(`not there yet: ${JSON.stringify(wanted)}`)
    return found
  }, patience)

/** Sent to the account, and arrived. */
async function proposed(fields: object = {}, withinMs?: number): Promise<Proposal> {
  const { idRec } = await receiver.recurrence(fields)
  await receiver.propose(idRec, withinMs)
  return eventually(proposals, { recurrenceId: idRec, status: 'received' })
}
/** Agreed to, and final. */
async function active(fields: object = {}): Promise<PayerRecurrence> {
  const { idRec } = await receiver.recurrence(fields)
  const body = { pixCopiaECola: await receiver.codeOf(idRec), recurrenceId: idRec, ...noLimit }
  const asked = await world.api('PUT', `/api/payer/authorizations/${newTxid()}`, body)
  expect(asked.status, asked.text).toBe(202)
  return eventually(recurrences, { recurrenceId: idRec, status: 'active' })
}
/** The provider's clock is there now, and we have heard it. */
async function at(ms: number) {
  await world.control('POST', '/clock', { nowMs: ms })
  await world.waitOut(4_000)
  await billings()
}

describe('a proposal', () => {
  test('is told of, shown with its terms, and agreed to once', async () => {
    const { proposalId, recurrenceId, ...proposal } = await proposed({
      valor: { valorMinimoRecebedor: '10.00' },
    })
    expect(proposal).toMatchObject({
      receiver: { name: 'PADARIA DO BAIRRO' },
      terms: { fixedCents: null, minimumCents: 1000, frequency: 'monthly', contract: '63100862' },
    })
    const low = await answer(proposalId, { ...yes, maximumCents: 999 })
    expect(problemOf(low)).toMatchObject({ name: 'limit-below-value', fields: ['maximumCents'] })
    const agreed = { ...yes, maximumCents: 5000 }
    const first = await answer(proposalId, agreed)
    expect(first.status, first.text).toBeLessThan(300)
    await eventually(recurrences, { recurrenceId, status: 'active', journey: 1, maximumCents: 5000 })
    expect((await answer(proposalId, agreed)).status).toBe(200)
    expect(problemOf(await answer(proposalId, { accept: false, reason: 'not-wanted' })).name).toBe(
      'proposal-over',
    )
    expect(await world.calls('answerRequest')).toBe(1)
    const { history } = await detail(recurrenceId)
    expect(history.map(({ what }) => what)).toEqual(['offered', 'authorized', 'confirmed'])
    const rows = openLedger(world.dataDir).audit(`payer-proposal:${proposalId}`)
    expect(rows.map(({ actor, action }) => [actor, action])).toEqual([['key', 'payer-proposal-answered']])
  })

  test('is refused with its reason', async () => {
    const { proposalId, recurrenceId } = await proposed()
    await answer(proposalId, { accept: false, reason: 'not-recognised' })
    await eventually(proposals, { proposalId, status: 'rejected' })
    await vi.waitFor(async () => {
      const rec = await receiver.api('GET', `/rec/${recurrenceId}`)
      expect(rec.encerramento?.rejeicao?.codigo).toBe('AP13')
    }, patience)
  })

  test('is over at its time', async () => {
    const { proposalId, expiresAt } = await proposed({}, 3_600_000)
    await at(Date.parse(expiresAt) + 1_000)
    expect(problemOf(await answer(proposalId, yes)).name).toBe('proposal-over')
    await eventually(proposals, { proposalId, status: 'expired' })
    expect(await world.calls('answerRequest')).toBe(0)
  })

  const page = { status: 200, body: { text: '{"status":"ok"}', contentType: 'application/json' } }
  test.each([
    { when: 'whose answer was lost', fault: { dropRequest: true }, forMs: 61_000 },
    { when: 'whose answer a page in between has said yes to', fault: page, forMs: 601_000 },
  ])('$when is answering, and may be answered again where it never arrived', async ({ fault, forMs }) => {
    const { proposalId } = await proposed()
    await world.faults({ rules: [{ match: { operation: 'answerRequest' }, times: 1, ...fault }] })
    const first = await answer(proposalId, yes)
    expect([first.status, Proposal.parse(first.json).status]).toEqual([202, 'answering'])
    await world.waitOut(forMs)
    await eventually(proposals, { proposalId, status: 'received' })
    expect((await answer(proposalId, yes)).status).toBeLessThan(300)
    await eventually(proposals, { proposalId, status: 'accepted' })
  })

  test('that nobody has sent is not found', async () => {
    expect(problemOf(await answer(`SC9999901220260310${'a'.repeat(11)}`, yes)).name).toBe('not-found')
    expect(problemOf(await answer('SC1', yes))).toMatchObject({
      name: 'invalid-request',
      fields: ['proposalId'],
    })
  })
})

describe('a recurrence', () => {
  test('is confirming until its receiver’s bank has confirmed, and not active before', async () => {
    const { recurrenceId } = await active()
    const { recurrences: listed } = (await world.control('GET', '/state')).json as { recurrences: object[] }
    const body = JSON.stringify(listed.map((one) => ({ ...one, integrationStatus: 'SENDING_APPROVAL' })))
    await world.faults({ rules: [{ match: { operation: 'listRecurrences' }, status: 200, body }] })
    await world.waitOut(4_000)
    await eventually(recurrences, { recurrenceId, status: 'confirming' })
  })

  test('gets another limit, and one below its value only on purpose', async () => {
    const { recurrenceId } = await active()
    const configure = (limits: object) =>
      world.api('POST', `/api/payer/recurrences/${recurrenceId}/configure`, limits)
    expect(problemOf(await configure({ maximumCents: 2949, useAccountLimit: true })).name).toBe(
      'limit-below-value',
    )
    const done = await configure({ maximumCents: 5000, useAccountLimit: true })
    expect(PayerRecurrence.parse(done.json)).toMatchObject({
      maximumCents: 5000,
      useAccountLimit: true,
      status: 'active',
    })
    const low = await configure({ maximumCents: 1, useAccountLimit: true, acceptsLimitBelowValue: true })
    expect(PayerRecurrence.parse(low.json)).toMatchObject({ maximumCents: 1 })
    const rows = openLedger(world.dataDir).audit(`recurrence:${recurrenceId}`)
    expect(rows.map(({ detail: text }) => JSON.parse(text))).toEqual([
      { maximumCents: 5000, useAccountLimit: true, outcome: 'asked' },
      { maximumCents: 5000, useAccountLimit: true, outcome: 'done' },
      { maximumCents: 1, useAccountLimit: true, outcome: 'asked' },
      { maximumCents: 1, useAccountLimit: true, outcome: 'done' },
    ])
  })

  test('is ended, once', async () => {
    const { recurrenceId } = await active()
    const cancel = () => world.api('POST', `/api/payer/recurrences/${recurrenceId}/cancel`)
    const first = await cancel()
    expect(first.status, first.text).toBe(200)
    await eventually(recurrences, { recurrenceId, status: 'cancelled' })
    expect((await cancel()).status).toBe(200)
    expect(await world.calls('cancelRecurrence')).toBe(1)
    expect(
      problemOf(await world.api('POST', `/api/payer/recurrences/${recurrenceId}/configure`, noLimit)).name,
    ).toBe('too-late')
  })

  test('that is not there is not found', async () => {
    const id = `RN9999901120260310${'a'.repeat(11)}`
    expect(problemOf(await world.api('GET', `/api/payer/recurrences/${id}`)).name).toBe(
      'recurrence-not-found',
    )
    expect(problemOf(await world.api('POST', `/api/payer/billings/${newTxid()}/cancel`)).name).toBe(
      'billing-not-found',
    )
  })
})

describe('a billing', () => {
  const dayAfterMs = 24 * 3_600_000

  async function scheduled(): Promise<{ txid: string; day: string; recurrenceId: string }> {
    const { recurrenceId } = await active()
    const { txid } = await receiver.charge(recurrenceId, receiver.day(3))
    const { day } = await eventually(billings, { txid, status: 'scheduled' })
    return { txid, day, recurrenceId }
  }
  const cancel = (txid: string) => world.api('POST', `/api/payer/billings/${txid}/cancel`)

  test('is cancelled in the last minute of the day before, in Brasília', async () => {
    const { txid, day } = await scheduled()
    expect(day).toBe(receiver.day(3))
    const [billing] = await billings()
    expect(billing?.cancelUntil).toBe(new Date(startOfDay(day, 'America/Sao_Paulo') - 1).toISOString())
    await at(startOfDay(day, 'America/Sao_Paulo') - 60_000)
    const done = await cancel(txid)
    expect(done.status, done.text).toBe(200)
    expect(await eventually(billings, { txid, status: 'cancelled' })).toMatchObject({ cancelUntil: null })
    expect((await cancel(txid)).status).toBe(200)
    expect(await world.calls('cancelBilling')).toBe(1)
  })

  test('cannot be cancelled on its day, and is paid', async () => {
    const { txid, day, recurrenceId } = await scheduled()
    expect((await recurrences())[0]?.next).toEqual({ day, amountCents: 2950 })
    await at(startOfDay(day, 'America/Sao_Paulo') + 1_000)
    expect(problemOf(await cancel(txid)).name).toBe('too-late')
    expect(await world.calls('cancelBilling')).toBe(0)
    const paid = await eventually(billings, { txid, status: 'paid' })
    expect((await detail(recurrenceId)).billings).toEqual([paid])
  })

  test('above the limit is refused with its reason', async () => {
    const { recurrenceId } = await active({ valor: {} })
    await world.api('POST', `/api/payer/recurrences/${recurrenceId}/configure`, {
      ...noLimit,
      maximumCents: 1000,
    })
    const { txid } = await receiver.charge(recurrenceId, receiver.day(3), '10.01')
    await world.control('POST', '/clock', { advanceMs: 4 * dayAfterMs })
    await world.waitOut(4_000)
    const refused = await eventually(billings, { txid, status: 'refused' })
    expect(refused.reason).toMatch(/\S/)
  })
})

describe('without an account', () => {
  let bare: World
  beforeAll(async () => {
    bare = await startWorld({ ACCOUNT: 'none' })
  }, 60_000)
  afterAll(() => bare.close())

  test('every door says so', async () => {
    for (const path of ['proposals', 'recurrences', 'billings'])
      expect(problemOf(await bare.api('GET', `/api/payer/${path}`)).name).toBe('no-account')
    expect(problemOf(await bare.api('POST', '/api/payer/codes', { pixCopiaECola: 'x' })).name).toBe(
      'no-account',
    )
  })
})
