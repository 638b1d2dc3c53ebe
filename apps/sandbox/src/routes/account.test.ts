import { createHmac } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPayer, type Payer } from '../account/payer.ts'
import { type Json, type Merchant, newTxid, openMerchant } from '../merchant.ts'

let merchant: Merchant
let payer: Payer
beforeAll(async () => {
  merchant = await openMerchant()
  payer = await openPayer(merchant)
})
afterAll(() => merchant.close())

const refused = (status: number, code: string) => ({ status, body: { code, message: expect.any(String) } })
const decoded = async (): Promise<Json> => {
  const { body: cob } = await merchant.api('PUT', `/cob/${newTxid()}`, merchant.cob())
  return (await payer.decode(cob.pixCopiaECola)).body.payment
}
let serial = 0
const newName = () => `payment-${++serial}`

describe('the token', () => {
  test('is given on a form, as RFC 6749 has it', async () => {
    expect(await payer.askToken()).toMatchObject({
      status: 200,
      body: { access_token: expect.any(String), token_type: 'Bearer', expires_in: 3600 },
    })
  })

  test.each([
    [{ client_secret: 'x' }, 401, 'invalid_client'],
    [{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ])('is refused to %j', async (fields, status, error) => {
    expect(await payer.askToken(fields as Record<string, string>)).toMatchObject({ status, body: { error } })
  })

  test('is of this API alone: neither opens the doors of the other', async () => {
    const path = `/v1/accounts/${payer.accountId}/billings`
    expect(await merchant.call('GET', path)).toMatchObject(refused(401, 'INVALID_TOKEN'))
    expect(await merchant.call('GET', path, { token: null })).toMatchObject(refused(401, 'INVALID_TOKEN'))
    const { body } = await payer.askToken()
    expect(await merchant.api('GET', '/webhook', undefined, { token: body.access_token })).toMatchObject({
      status: 403,
    })
  })

  test('outlives a year by the clock of the control door, and ends by the wall', async () => {
    await merchant.control('POST', '/clock', { advanceMs: 365 * 86_400_000 })
    expect((await payer.at('GET', '/billings')).status).toBe(200)
    expect((await merchant.api('GET', '/webhook')).status).toBe(200)
    merchant.clock.at += 3600_000
    expect((await payer.at('GET', '/billings')).status).toBe(401)
    await merchant.newToken()
    await payer.newToken()
  })
})

describe('the doors', () => {
  test.each([
    ['GET', '/recurrence'],
    ['GET', '/recurrences'],
    ['GET', '/recurrences-requests'],
    ['GET', '/recurrencesrequests'],
    ['GET', '/billings'],
  ])('%s %s is an empty list at first', async (method, path) => {
    expect(await payer.at(method, path)).toMatchObject({ status: 200, body: [] })
  })

  test.each<[string, string, object | undefined, number, string]>([
    ['GET', '/recurrences/x', undefined, 404, 'RECURRENCE_NOT_FOUND'],
    ['GET', '/recurrences/x/histories', undefined, 404, 'RECURRENCE_NOT_FOUND'],
    ['POST', '/recurrences/x/cancel', undefined, 404, 'RECURRENCE_NOT_FOUND'],
    ['PATCH', '/recurrences/x/configure', {}, 404, 'RECURRENCE_NOT_FOUND'],
    ['PATCH', '/recurrences/x/configure', { maximumValue: 1.005 }, 400, 'INVALID_REQUEST'],
    ['GET', '/recurrencesrequests/x', undefined, 404, 'REQUEST_NOT_FOUND'],
    ['POST', '/recurrences-requests/x/authorization', { acceptance: true }, 404, 'REQUEST_NOT_FOUND'],
    ['POST', '/recurrences-requests/x/authorization', {}, 400, 'INVALID_REQUEST'],
    ['POST', '/recurrence', {}, 400, 'INVALID_REQUEST'],
    ['POST', '/billings/x/cancel', undefined, 404, 'BILLING_NOT_FOUND'],
    ['POST', '/withdraw', {}, 400, 'INVALID_REQUEST'],
  ])('%s %s with %j says %i %s', async (method, path, body, status, code) => {
    expect(await payer.at(method, path, body)).toMatchObject(refused(status, code))
  })

  test('are of the accounts of this provider', async () => {
    expect(await payer.call('GET', '/v1/accounts/x/billings')).toMatchObject(
      refused(404, 'ACCOUNT_NOT_FOUND'),
    )
    expect((await payer.call('GET', `/v1/accounts/${payer.companyAccountId}/billings`)).body).toEqual([])
  })

  test('take JSON, and name every field that is wrong', async () => {
    expect(await payer.at('POST', '/withdraw', '{"x')).toMatchObject(refused(400, 'INVALID_REQUEST'))
    const { body } = await payer.at('POST', '/withdraw', { externalIdentifier: 'a b', totalAmount: 0 })
    expect(body.message).toContain('externalIdentifier')
    expect(body.message).toContain('totalAmount')
    expect(body.message).toContain('withdrawInfo')
  })

  test.each<[string, (name: string) => Promise<string>, number, string]>([
    ['no code at all', async () => 'x', 400, 'INVALID_QR_CODE'],
    [
      'a charge that is paid',
      async () => {
        const { body } = await merchant.api('PUT', `/cob/${newTxid()}`, merchant.cob())
        await merchant.control('POST', '/pay', { pixCopiaECola: body.pixCopiaECola })
        return body.pixCopiaECola
      },
      422,
      'CHARGE_NOT_PAYABLE',
    ],
    [
      'a recurrence that was cancelled',
      async () => {
        const { body: loc } = await merchant.api('POST', '/locrec')
        const { body: rec } = await merchant.api('POST', '/rec', merchant.rec('2099-01-01', { loc: loc.id }))
        const { dadosQR } = (await merchant.api('GET', `/rec/${rec.idRec}`)).body
        await merchant.api('PATCH', `/rec/${rec.idRec}`, { status: 'CANCELADA' })
        return dadosQR.pixCopiaECola
      },
      422,
      'RECURRENCE_NOT_AVAILABLE',
    ],
  ])('decode %s to a refusal', async (_name, code, status, word) => {
    expect(await payer.decode(await code(''))).toMatchObject(refused(status, word))
  })
})

describe('a payment', () => {
  test.each<[string, (payment: Json) => Json, string]>([
    ['of another amount', (one) => ({ ...one, amount: 1 }), 'AMOUNT_DIFFERS'],
    ['to another bank', (one) => ({ ...one, pspid: '12345678' }), 'RECIPIENT_NOT_FOUND'],
    [
      'to another company',
      (one) => ({ ...one, receiver: { cnpj: '11222333000181' } }),
      'RECIPIENT_NOT_FOUND',
    ],
    ['of no charge', (one) => ({ ...one, txid: newTxid() }), 'CHARGE_NOT_FOUND'],
    ['to another key', (one) => ({ ...one, type: 'STATIC', alias: 'x' }), 'RECIPIENT_NOT_FOUND'],
  ])('%s is refused, and nothing is taken', async (_name, change, code) => {
    const before = (await merchant.control('GET', '/state')).body.accounts
    expect(await payer.withdraw(newName(), change(await decoded()))).toMatchObject(refused(422, code))
    expect((await merchant.control('GET', '/state')).body.accounts).toEqual(before)
  })

  test('may use the overdraft and no cent more', async () => {
    await merchant.control('PUT', '/payer', { balanceCents: 0, overdraftCents: 2349 })
    const payment = await decoded()
    expect(await payer.withdraw(newName(), payment)).toMatchObject(refused(422, 'INSUFFICIENT_FUNDS'))
    await merchant.control('PUT', '/payer', { balanceCents: 1 })
    expect((await payer.withdraw(newName(), payment)).status).toBe(200)
  })
})

describe('with a secret', () => {
  const secret = 'a secret'
  const hashOf = (text: string) => createHmac('sha256', secret).update(text).digest('hex')
  beforeAll(async () => {
    const path = join(merchant.pki.dir, 'account.json')
    writeFileSync(
      path,
      JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), transactionSecret: secret }),
    )
    await merchant.restart()
    await merchant.control('PUT', '/payer', { balanceCents: 500_000 })
  })

  test('a payment wants the hash of itself', async () => {
    const payment = await decoded()
    const body = await bodyOf(payment)
    const pay = (headers: Record<string, string>) => payer.at('POST', '/withdraw', body, headers)
    const wrong = refused(401, 'INVALID_TRANSACTION_HASH')
    expect(await pay({})).toMatchObject(wrong)
    expect(await pay({ 'transaction-hash': hashOf('23') })).toMatchObject(wrong)
    const text = `23${payer.accountId}${payment.pspid}${payment.receiver.cnpj}`
    expect((await pay({ 'transaction-hash': hashOf(text) })).status).toBe(200)
  })

  const bodyOf = async (payment: Json) => ({
    externalIdentifier: newName(),
    totalAmount: payment.amount,
    withdrawInfo: {
      withdrawType: 'InstantPayment',
      instantPayment: {
        recipient: { pspid: payment.pspid, taxIdentifier: { taxId: payment.receiver.cnpj } },
        receiverReconciliationIdentifier: payment.txid,
        qrcodeType: 'DYNAMIC',
      },
    },
  })

  test('of another call the hash is looked at where there is one', async () => {
    const path = `/v1/accounts/${payer.accountId}/billings`
    const list = (headers: Record<string, string>) => payer.at('GET', '/billings', undefined, headers)
    expect((await list({})).status).toBe(200)
    expect((await list({ 'transaction-hash': hashOf(`get:${path}`) })).status).toBe(200)
    expect((await list({ 'transaction-hash': hashOf(path) })).status).toBe(401)
  })
})
