import { readBrCode, writeBrCode } from '@balcao/brcode'
import { PayerDeed, type PayerRecurrence, PayerRecurrenceList, VerifiedCode } from '@balcao/contracts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openLedger } from '../testing/ledger.ts'
import { openReceiver, type Receiver } from '../testing/receiver.ts'
import { newTxid, patience, problemOf, startWorld, type World } from '../testing/world.ts'

let world: World
let receiver: Receiver
beforeAll(async () => {
  world = await startWorld()
  receiver = await openReceiver(world)
}, 60_000)
beforeEach(() => world.control('PUT', '/payer', { balanceCents: 500_000, overdraftCents: 0 }))
afterAll(async () => {
  await receiver.close()
  await world.close()
})
afterEach(() => world.calm())

const noLimit = { maximumCents: null, useAccountLimit: false }
const pay = (deedId: string, pixCopiaECola: string, amountCents: number, authorize?: object) =>
  world.api('PUT', `/api/payer/payments/${deedId}`, {
    pixCopiaECola,
    amountCents,
    ...(authorize && { authorize }),
  })
const authorize = (deedId: string, pixCopiaECola: string, recurrenceId: string, limits: object = noLimit) =>
  world.api('PUT', `/api/payer/authorizations/${deedId}`, { pixCopiaECola, recurrenceId, ...limits })

/** Repeats the same bytes until the deed has come so far. */
const until = (ask: () => ReturnType<typeof pay>, wanted: { payment?: string; authorization?: string }) =>
  vi.waitFor(async () => {
    const answer = await ask()
    const deed = PayerDeed.parse(answer.json)
    const { payment = deed.payment?.status, authorization = deed.authorization?.status } = wanted
    expect(deed).toMatchObject({
      ...(payment && { payment: { status: payment } }),
      ...(authorization && { authorization: { status: authorization } }),
    })
    return deed
  }, patience)

const spentCents = async () => {
  const { accounts } = (await world.control('GET', '/state')).json as {
    accounts: { id: string; balanceCents: number }[]
  }
  return 500_000 - (accounts[0]?.balanceCents ?? 0)
}
async function recurrenceOf(id: string): Promise<PayerRecurrence | undefined> {
  const { recurrences } = PayerRecurrenceList.parse((await world.api('GET', '/api/payer/recurrences')).json)
  return recurrences.find(({ recurrenceId }) => recurrenceId === id)
}
const fault = (operation: string, more: object) =>
  world.faults({ rules: [{ match: { operation }, times: 1, ...more }] })

