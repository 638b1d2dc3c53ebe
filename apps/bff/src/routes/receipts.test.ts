import { request } from 'node:http'
import { Receipt, TillReceipt } from '@balcao/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { newTxid, patience, problemOf, startWorld, type World } from '../testing/world.ts'

const publicUrl = 'https://loja.example.com'
let world: World
beforeAll(async () => {
  world = await startWorld({ PUBLIC_URL: publicUrl, SHOP_NAME: 'Empório São João' })
}, 60_000)
afterAll(() => world.close())
afterEach(() => world.calm())

async function paid(amountCents = 2350, paidCents = amountCents) {
  const charge = await world.create(newTxid(), { amountCents, description: 'Maria da Silva' })
  const endToEndId = await world.pay(charge, { amountCents: paidCents })
  await world.becomes(charge.txid, 'paid')
  return { txid: charge.txid, endToEndId }
}
const atTill = async (txid: string) =>
  TillReceipt.parse((await world.api('GET', `/api/charges/${txid}/receipt`)).json)
const tokenOf = async (txid: string) => (await atTill(txid)).url?.split('#')[1] ?? ''
const onPhone = (token: string) => world.api('GET', `/api/receipts/${token}`)

describe('the receipt on the customer’s phone', () => {
  test('says what was paid, and nothing about a person', async () => {
    const { txid, endToEndId } = await paid(2350, 2400)
    const answer = await onPhone(await tokenOf(txid))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const receipt = Receipt.parse(answer.json)
    expect(receipt).toEqual(answer.json)
    expect(receipt).toMatchObject({
      shopName: 'Empório São João',
      receiptText: null,
      timeZone: 'America/Sao_Paulo',
      amountCents: 2350,
      receivedCents: 2400,
      refundedCents: 0,
      txidEnd: txid.slice(-8),
      payments: [{ endToEndIdEnd: endToEndId.slice(-8), amountCents: 2400 }],
      flags: ['overpaid'],
    })
    expect(answer.text).not.toMatch(/Maria|caixa-1/)
    expect(answer.text).not.toContain(txid)
    expect(answer.text).not.toContain(endToEndId)
  })

  test('says what was returned, from then on', async () => {
    const { txid } = await paid()
    const token = await tokenOf(txid)
    await world.api('PUT', `/api/charges/${txid}/refunds/r1`, { amountCents: 350 })
    await vi.waitFor(async () => {
      const receipt = Receipt.parse((await onPhone(token)).json)
      expect(receipt).toMatchObject({
        refundedCents: 350,
        refunds: [{ status: 'refunded', amountCents: 350 }],
      })
    }, patience)
  })

  test('is there once the charge is paid', async () => {
    const { txid } = await paid()
    const [, mark] = (await tokenOf(txid)).split('.')
    const open = await world.create()
    expect(problemOf(await world.api('GET', `/api/charges/${open.txid}/receipt`))).toMatchObject({
      status: 409,
      name: 'charge-not-paid',
    })
    for (const token of [`${open.txid}.${mark}`, txid, 'none', `${txid}.`])
      expect(problemOf(await onPhone(token))).toMatchObject({ status: 404, name: 'receipt-not-found' })
  })

  test('is not to be had by asking for one after the other', async () => {
    const { txid } = await paid()
    let answer = await onPhone(`${txid}.${'A'.repeat(22)}`)
    for (let n = 0; n < 120 && answer.status === 404; n++) answer = await onPhone(`${txid}.${'A'.repeat(22)}`)
    expect(problemOf(answer)).toMatchObject({ status: 429, name: 'too-many-requests' })
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    await world.waitOut(61_000)
    expect((await onPhone(await tokenOf(txid))).status).toBe(200)
  })
})

describe('behind the public name', () => {
  /** As the shop's proxy passes it on. `fetch` does not let anybody choose the host. */
  const statusOf = (path: string, host: string) =>
    new Promise<number>((resolve, reject) =>
      request({ host: '127.0.0.1', port: world.port, path, headers: { host } }, (reply) => {
        reply.resume()
        resolve(reply.statusCode ?? 0)
      })
        .on('error', reject)
        .end(),
    )

  test('stand the receipts, and nothing else of the shop', async () => {
    const { txid } = await paid()
    expect(await statusOf(`/api/receipts/${await tokenOf(txid)}`, 'loja.example.com')).toBe(200)
    for (const path of [
      '/',
      '/caixa/',
      '/gestao/',
      '/api/health',
      '/api/charges',
      `/api/charges/${txid}/receipt`,
    ])
      expect([path, await statusOf(path, 'loja.example.com')]).toEqual([path, 421])
    expect(await statusOf('/recibo/', 'loja.example.com')).not.toBe(421)
    expect(await statusOf('/recibo/', 'other.example.com')).toBe(421)
  })
})

describe('at the till', () => {
  test('the receipt has its public address, and every print has its number', async () => {
    const { txid } = await paid()
    const before = await atTill(txid)
    expect(before).toMatchObject({ prints: 0, receipt: { amountCents: 2350 } })
    expect(before.url).toMatch(/^https:\/\/loja\.example\.com\/recibo\/#/)
    const print = () => world.api('POST', `/api/charges/${txid}/receipt/prints`)
    expect(await print()).toMatchObject({ status: 201, json: { copy: 1 } })
    expect(await print()).toMatchObject({ status: 201, json: { copy: 2 } })
    expect((await atTill(txid)).prints).toBe(2)
  })

  test('a charge that is not there has none', async () => {
    expect(problemOf(await world.api('GET', `/api/charges/${newTxid()}/receipt`))).toMatchObject({
      name: 'charge-not-found',
    })
    expect(problemOf(await world.api('POST', `/api/charges/short/receipt/prints`))).toMatchObject({
      status: 400,
      fields: ['txid'],
    })
  })

  test('the screens of the terminal learn the address with the payment, and not before', async () => {
    const display = await world.screen('caixa-1', 'display')
    const charge = await world.create()
    const open = await display.until(({ currentTxid }) => currentTxid === charge.txid)
    expect(open.receiptUrl).toBeNull()
    await world.pay(charge)
    const snapshot = await display.until(
      ({ currentTxid, receiptUrl }) => currentTxid === charge.txid && receiptUrl !== null,
    )
    expect(snapshot.receiptUrl).toBe((await atTill(charge.txid)).url)
  })
})
