import { createHash, createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { CompactSign } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { issueCertificate, type Pair } from '../../../../sandbox/src/certificates.ts'
import { CodeFault } from './fault.ts'
import { createFetcher, type Fetcher } from './fetch-payload.ts'
import { readSignedCharge } from './read-charge.ts'
import { verifyPayload } from './verify-payload.ts'

/** A receiver's bank that can be wrong in every way: its payload, its keys, its certificates. */
const hour = 3_600_000
const nowMs = Date.now()
const issue = (purpose: 'authority' | 'server' | 'signature' | 'client', change: object = {}): Pair =>
  issueCertificate({
    ...{ subject: 'localhost', purpose },
    ...{ notBefore: new Date(nowMs - hour), notAfter: new Date(nowMs + hour) },
    ...change,
  })
const authority = issue('authority', { subject: 'Some CA' })
const other = issue('authority', { subject: 'Another CA' })
const tls = issue('server', { issuer: authority })
const signer = issue('signature', { issuer: authority })
const claims = {
  ...{ txid: 'a'.repeat(32), revisao: 0, status: 'ATIVA', chave: 'chave@loja.com' },
  calendario: { criacao: new Date(nowMs).toISOString(), expiracao: 3600 },
  valor: { original: '23.50' },
}
type Answer = { status?: number; type?: string; body: string }

let server: Server
let host: string
let fetcher: Fetcher
/** What stands at each path now. */
const pages = new Map<string, Answer>()
const called: string[] = []
beforeAll(async () => {
  server = createServer({ ...tls }, (request: IncomingMessage, response: ServerResponse) => {
    called.push(request.url ?? '')
    const {
      status = 200,
      type = 'application/jose',
      body,
    } = pages.get(request.url ?? '') ?? { status: 404, body: '' }
    response.writeHead(status, { 'content-type': type, location: '/elsewhere' }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  host = `localhost:${(server.address() as AddressInfo).port}`
  fetcher = createFetcher({ host, tls: () => ({ ca: authority.cert }) })
})
afterAll(async () => {
  await fetcher.close()
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  pages.clear()
  called.length = 0
})

const der = (pem: string) => new X509Certificate(pem).raw
type Wrong = {
  key?: Pair
  leaf?: Pair
  chain?: string[]
  header?: Record<string, unknown>
  jwk?: Record<string, unknown>
  content?: unknown
  page?: Partial<Answer>
}

/** Puts a payload at its place, right but for what is wrong with it. */
async function serve({
  key = signer,
  leaf = signer,
  chain,
  header,
  jwk,
  content = claims,
  page,
}: Wrong = {}) {
  const x5c = chain ?? [leaf.cert, authority.cert]
  const kid = 'the key'
  const thumbprint = createHash('sha256').update(der(leaf.cert)).digest('base64url')
  const publicKey = createPublicKey(
    new X509Certificate(leaf.cert).publicKey.export({ format: 'pem', type: 'spki' }),
  )
  const keys = [
    {
      ...publicKey.export({ format: 'jwk' }),
      ...{ kid, key_ops: ['verify'], x5c: x5c.map((pem) => der(pem).toString('base64')) },
      ...jwk,
    },
  ]
  pages.set('/jwks', { type: 'application/json', body: JSON.stringify({ keys }) })
  const protectedHeader = {
    alg: 'RS256',
    kid,
    typ: 'JWS',
    jku: `https://${host}/jwks`,
    'x5t#S256': thumbprint,
  }
  const body = await new CompactSign(Buffer.from(JSON.stringify(content)))
    .setProtectedHeader({ ...protectedHeader, ...header } as typeof protectedHeader)
    .sign(createPrivateKey(key.key))
  pages.set('/payload', { body, ...page })
}
const verify = () => verifyPayload(fetcher, fetcher.place(`${host}/payload`), nowMs)
const checkOf = async (asked: Promise<unknown>) =>
  asked.then(
    () => 'trusted',
    (error: unknown) => (error instanceof CodeFault ? error.check : String(error)),
  )

describe('a payload', () => {
  test('that its host has signed is trusted, and says by whose certificate', async () => {
    await serve()
    expect(await verify()).toEqual({ claims, signedBy: 'localhost' })
  })

  test('whose key says "RSA" as its algorithm is read all the same', async () => {
    await serve({ jwk: { alg: 'RSA' } })
    expect(await checkOf(verify())).toBe('trusted')
  })

  const stranger = issue('signature', { issuer: authority })
  const cases: [what: string, wrong: () => Wrong, check: string][] = [
    ['is signed with another key', () => ({ key: stranger }), 'signature'],
    ['names another certificate', () => ({ header: { 'x5t#S256': 'x' } }), 'certificate'],
    ['has a key that is not its certificate’s', () => ({ jwk: { n: 'AQAB' } }), 'certificate'],
    [
      'has a certificate of another name',
      () => ({ leaf: issue('client', { subject: 'pix.example.com', issuer: authority }) }),
      'certificate',
    ],
    [
      'has a certificate that has expired',
      () => ({ leaf: issue('signature', { issuer: authority, notAfter: new Date(nowMs - 1) }) }),
      'certificate',
    ],
    [
      'has a certificate that is not valid yet',
      () => ({ leaf: issue('signature', { issuer: authority, notBefore: new Date(nowMs + hour / 2) }) }),
      'certificate',
    ],
    ['has a chain that does not hold', () => ({ chain: [signer.cert, other.cert] }), 'certificate'],
    ['has its keys inside this network', () => ({ header: { jku: 'https://127.0.0.1/jwks' } }), 'location'],
    ['names a key that is not there', () => ({ header: { kid: 'another' } }), 'signature'],
    ['names no certificate', () => ({ header: { 'x5t#S256': undefined } }), 'signature'],
    ['is no JWS', () => ({ page: { body: 'a.b.c' } }), 'signature'],
    ['is a page', () => ({ page: { type: 'text/html' } }), 'payload'],
    ['is a redirect', () => ({ page: { status: 302 } }), 'location'],
    ['is gone', () => ({ page: { status: 410 } }), 'status'],
    ['is too long', () => ({ page: { body: 'x'.repeat(100_000) } }), 'location'],
  ]
  test.each(cases)('that %s is not trusted', async (_what, wrong, check) => {
    const { leaf, ...rest } = wrong()
    // Its own key signs, so that nothing but the certificate is wrong.
    await serve(leaf === undefined ? rest : { leaf, key: leaf, ...rest })
    expect(await checkOf(verify())).toBe(check)
    expect(called).not.toContain('/elsewhere')
  })

  test('that has its keys at another host is not trusted, and that host is not asked', async () => {
    await serve({ header: { jku: 'https://pix.example.com/jwks' } })
    await expect(verify()).rejects.toMatchObject({
      check: 'signature',
      message: 'is signed with a key of another host than its own',
    })
  })

  test.each(['none', 'HS256'])('that is signed by nobody (%s) is not trusted', async (alg) => {
    await serve()
    const [, payload] = (pages.get('/payload')?.body ?? '').split('.')
    const header = { alg, kid: 'the key', jku: `https://${host}/jwks`, 'x5t#S256': 'x' }
    const forged = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.`
    pages.set('/payload', { body: forged })
    expect(await checkOf(verify())).toBe('signature')
  })
})

describe('a charge in a payload', () => {
  const read = (change: object, kind: 'immediate' | 'due' = 'immediate') =>
    checkOf((async () => readSignedCharge({ ...claims, ...change }, kind))())

  test('has its amount in cents, and its end from its creation', () => {
    expect(readSignedCharge(claims, 'immediate')).toMatchObject({
      amountCents: 2350,
      expiresAtMs: nowMs + 3_600_000,
      revision: 0,
    })
  })
  test.each([
    ['no revision', { revisao: undefined }, 'revision'],
    ['a revision below zero', { revisao: -1 }, 'revision'],
    ['an amount of another form', { valor: { original: '23.5' } }, 'payload'],
    ['an amount as a number', { valor: { original: 23.5 } }, 'payload'],
    ['no key', { chave: '' }, 'payload'],
  ])('with %s is not read', async (_what, change, check) => {
    expect(await read(change)).toBe(check)
  })
})
