import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Ask, type Merchant, newTxid, openMerchant } from './merchant.ts'

let merchant: Merchant
let diceShow = 0
beforeAll(async () => {
  merchant = await openMerchant({ ports: { dice: () => diceShow } })
})
afterAll(() => merchant.close())
beforeEach(() => {
  diceShow = 0
})
afterEach(() => merchant.control('DELETE', '/faults'))

const rules = (...list: object[]) => merchant.control('PUT', '/faults', { rules: list })
const put = (txid: string, fields: object = {}, ask: Ask = {}) =>
  merchant.api('PUT', `/cob/${txid}`, merchant.cob(fields), ask)
const get = (txid: string) => merchant.api('GET', `/cob/${txid}`)
const type = (name: string) => `https://pix.bcb.gov.br/api/v2/error/${name}`
const putCob = { operation: 'putCob' }

describe('a rule', () => {
  test('strikes the operation it names, as often as it says, and is counted', async () => {
    await rules({ match: putCob, times: 2, status: 503 })
    const statuses = [await put(newTxid()), await get(newTxid()), await put(newTxid()), await put(newTxid())]
    expect(statuses.map(({ status }) => status)).toEqual([503, 404, 503, 201])
    expect((await merchant.control('GET', '/faults')).body.struck).toEqual([2])
  })

  test('strikes everything with * or with no match', async () => {
    for (const rule of [{ match: { operation: '*' }, status: 503 }, { status: 503 }]) {
      await rules(rule)
      expect((await get(newTxid())).status).toBe(503)
      expect((await merchant.askToken()).status).toBe(503)
      expect((await merchant.call('GET', '/qr/jwks')).status).toBe(503)
    }
  })

  test('singles out a list by the start of its window', async () => {
    await rules({ match: { operation: 'listPix', inicio: '2026-01-02T00' }, status: 503 })
    const list = (inicio: string) => merchant.api('GET', `/pix?inicio=${inicio}&fim=2026-01-03T00:00:00Z`)
    expect((await list('2026-01-02T01:00:00Z')).status).toBe(200)
    expect((await list('2026-01-02T00:00:00Z')).status).toBe(503)
  })

  test('singles out a charge by its txid or how it begins', async () => {
    const [one, other] = [newTxid(), newTxid()]
    await rules({ match: { txid: one }, status: 503 })
    expect((await put(one)).status).toBe(503)
    expect((await put(other)).status).toBe(201)
    await rules({ match: { txid: other.slice(0, 5) }, status: 503 })
    expect((await put(one)).status).toBe(503)
    const window = 'inicio=2020-01-01T00:00:00Z&fim=2020-01-02T00:00:00Z'
    expect((await merchant.api('GET', `/pix?${window}&txid=${one}`)).status).toBe(503)
    expect((await merchant.api('GET', `/pix?${window}`)).status).toBe(200)
  })

  test('strikes by chance', async () => {
    await rules({ probability: 0.5, status: 503 })
    diceShow = 0.49
    expect((await get(newTxid())).status).toBe(503)
    diceShow = 0.5
    expect((await get(newTxid())).status).toBe(404)
  })

  test('leaves the rest to the rules after it', async () => {
    await rules({ match: putCob, times: 1, status: 500 }, { match: putCob, status: 504 })
    expect([(await put(newTxid())).status, (await put(newTxid())).status]).toEqual([500, 504])
  })
})

