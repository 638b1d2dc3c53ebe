import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issueCertificate } from '../certificates.ts'
import { type Merchant, newTxid, openMerchant } from '../merchant.ts'

let merchant: Merchant
beforeAll(async () => {
  merchant = await openMerchant()
})
afterAll(() => merchant.close())

const form = { headers: { 'content-type': 'application/x-www-form-urlencoded' } }
const invalidToken = { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } }

const tags = [
  ...['cob', 'cobv', 'payloadlocation', 'pix', 'webhook'],
  ...['payloadlocationrec', 'rec', 'solicrec', 'cobr', 'webhookrec', 'webhookcobr'],
]
const all = tags.flatMap((tag) => [`${tag}.read`, `${tag}.write`])

describe('a token', () => {
  test('is given as Cielo gives it: 201, text in expires_in, all scopes', async () => {
    const answer = await merchant.askToken()
    expect(answer.status).toBe(201)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.body).toEqual({
      access_token: expect.stringMatching(/^[\w-]{43}$/),
      token_type: 'bearer',
      expires_in: '3600',
      scope: all.join(' '),
    })
    expect((await merchant.askToken()).body.access_token).not.toBe(answer.body.access_token)
  })

  test('is given on a form too, for the scopes that are asked for', async () => {
    const answer = await merchant.askToken(form, 'grant_type=client_credentials&scope=cob.read+pix.read')
    expect(answer).toMatchObject({ status: 201, body: { scope: 'cob.read pix.read' } })
  })

  test.each<[string, unknown, object, number, string]>([
    ['another grant', { grant_type: 'password' }, {}, 400, 'unsupported_grant_type'],
    ['refresh token', { grant_type: 'refresh_token' }, {}, 400, 'unsupported_grant_type'],
    ['no grant', {}, {}, 400, 'invalid_request'],
    ['grant twice', 'grant_type=client_credentials&grant_type=x', form, 400, 'invalid_request'],
    ['half a JSON', '{"grant_type"', {}, 400, 'invalid_request'],
    ['text', 'x', { headers: { 'content-type': 'text/plain' } }, 400, 'invalid_request'],
    [
      'unknown scope',
      { grant_type: 'client_credentials', scope: 'cob.read lua.write' },
      {},
      400,
      'invalid_scope',
    ],
    ['empty scope', { grant_type: 'client_credentials', scope: ' ' }, {}, 400, 'invalid_scope'],
    ['scope as number', { grant_type: 'client_credentials', scope: 1 }, {}, 400, 'invalid_request'],
    [
      'wrong secret',
      undefined,
      { headers: { authorization: `Basic ${btoa('x:y')}` } },
      401,
      'invalid_client',
    ],
    ['no credentials', undefined, { headers: { authorization: '' } }, 401, 'invalid_client'],
    ['Bearer', undefined, { headers: { authorization: 'Bearer x' } }, 401, 'invalid_client'],
  ])('is refused: %s', async (_name, body, ask, status, error) => {
    expect(await merchant.askToken(ask, body)).toMatchObject({ status, body: { error } })
  })
})

