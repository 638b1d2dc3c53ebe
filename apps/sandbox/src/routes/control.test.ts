import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Merchant, newTxid, openMerchant } from '../merchant.ts'

let merchant: Merchant
let origin: string
beforeAll(async () => {
  merchant = await openMerchant()
  origin = `http://localhost:${merchant.sandbox.controlPort}`
})
afterAll(() => merchant.close())

describe('the control door', () => {
  test('shows everything there is', async () => {
    const txid = newTxid()
    const { body: cob } = await merchant.api('PUT', `/cob/${txid}`, merchant.cob())
    const { body: paid } = await merchant.control('POST', '/pay', { pixCopiaECola: cob.pixCopiaECola })
    await merchant.api('PUT', `/pix/${paid.endToEndId}/devolucao/d1`, { valor: '1.00' })
    const { body } = await merchant.control('GET', '/state')
    expect(body).toMatchObject({
      merchant: { name: 'PADARIA DO BAIRRO', city: 'SAO PAULO', chave: merchant.chave },
      account: { mode: 'free' },
      cobsV: [],
      locs: [{ txid }],
      cobs: [{ txid, status: 'CONCLUIDA', pix: [{ endToEndId: paid.endToEndId }] }],
      pix: [{ endToEndId: paid.endToEndId, txid }],
      refunds: [{ endToEndId: paid.endToEndId, id: 'd1', status: 'EM_PROCESSAMENTO' }],
      webhooks: [],
      tokens: 1,
      faults: { script: { rules: [] } },
      calls: { token: 1, putCob: 1, putRefund: 1 },
      atOnce: { token: 1, putCob: 1, putRefund: 1 },
    })
  })

  test('counts how many calls of an operation were under way at one time, and none twice', async () => {
    const most = async () => (await merchant.control('GET', '/state')).body.atOnce.getCob
    const ask = () => merchant.api('GET', `/cob/${newTxid()}`).catch(() => undefined)
    await ask()
    await ask()
    expect(await most()).toBe(1)
    // One whose answer is lost is over as well.
    await merchant.control('PUT', '/faults', {
      rules: [{ match: { operation: 'getCob' }, dropResponse: true }],
    })
    await ask()
    await merchant.control('PUT', '/faults', { rules: [{ match: { operation: 'getCob' }, delayMs: 300 }] })
    await Promise.all([ask(), ask(), ask()])
    await merchant.control('DELETE', '/faults')
    expect(await most()).toBe(3)
  })

  test.each([
    ['/pay', {}, 'pixCopiaECola'],
    ['/pay', { pixCopiaECola: 1 }, 'pixCopiaECola'],
    ['/pay', { pixCopiaECola: 'x', amountCents: 0 }, 'amountCents'],
    ['/pay', { pixCopiaECola: 'x', amountCents: 10.5 }, 'amountCents'],
    ['/pay', { pixCopiaECola: 'x', amountCents: '10' }, 'amountCents'],
    ['/pay', { pixCopiaECola: 'x', at: 'ontem' }, 'at'],
    ['/pay', { pixCopiaECola: 'x', amount: 1 }, 'amount'],
    ['/pay', { pixCopiaECola: 'x'.repeat(5000) }, 'pixCopiaECola'],
    ['/refunds/settle', { outcome: 'PAGO' }, 'outcome'],
    ['/refunds/settle', { motivo: 'a'.repeat(141) }, 'motivo'],
    ['/refund', {}, 'endToEndId'],
    ['/refund', { endToEndId: 'x', amountCents: 0 }, 'amountCents'],
    ['/refund', { endToEndId: 'x', amountCents: 1, nature: 'MED_PIX_AUTOMATICO' }, 'nature'],
    ['/webhooks/forge', { body: {}, as: 'king' }, 'as'],
    ['/webhooks/forge', { body: {}, url: 'http://localhost/' }, 'url'],
  ])('%s refuses %j by field', async (path, body, field) => {
    const answer = await merchant.control('POST', path, body)
    expect(answer.status).toBe(400)
    expect(answer.body.errors.map((one: { field: string }) => one.field)).toContain(field)
  })

  test('knows two modes of the account', async () => {
    const answer = await merchant.control('PUT', '/account', { mode: 'livre' })
    expect([answer.status, answer.body.errors[0].field]).toEqual([400, 'mode'])
  })

  test('has nobody to forge for without a webhook', async () => {
    expect((await merchant.control('POST', '/webhooks/forge', { body: {} })).status).toBe(409)
  })

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', ''])(
    'answers to localhost alone, not to %j',
    async (host) => {
      expect((await merchant.control('GET', '/state', undefined, { host })).status).toBe(421)
    },
  )

  test.each<[string, Record<string, string>, number]>([
    ['its own page', { 'sec-fetch-site': 'same-origin' }, 200],
    ['no page', {}, 200],
    ['another page', { origin: 'https://evil.example' }, 403],
    ['another port', { origin: 'http://127.0.0.1:3000' }, 403],
    ['a sandboxed page', { origin: 'null' }, 403],
    ['another site that hides its origin', { 'sec-fetch-site': 'cross-site' }, 403],
  ])('obeys %s', async (_name, headers, status) => {
    expect((await merchant.control('POST', '/tokens/revoke', undefined, headers)).status).toBe(status)
  })

  test('refuses two megabytes', async () => {
    expect((await merchant.control('PUT', '/faults', 'x'.repeat(2_000_000))).status).toBe(413)
  })
})

describe('the phone page', () => {
  test.each([
    ['/', 'text/html'],
    ['/phone.js', 'javascript'],
    ['/phone.css', 'text/css'],
    ['/icon.svg', 'image/svg'],
    ['/jsqr.js', 'javascript'],
  ])('serves %s', async (path, kind) => {
    const answer = await fetch(`${origin}${path}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain(kind)
  })

  test('forbids what it does not need, and has nothing inline', async () => {
    const answer = await fetch(`${origin}/`)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe')
    expect(answer.headers.get('permissions-policy')).toBe('camera=(self)')
    expect(answer.headers.get('x-powered-by')).toBeNull()
    const html = await answer.text()
    expect(html).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*src=)/)
  })

  test.each(['/../package.json', '/%2e%2e/main.ts', '/phone.ts', '/.env'])(
    'does not serve %s',
    async (path) => {
      expect((await fetch(`${origin}${path}`)).status).toBeGreaterThanOrEqual(400)
    },
  )
})