describe('journey 2', () => {
  test('is agreed to once, and final when the receiver’s bank has confirmed', async () => {
    const { idRec } = await receiver.recurrence()
    const code = await receiver.codeOf(idRec)
    const deedId = newTxid()
    const first = await authorize(deedId, code, idRec)
    expect(first.status, first.text).toBe(202)
    const done = await until(() => authorize(deedId, code, idRec), { authorization: 'done' })
    expect(done).toMatchObject({ deedId, payment: null, amountCents: null })
    expect(await recurrenceOf(idRec)).toMatchObject({ status: 'active', journey: 2, oddities: [] })
    expect(await world.calls('activateRecurrence')).toBe(1)
  })

  test('whose answer is lost is looked up, and not asked for twice', async () => {
    const { idRec } = await receiver.recurrence()
    const code = await receiver.codeOf(idRec)
    const before = await world.calls('activateRecurrence')
    await fault('activateRecurrence', { dropResponse: true })
    const deedId = newTxid()
    expect((await authorize(deedId, code, idRec)).status).toBe(202)
    await until(() => authorize(deedId, code, idRec), { authorization: 'done' })
    expect((await world.calls('activateRecurrence')) - before).toBe(1)
  })

  test('that never arrived is sent again while the consent is young', async () => {
    const { idRec } = await receiver.recurrence()
    const code = await receiver.codeOf(idRec)
    const deedId = newTxid()
    await fault('activateRecurrence', { dropRequest: true })
    expect((await authorize(deedId, code, idRec)).status).toBe(202)
    await world.waitOut(31_000)
    await until(() => authorize(deedId, code, idRec), { authorization: 'done' })
  })

  test('that a page in between says yes to is looked up, and sent again', async () => {
    const { idRec } = await receiver.recurrence()
    const code = await receiver.codeOf(idRec)
    const deedId = newTxid()
    const body = { text: '{"status":"ok"}', contentType: 'application/json' }
    await fault('activateRecurrence', { status: 200, body })
    const asked = PayerDeed.parse((await authorize(deedId, code, idRec)).json)
    expect(asked.authorization?.status).toBe('asked')
    await world.waitOut(31_000)
    await until(() => authorize(deedId, code, idRec), { authorization: 'done' })
  })

  test('of another recurrence than the code offers is refused by its field', async () => {
    const [{ idRec }, other] = [await receiver.recurrence(), await receiver.recurrence()]
    const answer = await authorize(newTxid(), await receiver.codeOf(idRec), other.idRec)
    expect(problemOf(answer)).toMatchObject({ name: 'invalid-request', fields: ['recurrenceId'] })
  })

  test.each([
    ['a fixed amount', { valorRec: '29.50' }, 2949, 'limit-below-value'],
    ['a fixed amount, met exactly', { valorRec: '29.50' }, 2950, undefined],
    ['a lowest amount', { valorMinimoRecebedor: '10.00' }, 999, 'limit-below-value'],
    ['no amount at all', {}, 1, undefined],
  ])('with a limit against %s', async (_name, valor, maximumCents, name) => {
    const { idRec } = await receiver.recurrence({ valor })
    const code = await receiver.codeOf(idRec)
    const limits = { maximumCents, useAccountLimit: false }
    const answer = await authorize(newTxid(), code, idRec, limits)
    if (name === undefined) return expect(answer.status, answer.text).toBe(202)
    expect(problemOf(answer)).toMatchObject({ name, fields: ['maximumCents'] })
  })

  test('with a limit below the value goes through where that is said on purpose', async () => {
    const { idRec } = await receiver.recurrence()
    const limits = { maximumCents: 1, useAccountLimit: false, acceptsLimitBelowValue: true }
    const code = await receiver.codeOf(idRec)
    const deedId = newTxid()
    await until(() => authorize(deedId, code, idRec, limits), { authorization: 'done' })
    expect(await recurrenceOf(idRec)).toMatchObject({ maximumCents: 1 })
  })

  test('with a policy that its id contradicts is shown as an oddity, and the policy is what counts', async () => {
    const { idRec } = await receiver.recurrence()
    const code = await receiver.codeOf(idRec)
    const deedId = newTxid()
    await until(() => authorize(deedId, code, idRec), { authorization: 'done' })
    const list = await listed(idRec)
    const body = JSON.stringify(list.map((one) => ({ ...one, retryPolicy: 'ALLOWED_3R_7D' })))
    await world.faults({ rules: [{ match: { operation: 'listRecurrences' }, status: 200, body }] })
    const shown = await vi.waitFor(async () => {
      const one = await recurrenceOf(idRec)
      expect(one?.oddities).toHaveLength(1)
      return one
    }, patience)
    expect(shown?.terms.retryPolicy).toBe('three-in-seven-days')
    expect(shown?.oddities[0]).toContain('retry-policy-contradicts-id')
  })
})

/** The recurrences as the provider lists them, of this one alone. */
async function listed(recId: string): Promise<object[]> {
  const { recurrences } = (await world.control('GET', '/state')).json as { recurrences: { recId: string }[] }
  return recurrences.filter((one) => one.recId === recId)
}

