import { readBrCode, writeBrCode } from '@balcao/brcode'
import { PayerDeed, VerifiedCode } from '@balcao/contracts'
import { describe, expect, test, vi } from 'vitest'
import { openLedger } from '../testing/ledger.ts'
import { noLimit, openPayerDeeds } from '../testing/payer-deeds.ts'
import { newTxid, patience, problemOf } from '../testing/world.ts'

const { world, receiver, pay, authorize, until, spentCents, recurrenceOf, fault } = openPayerDeeds()

describe('journey 3', () => {
  test('pays first and authorises then, with one consent', async () => {
    const { idRec, txid, code } = await receiver().payAndAuthorize()
    const deedId = newTxid()
    const done = await until(() => pay(deedId, code, 2350, noLimit), {
      payment: 'done',
      authorization: 'done',
    })
    expect(done).toMatchObject({ amountCents: 2350, payment: { endToEndId: expect.stringMatching(/^E/) } })
    expect((await receiver().api('GET', `/cob/${txid}`)).status).toBe('CONCLUIDA')
    expect(await recurrenceOf(idRec)).toMatchObject({ status: 'active', journey: 3 })
    expect(await spentCents()).toBe(2350)
  })

  test('does not authorise what could not be paid', async () => {
    await world().control('PUT', '/payer', { balanceCents: 0 })
    const { idRec, code } = await receiver().payAndAuthorize()
    const answer = await pay(newTxid(), code, 2350, noLimit)
    expect(PayerDeed.parse(answer.json)).toMatchObject({
      payment: { status: 'refused', reason: expect.stringMatching(/\S/), endToEndId: null },
      authorization: { status: 'skipped' },
    })
    expect(await recurrenceOf(idRec)).toBeUndefined()
  })

  test('whose authorisation is refused says that the payment was made, and is not paid again', async () => {
    const { code } = await receiver().payAndAuthorize()
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
    const { idRec, code } = await receiver().payAndAuthorize()
    const before = await world().calls('withdraw')
    await fault('withdraw', { dropResponse: true })
    const deedId = newTxid()
    const first = await pay(deedId, code, 2350, noLimit)
    expect(first.status).toBe(202)
    expect(PayerDeed.parse(first.json)).toMatchObject({
      payment: { status: 'asked', reason: null },
      authorization: { status: 'asked' },
    })
    await world().waitOut(31_000)
    await vi.waitFor(async () => {
      const deed = PayerDeed.parse((await pay(deedId, code, 2350, noLimit)).json)
      expect(deed.payment).toMatchObject({
        status: 'asked',
        reason: expect.stringContaining('não está mais em aberto'),
      })
    }, patience)
    expect((await world().calls('withdraw')) - before).toBe(1)
    expect(await recurrenceOf(idRec)).toBeUndefined()
    expect(problemOf(await pay(newTxid(), code, 2350, noLimit)).name).toBe('code-refused')
  })

  test('outlives a crash between its two halves', async () => {
    const { idRec, code } = await receiver().payAndAuthorize()
    const deedId = newTxid()
    await fault('activateRecurrence', { status: 429, body: '{}' })
    const first = await pay(deedId, code, 2350, noLimit)
    expect(PayerDeed.parse(first.json)).toMatchObject({
      payment: { status: 'done' },
      authorization: { status: 'asked' },
    })
    await world().stopBff()
    await world().startBff()
    await world().waitOut(31_000)
    await until(() => pay(deedId, code, 2350, noLimit), { payment: 'done', authorization: 'done' })
    expect(await recurrenceOf(idRec)).toMatchObject({ status: 'active' })
    expect(await spentCents()).toBe(2350)
  })

  test('needs its one consent for both', async () => {
    const { code } = await receiver().payAndAuthorize()
    expect(problemOf(await pay(newTxid(), code, 2350))).toMatchObject({
      name: 'invalid-request',
      fields: ['authorize'],
    })
    const low = { maximumCents: 1, useAccountLimit: false }
    expect(problemOf(await pay(newTxid(), code, 2350, low)).name).toBe('limit-below-value')
    expect(await spentCents()).toBe(0)
  })

  test('leaves in the audit who agreed to what, before and after', async () => {
    const { code } = await receiver().payAndAuthorize()
    const deedId = newTxid()
    await until(() => pay(deedId, code, 2350, noLimit), { payment: 'done', authorization: 'done' })
    const rows = openLedger(world().dataDir).audit(`payer-deed:${deedId}`)
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
    const { idRec, code } = await receiver().payAndOffer()
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
    const { idRec } = await receiver().recurrence()
    const recurrenceUrl = readBrCode(await receiver().codeOf(idRec)).recurrenceUrl ?? ''
    const common = { merchantName: 'PADARIA DO BAIRRO', merchantCity: 'SAO PAULO' }
    const code = writeBrCode({
      kind: 'static+recurrence',
      chave: receiver().chave,
      recurrenceUrl,
      ...common,
    })
    const shown = VerifiedCode.parse(
      (await world().api('POST', '/api/payer/codes', { pixCopiaECola: code })).json,
    )
    expect(shown).toMatchObject({ journey: 4, payment: { kind: 'static', amountCents: null } })
    const paid = await pay(newTxid(), code, 700)
    expect(paid.status, paid.text).toBe(200)
    const deedId = newTxid()
    await until(() => authorize(deedId, code, idRec), { authorization: 'done' })
    expect(await recurrenceOf(idRec)).toMatchObject({ status: 'active', journey: 4 })
  })

  test('takes no consent to its offer before it is paid', async () => {
    const { code } = await receiver().payAndOffer()
    expect(problemOf(await pay(newTxid(), code, 10_000, noLimit))).toMatchObject({ fields: ['authorize'] })
  })
})

describe('a payment', () => {
  test('of what was agreed to is made once, however often the same is sent at once', async () => {
    const { pixCopiaECola } = await receiver().cob()
    const deedId = newTxid()
    const answers = await Promise.all([1, 2, 3].map(() => pay(deedId, pixCopiaECola, 2350)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await spentCents()).toBe(2350)
  })

  test('of one charge is made once, by however many deeds', async () => {
    const { pixCopiaECola } = await receiver().cob()
    await world().faults({ rules: [{ match: { operation: 'withdraw' }, delayMs: 200 }] })
    const answers = await Promise.all([1, 2, 3].map(() => pay(newTxid(), pixCopiaECola, 2350)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422])
    expect(await spentCents()).toBe(2350)
  })

  test('with the id of another is refused', async () => {
    const [one, other] = [await receiver().cob(), await receiver().cob()]
    const deedId = newTxid()
    expect((await pay(deedId, one.pixCopiaECola, 2350)).status).toBe(200)
    expect(problemOf(await pay(deedId, other.pixCopiaECola, 2350)).name).toBe('deed-reused')
  })

  test('of another amount than the receiver asks for now is refused before anything is paid', async () => {
    const { pixCopiaECola, txid } = await receiver().cob()
    await receiver().api('PATCH', `/cob/${txid}`, { valor: { original: '99.00' } })
    const answer = await pay(newTxid(), pixCopiaECola, 2350)
    expect(problemOf(answer)).toMatchObject({ name: 'code-refused', fields: ['amount'] })
    expect(await spentCents()).toBe(0)
  })

  test('of a code without an amount is what the person says', async () => {
    const code = writeBrCode({
      kind: 'static',
      chave: receiver().chave,
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
    expect(problemOf(await world().api(method, path, body))).toMatchObject({
      name: 'invalid-request',
      fields: [field],
    })
  })
})