describe('an answer instead of the work', () => {
  test.each<[string, object, number, string | RegExp]>([
    ['503', { status: 503 }, 503, /ServicoIndisponivel/],
    ['500', { status: 500 }, 500, /ErroInternoDoServidor/],
    ['504', { status: 504 }, 504, /IndisponibilidadePorTempoEsgotado/],
    ['403', { status: 403 }, 403, /AcessoNegado/],
    ['a problem by name', { problem: 'CobOperacaoInvalida' }, 400, /CobOperacaoInvalida/],
    ['a problem with another status', { problem: 'CobOperacaoInvalida', status: 422 }, 422, /"status":422/],
    [
      'a problem of another shape',
      { status: 400, problem: { nome: 'x', mensagem: 'y' } },
      400,
      '{"nome":"x","mensagem":"y"}',
    ],
    [
      'a page',
      { status: 200, body: { contentType: 'text/html', text: '<h1>Manutenção' } },
      200,
      '<h1>Manutenção',
    ],
    ['half a JSON', { body: '{"status":"CONCLU' }, 200, '{"status":"CONCLU'],
    ['nothing', { status: 502, body: '' }, 502, ''],
  ])('%s', async (_name, rule, status, text) => {
    const txid = newTxid()
    await rules({ match: putCob, ...rule })
    const answer = await put(txid)
    expect(answer.status).toBe(status)
    if (typeof text === 'string') expect(answer.text).toBe(text)
    else expect(answer.text).toMatch(text)
    expect((await get(txid)).status).toBe(404)
  })

  test('with the content type and the headers it says', async () => {
    const retry = { 'Retry-After': '5' }
    await rules({ match: putCob, status: 429, headers: retry })
    expect(await put(newTxid())).toMatchObject({ status: 429, headers: { 'retry-after': '5' } })
    await rules({ match: putCob, body: { contentType: 'text/html', text: 'x' } })
    expect((await put(newTxid())).headers['content-type']).toBe('text/html')
  })

  test('headers alone are added to the true answer', async () => {
    await rules({ match: putCob, headers: { 'X-Test': 'a' } })
    expect(await put(newTxid())).toMatchObject({ status: 201, headers: { 'x-test': 'a' } })
  })

  test('401 says so as the real one does', async () => {
    await rules({ match: putCob, status: 401 })
    expect((await put(newTxid())).headers['www-authenticate']).toBe('Bearer error="invalid_token"')
  })

  test('a redirect', async () => {
    await rules(
      { match: putCob, redirect: 'https://example.com/' },
      { match: { operation: 'getCob' }, redirect: '/x', status: 308 },
    )
    expect(await put(newTxid())).toMatchObject({ status: 302, headers: { location: 'https://example.com/' } })
    expect(await get(newTxid())).toMatchObject({ status: 308, headers: { location: '/x' } })
  })
})

describe('the work done, the answer lost', () => {
  test.each<[string, object, number]>([
    ['apply, then 500', { applyThenFail: true }, 500],
    ['apply, then 504', { applyThenFail: true, status: 504 }, 504],
    ['apply, then a page', { applyThenFail: true, status: 200, body: '<html>' }, 200],
  ])('%s', async (_name, rule, status) => {
    const txid = newTxid()
    await rules({ match: putCob, ...rule })
    expect((await put(txid)).status).toBe(status)
    expect((await get(txid)).body.status).toBe('ATIVA')
  })

  test('the socket dies after the work', async () => {
    const txid = newTxid()
    await rules({ match: putCob, dropResponse: true })
    await expect(put(txid)).rejects.toThrow()
    expect((await get(txid)).status).toBe(200)
  })

  test('the socket dies before the work', async () => {
    const txid = newTxid()
    await rules({ match: putCob, dropRequest: true })
    await expect(put(txid)).rejects.toThrow()
    expect((await get(txid)).status).toBe(404)
  })

  test('the answer ends in the middle', async () => {
    const txid = newTxid()
    await rules({ match: putCob, truncateAfterBytes: 10 })
    await expect(put(txid)).rejects.toThrow()
    expect((await get(txid)).status).toBe(200)
    await rules({ match: putCob, body: '{"a":1}', truncateAfterBytes: 0 })
    await expect(put(newTxid())).rejects.toThrow()
  })

  test('the answer drips, and is whole in the end', async () => {
    await rules({ match: putCob, dripBytesPerSecond: 5000 })
    const txid = newTxid()
    expect((await put(txid)).body).toMatchObject({ txid, status: 'ATIVA' })
  })

  test('the answer waits: by then the charge is there, and may be paid', async () => {
    const txid = newTxid()
    await rules({ match: putCob, delayResponseMs: 3_600_000 })
    const pending = put(txid).catch((error: Error) => error)
    const { body } = await vi.waitUntil(async () => {
      const answer = await get(txid)
      return answer.status === 200 && answer
    })
    await merchant.control('POST', '/pay', { pixCopiaECola: body.pixCopiaECola })
    expect((await get(txid)).body.status).toBe('CONCLUIDA')
    await merchant.restart()
    expect(await pending).toBeInstanceOf(Error)
  })

  test('the answer says something else: another spelling, a field less', async () => {
    const txid = newTxid()
    await put(txid)
    await rules({ match: { operation: 'getCob' }, rewrite: { status: 'CONCLUÍDA', pixCopiaECola: null } })
    const { body } = await get(txid)
    expect(body).toMatchObject({ txid, status: 'CONCLUÍDA' })
    expect(body).not.toHaveProperty('pixCopiaECola')
    await rules({ match: { operation: 'token' }, rewrite: { expires_in: 0 } })
    expect((await merchant.askToken()).body).toMatchObject({ expires_in: 0, token_type: 'bearer' })
  })

  test('the answer never ends', async () => {
    const txid = newTxid()
    await rules({ match: putCob, times: 1, endless: true })
    const agent = merchant.agentFor(merchant.pki.client, { maxResponseSize: 100_000 })
    await expect(put(txid, {}, { as: agent })).rejects.toThrow('exceeded max size')
    await agent.destroy()
    expect((await get(txid)).status).toBe(200)
  })

  test('the request waits, and comes too late for a sandbox that is closed by then', async () => {
    await rules({ match: putCob, delayMs: 1_000 })
    const txid = newTxid()
    const pending = put(txid).catch((error: Error) => error)
    await vi.waitUntil(async () => (await merchant.control('GET', '/faults')).body.struck[0] === 1)
    await merchant.restart()
    expect(await pending).toBeInstanceOf(Error)
    expect((await get(txid)).status).toBe(404)
  })
})