describe('journey 3', () => {
  test('pays first and authorises then, with one consent', async () => {
    const { idRec, txid, code } = await receiver.payAndAuthorize()
    const deedId = newTxid()
    const done = await until(() => pay(deedId, code, 2350, noLimit), {
      payment: 'done',
      authorization: 'done',
    })
    expect(done).toMatchObject({ amountCents: 2350, payment: { endToEndId: expect.stringMatching(/^E/) } })
    expect((await receiver.api('GET', `/cob/${txid}`)).status).toBe('CONCLUIDA')
    expect(await recurrenceOf(idRec)).toMatchObject({ status: 'active', journey: 3 })
    expect(await spentCents()).toBe(2350)
  })

  test('does not authorise what could not be paid', async () => {
    await world.control('PUT', '/payer', { balanceCents: 0 })
    const { idRec, code } = await receiver.payAndAuthorize()
    const answer = await pay(newTxid(), code, 2350, noLimit)
    expect(PayerDeed.parse(answer.json)).toMatchObject({
      payment: { status: 'refused', reason: expect.stringMatching(/\S/), endToEndId: null },
      authorization: { status: 'skipped' },
    })
    expect(await recurrenceOf(idRec)).toBeUndefined()
  })

  test('whose authorisation is refused says that the payment was made, and is not paid again', async () => {
    const { code } = await receiver.payAndAuthorize()
    const body = JSON.stringify({
      code: 'RECURRENCE_NOT_AVAILABLE',
      message: 'A recorrência não está disponível.',
    })
    await fault('activateRecurrence', { status: 422, body })
    const deedId = newTxid()
    const first = await pay(deedId, code, 2350, noLimit)
    expect(PayerDeed.parse(first.json)).toMatchObject({
      payment: { status: 'done' },
      authorization: { status: 'refused', reason: 'A recorrência não está disponível.' },
    })
    expect((await pay(deedId, code, 2350, noLimit)).json).toEqual(first.json)
    expect(await spentCents()).toBe(2350)
  })

  test('whose payment’s answer is lost stays asked, is never sent again, and says what can be known', async () => {
    const { idRec, code } = await receiver.payAndAuthorize()
    const before = await world.calls('withdraw')
    await fault('withdraw', { dropResponse: true })
    const deedId = newTxid()
    const first = await pay(deedId, code, 2350, noLimit)
    expect(first.status).toBe(202)
    expect(PayerDeed.parse(first.json)).toMatchObject({
      payment: { status: 'asked', reason: null },
      authorization: { status: 'asked' },
    })
    await world.waitOut(31_000)
    await vi.waitFor(async () => {
      const deed = PayerDeed.parse((await pay(deedId, code, 2350, noLimit)).json)
      expect(deed.payment).toMatchObject({
        status: 'asked',
        reason: expect.stringContaining('não está mais em aberto'),
      })
    }, patience)
    expect((await world.calls('withdraw')) - before).toBe(1)
    expect(await recurrenceOf(idRec)).toBeUndefined()
    expect(problemOf(await pay(newTxid(), code, 2350, noLimit)).name).toBe('code-refused')
  })

  test('outlives a crash between its two halves', async () => {
    const { idRec, code } = await receiver.payAndAuthorize()
    const deedId = newTxid()
    await fault('activateRecurrence', { status: 429, body: '{}' })
    const first = await pay(deedId, code, 2350, noLimit)
    expect(PayerDeed.parse(first.json)).toMatchObject({
      payment: { status: 'done' },
      authorization: { status: 'asked' },
    })
    await world.stopBff()
    await world.startBff()
    await world.waitOut(31_000)
    await until(() => pay(deedId, code, 2350, noLimit), { payment: 'done', authorization: 'done' })
    expect(await recurrenceOf(idRec)).toMatchObject({ status: 'active' })
    expect(await spentCents()).toBe(2350)
  })

  test('needs its one consent for both', async () => {
    const { code } = await receiver.payAndAuthorize()
    expect(problemOf(await pay(newTxid(), code, 2350))).toMatchObject({
      name: 'invalid-request',
      fields: ['authorize'],
    })
    const low = { maximumCents: 1, useAccountLimit: false }
    expect(problemOf(await pay(newTxid(), code, 2350, low)).name).toBe('limit-below-value')
    expect(await spentCents()).toBe(0)
  })

  test('leaves in the audit who agreed to what, before and after', async () => {
    const { code } = await receiver.payAndAuthorize()
    const deedId = newTxid()
    await until(() => pay(deedId, code, 2350, noLimit), { payment: 'done', authorization: 'done' })
    const rows = openLedger(world.dataDir).audit(`payer-deed:${deedId}`)
    expect(rows[0]).toMatchObject({ actor: 'key', action: 'payer-consented' })
    expect(JSON.parse(rows[0]?.detail ?? '')).toMatchObject({
      request: { pay: { amountCents: 2350 } },
      shown: { payment: { receiver: { name: 'PADARIA DO BAIRRO' } } },
    })
    expect(rows.slice(1).every(({ action }) => action === 'payer-deed-changed')).toBe(true)
    expect(rows.length).toBeGreaterThanOrEqual(4)
  })
})