describe('the resource server', () => {
  const list = (ask: object) => merchant.api('GET', '/webhook', undefined, ask)
  const tokenFor = async (scope: string): Promise<string> =>
    (await merchant.askToken({}, { grant_type: 'client_credentials', scope })).body.access_token

  test.each<[string, object]>([
    ['no token', { token: null }],
    ['an unknown token', { token: 'a'.repeat(43) }],
    ['Basic', { headers: { authorization: 'Basic eDp5' } }],
    ['an empty one', { token: '' }],
  ])('refuses %s', async (_name, ask) => {
    expect(await list(ask)).toMatchObject(invalidToken)
  })

  test('refuses a token over another certificate than the one it was given to', async () => {
    const issuer = { cert: merchant.pki.ca, key: readFileSync(join(merchant.pki.dir, 'ca.key'), 'utf8') }
    const validity = { notBefore: new Date(Date.now() - 1000), notAfter: new Date(Date.now() + 3_600_000) }
    const pair = issueCertificate({
      subject: 'Balcao Sandbox Client',
      purpose: 'client',
      issuer,
      ...validity,
    })
    const other = merchant.agentFor(pair)
    expect(await list({ as: other })).toMatchObject(invalidToken)
    const own = (await merchant.askToken({ as: other })).body.access_token
    expect(await list({ as: other, token: own })).toMatchObject({ status: 200 })
    expect(await list({ token: own })).toMatchObject(invalidToken)
    await other.close()
  })

  test('refuses a token once it has expired', async () => {
    const token = await tokenFor('webhook.read')
    merchant.clock.at += 3_599_999
    expect((await list({ token })).status).toBe(200)
    merchant.clock.at += 1
    expect(await list({ token })).toMatchObject(invalidToken)
    await merchant.newToken()
  })

  test('refuses every token that was revoked', async () => {
    expect((await merchant.control('POST', '/tokens/revoke')).body.revoked).toBeGreaterThan(0)
    expect(await list({})).toMatchObject(invalidToken)
    await merchant.newToken()
    expect((await list({})).status).toBe(200)
  })

  const e2e = 'E'.padEnd(32, '0')
  const window = 'inicio=2020-01-01T00:00:00Z&fim=2020-01-02T00:00:00Z'
  test.each([
    ['PUT', `/cob/${newTxid()}`, 'cob.write'],
    ['POST', '/cob', 'cob.write'],
    ['PATCH', `/cob/${newTxid()}`, 'cob.write'],
    ['GET', `/cob/${newTxid()}`, 'cob.read'],
    ['GET', `/cob?${window}`, 'cob.read'],
    ['PUT', `/cobv/${newTxid()}`, 'cobv.write'],
    ['PATCH', `/cobv/${newTxid()}`, 'cobv.write'],
    ['GET', `/cobv/${newTxid()}`, 'cobv.read'],
    ['GET', `/cobv?${window}`, 'cobv.read'],
    ['POST', '/loc', 'payloadlocation.write'],
    ['GET', '/loc/1', 'payloadlocation.read'],
    ['GET', `/loc?${window}`, 'payloadlocation.read'],
    ['DELETE', '/loc/1/txid', 'payloadlocation.write'],
    ['GET', `/pix/${e2e}`, 'pix.read'],
    ['GET', `/pix?${window}`, 'pix.read'],
    ['PUT', `/pix/${e2e}/devolucao/1`, 'pix.write'],
    ['GET', `/pix/${e2e}/devolucao/1`, 'pix.read'],
    ['PUT', '/webhook/x', 'webhook.write'],
    ['GET', '/webhook/x', 'webhook.read'],
    ['DELETE', '/webhook/x', 'webhook.write'],
    ['GET', '/webhook', 'webhook.read'],
    ['POST', '/locrec', 'payloadlocationrec.write'],
    ['GET', '/locrec/1', 'payloadlocationrec.read'],
    ['GET', `/locrec?${window}`, 'payloadlocationrec.read'],
    ['DELETE', '/locrec/1/idRec', 'payloadlocationrec.write'],
    ['POST', '/rec', 'rec.write'],
    ['GET', '/rec/x', 'rec.read'],
    ['GET', `/rec?${window}`, 'rec.read'],
    ['PATCH', '/rec/x', 'rec.write'],
    ['POST', '/solicrec', 'solicrec.write'],
    ['GET', '/solicrec/x', 'solicrec.read'],
    ['PATCH', '/solicrec/x', 'solicrec.write'],
    ['PUT', `/cobr/${newTxid()}`, 'cobr.write'],
    ['POST', '/cobr', 'cobr.write'],
    ['PATCH', `/cobr/${newTxid()}`, 'cobr.write'],
    ['GET', `/cobr/${newTxid()}`, 'cobr.read'],
    ['GET', `/cobr?${window}`, 'cobr.read'],
    ['POST', `/cobr/${newTxid()}/retentativa/2030-01-01`, 'cobr.write'],
    ['PUT', '/webhookrec', 'webhookrec.write'],
    ['GET', '/webhookrec', 'webhookrec.read'],
    ['DELETE', '/webhookrec', 'webhookrec.write'],
    ['PUT', '/webhookcobr', 'webhookcobr.write'],
    ['GET', '/webhookcobr', 'webhookcobr.read'],
    ['DELETE', '/webhookcobr', 'webhookcobr.write'],
  ])('wants for %s %s the scope %s and no other', async (method, path, scope) => {
    const others = await tokenFor(all.filter((one) => one !== scope).join(' '))
    const body = method === 'GET' || method === 'DELETE' ? undefined : {}
    const refused = await merchant.api(method, path, body, { token: others })
    expect(refused.status).toBe(403)
    expect(refused.body.type).toBe('https://pix.bcb.gov.br/api/v2/error/AcessoNegado')
    expect(refused.body.detail).toContain(scope)
    const let_in = await merchant.api(method, path, body, { token: await tokenFor(scope) })
    expect([200, 201, 400, 404]).toContain(let_in.status)
  })

  test('does not know other addresses, with or without token', async () => {
    for (const path of ['/lotecobv/x', '/cob/x/y', '/webhookcob']) {
      const answer = await merchant.api('GET', path)
      expect(answer.status).toBe(404)
      expect(answer.body.type).toBe('https://pix.bcb.gov.br/api/v2/error/NaoEncontrado')
    }
    expect((await merchant.call('GET', '/%E0%A4%A')).status).toBe(404)
    expect((await merchant.call('GET', '/cielo-pix/v1/cob/%E0%A4%A')).status).toBe(400)
  })
})
