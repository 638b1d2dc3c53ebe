import { createHash, X509Certificate } from 'node:crypto'
import { compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Merchant, newTxid, openMerchant } from './merchant.ts'

let merchant: Merchant
beforeAll(async () => {
  merchant = await openMerchant()
})
afterAll(() => merchant.close())

type Key = JWK & { x5c: string[] }
const charge = async (fields: object = {}) =>
  (await merchant.api('PUT', `/cob/${newTxid()}`, merchant.cob(fields))).body
/** The part of a location or jku that comes after the host. */
const pathOf = (url: string) => url.replace(/^(https:\/\/)?localhost:\d+/, '')
const read = (url: string) => merchant.call('GET', pathOf(url), { token: null })

test('the payload at the location is a JWS that a bank can verify', async () => {
  const cob = await charge({ solicitacaoPagador: 'Pão', devedor: { cpf: '12345678909', nome: 'Ana' } })
  const answer = await read(cob.location)
  expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/jose' } })

  const header = decodeProtectedHeader(answer.text)
  expect(header).toMatchObject({ alg: 'RS256', typ: 'JWS', kid: expect.any(String) })
  const jwks = await read(String(header.jku))
  const key: Key = jwks.body.keys.find((one: Key) => one.kid === header.kid)
  const { payload } = await compactVerify(answer.text, await importJWK(key, 'RS256'))
  expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({
    txid: cob.txid,
    calendario: { criacao: cob.calendario.criacao, apresentacao: expect.any(String), expiracao: 3600 },
    revisao: 0,
    status: 'ATIVA',
    valor: { original: '23.50' },
    chave: merchant.chave,
    devedor: { cpf: '12345678909', nome: 'Ana' },
    solicitacaoPagador: 'Pão',
  })

  const [leaf, ca] = key.x5c.map((der) => new X509Certificate(Buffer.from(der, 'base64')))
  if (!leaf || !ca) throw new Error('x5c must have a chain')
  expect(leaf.verify(ca.publicKey)).toBe(true)
  expect(ca.raw).toEqual(new X509Certificate(merchant.pki.ca).raw)
  expect(leaf.checkHost(new URL(String(header.jku)).hostname)).toBeDefined()
  expect(leaf.publicKey.export({ format: 'jwk' })).toEqual({ kty: 'RSA', n: key.n, e: key.e })
  expect(header['x5t#S256']).toBe(createHash('sha256').update(leaf.raw).digest('base64url'))
  expect(Date.parse(leaf.validTo)).toBeGreaterThan(Date.now())
})

test('an altered payload does not verify', async () => {
  const { text } = await read((await charge()).location)
  const { keys } = (await read('/qr/jwks')).body
  const [header, payload = '', signature] = text.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  const other = Buffer.from(JSON.stringify({ ...claims, chave: 'outro@exemplo.com.br' })).toString(
    'base64url',
  )
  const key = await importJWK(keys[0], 'RS256')
  await expect(compactVerify(`${header}.${other}.${signature}`, key)).rejects.toThrow(
    'signature verification failed',
  )
})

test('the phone reads the same at the loopback port', async () => {
  const cob = await charge()
  const answer = await fetch(`http://127.0.0.1:${merchant.sandbox.controlPort}${pathOf(cob.location)}`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/jose'])
})

test.each<[string, (cob: { txid: string; pixCopiaECola: string }) => unknown]>([
  ['paid', ({ pixCopiaECola }) => merchant.control('POST', '/pay', { pixCopiaECola })],
  [
    'removed',
    ({ txid }) => merchant.api('PATCH', `/cob/${txid}`, { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' }),
  ],
  ['expired', () => (merchant.clock.at += 3_600_001)],
])('once the charge is %s the payload is gone', async (_name, prepare) => {
  await merchant.newToken()
  const cob = await charge()
  await prepare(cob)
  expect(await read(cob.location)).toMatchObject({
    status: 410,
    body: { status: 410, type: 'https://pix.bcb.gov.br/api/v2/error/CobPayloadNaoEncontrado' },
  })
})

test('at an unknown location there is none', async () => {
  expect(await read('/qr/v2/x')).toMatchObject({
    status: 404,
    body: { type: 'https://pix.bcb.gov.br/api/v2/error/CobPayloadNaoEncontrado' },
  })
})