describe('journey 4', () => {
  test('pays, and offers afterwards', async () => {
    const { idRec, code } = await receiver.payAndOffer()
    const early = await authorize(newTxid(), code, idRec)
    expect(problemOf(early)).toMatchObject({ name: 'invalid-request', fields: ['pixCopiaECola'] })
    const paid = await pay(newTxid(), code, 10_000)
    expect(paid.status, paid.text).toBe(200)
    expect(PayerDeed.parse(paid.json)).toMatchObject({ payment: { status: 'done' }, authorization: null })
    const deedId = newTxid()
    await until(() => authorize(deedId, code, idRec), { authorization: 'done' })
    expect(await recurrenceOf(idRec)).toMatchObject({ status: 'active', journey: 4 })
  })

  test('pays a static code, of the amount that somebody types, and offers afterwards', async () => {
    const { idRec } = await receiver.recurrence()
    const recurrenceUrl = readBrCode(await receiver.codeOf(idRec)).recurrenceUrl ?? ''
    const common = { merchantName: 'PADARIA DO BAIRRO', merchantCity: 'SAO PAULO' }
    const code = writeBrCode({
      kind: 'static+recurrence',
      chave: receiver.chave,
      recurrenceUrl,
      ...common,
    })
    const shown = VerifiedCode.parse(
      (await world.api('POST', '/api/payer/codes', { pixCopiaECola: code })).json,
    )
    expect(shown).toMatchObject({ journey: 4, payment: { kind: 'static', amountCents: null } })
    const paid = await pay(newTxid(), code, 700)
    expect(paid.status, paid.text).toBe(200)
    const deedId = newTxid()
    await until(() => authorize(deedId, code, idRec), { authorization: 'done' })
    expect(await recurrenceOf(idRec)).toMatchObject({ status: 'active', journey: 4 })
  })

  test('takes no consent to its offer before it is paid', async () => {
    const { code } = await receiver.payAndOffer()
    expect(problemOf(await pay(newTxid(), code, 10_000, noLimit))).toMatchObject({ fields: ['authorize'] })
  })
})

describe('a payment', () => {
  test('of what was agreed to is made once, however often the same is sent at once', async () => {
    const { pixCopiaECola } = await receiver.cob()
    const deedId = newTxid()
    const answers = await Promise.all([1, 2, 3].map(() => pay(deedId, pixCopiaECola, 2350)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await spentCents()).toBe(2350)
  })

  test('of one charge is made once, by however many deeds', async () => {
    const { pixCopiaECola } = await receiver.cob()
    await world.faults({ rules: [{ match: { operation: 'withdraw' }, delayMs: 200 }] })
    const answers = await Promise.all([1, 2, 3].map(() => pay(newTxid(), pixCopiaECola, 2350)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422])
    expect(await spentCents()).toBe(2350)
  })

  test('with the id of another is refused', async () => {
    const [one, other] = [await receiver.cob(), await receiver.cob()]
    const deedId = newTxid()
    expect((await pay(deedId, one.pixCopiaECola, 2350)).status).toBe(200)
    expect(problemOf(await pay(deedId, other.pixCopiaECola, 2350)).name).toBe('deed-reused')
  })

  test('of another amount than the receiver asks for now is refused before anything is paid', async () => {
    const { pixCopiaECola, txid } = await receiver.cob()
    await receiver.api('PATCH', `/cob/${txid}`, { valor: { original: '99.00' } })
    const answer = await pay(newTxid(), pixCopiaECola, 2350)
    expect(problemOf(answer)).toMatchObject({ name: 'code-refused', fields: ['amount'] })
    expect(await spentCents()).toBe(0)
  })

  test('of a code without an amount is what the person says', async () => {
    const code = writeBrCode({
      kind: 'static',
      chave: receiver.chave,
      merchantName: 'LOJA',
      merchantCity: 'SP',
    })
    const paid = await pay(newTxid(), code, 777)
    expect(paid.status, paid.text).toBe(200)
    expect(await spentCents()).toBe(777)
  })

  test.each([
    ['a deed id of another form', 'PUT', '/api/payer/payments/1', {}, 'deedId'],
    ['no code', 'PUT', `/api/payer/payments/${'a'.repeat(32)}`, { amountCents: 1 }, 'pixCopiaECola'],
    [
      'an amount of nothing',
      'PUT',
      `/api/payer/payments/${'a'.repeat(32)}`,
      { pixCopiaECola: 'x', amountCents: 0 },
      'amountCents',
    ],
    ['an unknown field', 'POST', '/api/payer/codes', { pixCopiaECola: 'x', more: 1 }, 'more'],
  ])('with %s is refused by its field', async (_name, method, path, body, field) => {
    expect(problemOf(await world.api(method, path, body))).toMatchObject({
      name: 'invalid-request',
      fields: [field],
    })
  })
})