describe('time', () => {
  test('delays one operation, or every call', async () => {
    await merchant.control('PUT', '/faults', { latencyMs: 1, rules: [{ match: putCob, delayMs: 1 }] })
    expect((await put(newTxid())).status).toBe(201)
    expect((await get(newTxid())).status).toBe(404)
  })

  test('hides a new charge for a while, as a lagging replica', async () => {
    const txid = newTxid()
    await rules({ match: { operation: 'getCob' }, notFoundForMs: 5000 })
    await put(txid)
    merchant.clock.at += 4999
    expect(await get(txid)).toMatchObject({ status: 404, body: { type: type('CobNaoEncontrado') } })
    merchant.clock.at += 1
    expect((await get(txid)).status).toBe(200)
    expect((await merchant.control('GET', '/faults')).body.struck).toEqual([1])
  })

  test('takes the token away', async () => {
    await rules({ match: putCob, times: 1, revokeToken: true })
    expect(await put(newTxid())).toMatchObject({ status: 401 })
    expect((await get(newTxid())).status).toBe(401)
    await merchant.newToken()
    expect((await put(newTxid())).status).toBe(201)
  })
})

describe('a script', () => {
  test('at rest shows every setting there is', async () => {
    expect((await merchant.control('GET', '/faults')).body).toEqual({
      struck: [],
      script: {
        rules: [],
        latencyMs: 0,
        refund: { settleAfterMs: 300, outcome: 'DEVOLVIDO' },
        recurrence: { messageMs: 300 },
        webhook: {
          drop: false,
          delayMs: 0,
          duplicate: 0,
          reorder: false,
          batchMs: 0,
          handshake: true,
          retryMs: [1000, 3000, 10_000, 30_000, 60_000, 120_000, 300_000],
        },
      },
    })
  })

  test('is replaced whole, and ends by DELETE', async () => {
    await merchant.control('PUT', '/faults', { latencyMs: 1 })
    expect((await rules({ status: 503 })).body.script.latencyMs).toBe(0)
    expect((await merchant.control('DELETE', '/faults')).status).toBe(204)
    expect((await get(newTxid())).status).toBe(404)
  })

  test.each<[string, unknown, string]>([
    ['unknown key', { rule: [] }, 'rule'],
    ['unknown key in a rule', { rules: [{ estatus: 503 }] }, 'rules.0.estatus'],
    ['unknown key in webhook', { webhook: { drops: 1 } }, 'webhook.drops'],
    ['unknown operation', { rules: [{ match: { operation: 'putCobv' } }] }, 'rules.0.match.operation'],
    ['status as text', { rules: [{ status: '503' }] }, 'rules.0.status'],
    ['status out of range', { rules: [{ status: 99 }] }, 'rules.0.status'],
    ['chance over 1', { rules: [{ probability: 1.5 }] }, 'rules.0.probability'],
    ['negative delay', { rules: [{ delayMs: -1 }] }, 'rules.0.delayMs'],
    ['no times', { rules: [{ times: 0 }] }, 'rules.0.times'],
    ['false flag', { rules: [{ dropResponse: false }] }, 'rules.0.dropResponse'],
    ['header with a line break', { rules: [{ headers: { a: 'b\r\nc: d' } }] }, 'rules.0.headers.a'],
    ['latency as text', { latencyMs: '50' }, 'latencyMs'],
    ['half a JSON', '{"rules"', 'not JSON'],
    ['nothing', undefined, 'body'],
  ])('is refused with the field: %s', async (_name, script, field) => {
    const answer = await merchant.control('PUT', '/faults', script)
    expect(answer.status).toBe(400)
    expect(answer.body.detail).toContain(field)
  })
})
