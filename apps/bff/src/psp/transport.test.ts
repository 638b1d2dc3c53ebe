import type { ServerResponse } from 'node:http'
import { createServer, type Server, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { PixError } from '@balcao/pix'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { issueCertificate, type Pair } from '../../../sandbox/src/certificates.ts'
import { patience } from '../testing/world.ts'
import { maxConnections } from '../wire/transport.ts'
import { createTransport } from './transport.ts'

const hour = 3_600_000
const issue = (purpose: 'authority' | 'server' | 'client', change: object = {}): Pair =>
  issueCertificate({
    subject: 'localhost',
    purpose,
    notBefore: new Date(Date.now() - hour),
    notAfter: new Date(Date.now() + hour),
    ...change,
  })
const authority = issue('authority', { subject: 'Some CA' })
const client = issue('client', { subject: 'Shop', issuer: authority })
const good = issue('server', { issuer: authority })

let transport: ReturnType<typeof createTransport>
beforeAll(() => {
  transport = createTransport({ ca: authority.cert, ...client })
})
afterAll(() => transport.close())

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

/** A server that is not the sandbox's, to be wrong in ways that no PSP in a box is. */
async function serve(
  options: ServerOptions,
  handler: Parameters<typeof createServer>[1],
  host = '127.0.0.1',
) {
  const server = createServer(
    { ca: authority.cert, requestCert: true, rejectUnauthorized: true, ...options },
    handler,
  )
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  return `https://${host}:${(server.address() as AddressInfo).port}/`
}
const get = (url: string, deadlineMs = 5_000) =>
  transport.call({ url, method: 'GET', headers: {} }, deadlineMs)
const codeOf = async (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: unknown) => (error instanceof PixError ? error.code : String(error)),
  )

test('an answer comes whole, with its status and headers', async () => {
  const url = await serve(good, (_request, response) => {
    response.writeHead(201, { 'set-cookie': ['a', 'b'], 'x-one': '1' }).end('{"ok":true}')
  })
  expect(await get(url)).toMatchObject({ status: 201, headers: { 'x-one': '1' }, body: '{"ok":true}' })
})

describe('a server that cannot be the PSP is not spoken to', () => {
  const wrong: [sentence: string, why: RegExp, options: ServerOptions, host?: string][] = [
    [
      'of a foreign authority',
      /UNABLE_TO_VERIFY/,
      issue('server', { issuer: issue('authority', { subject: 'Some CA' }) }),
    ],
    ['that signed its certificate itself', /SELF_SIGNED/, issue('server')],
    [
      'whose certificate has expired',
      /EXPIRED/,
      issue('server', { issuer: authority, notAfter: new Date(Date.now() - 1_000) }),
    ],
    ['with a certificate for another name', /ALTNAME/, good, '127.0.0.2'],
    ['with the certificate of a client', /PURPOSE/, client],
    [
      'that speaks TLS 1.1',
      /PROTOCOL/,
      { ...good, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
    ],
    [
      'without forward secrecy',
      /HANDSHAKE/,
      { ...good, maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256' },
    ],
    ['with an old suite', /HANDSHAKE/, { ...good, maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-SHA' }],
  ]
  test.each(wrong)('%s', async (_sentence, why, options, host) => {
    let requests = 0
    const answer = (_request: unknown, response: ServerResponse) => {
      requests += 1
      response.end('{}')
    }
    const url = await serve(options, answer, host)
    const refused = await get(url).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'unavailable', cause: { code: expect.stringMatching(why) } })
    expect(requests).toBe(0)
  })
})

describe('an answer that never ends', () => {
  test.each([
    ['it does not say its length', {}],
    ['it says its length', { 'content-length': 1024 ** 3 }],
  ])('is cut at its size when %s', async (_sentence, headers) => {
    const chunk = Buffer.alloc(64 * 1024, 0x20)
    let isCut = false
    const url = await serve(good, (_request, response) => {
      response.once('close', () => {
        isCut = true
      })
      response.writeHead(200, headers)
      const pump = () => {
        while (!response.destroyed && response.write(chunk));
        response.once('drain', pump)
      }
      pump()
    })
    expect(await codeOf(get(url))).toBe('malformed-reply')
    await expect.poll(() => isCut).toBe(true)
  })

  test('is not mistaken for a full page of charges with all their texts', async () => {
    const page = ' '.repeat(2 * 1024 * 1024)
    const url = await serve(good, (_request, response) => void response.end(page))
    expect((await get(url)).body.length).toBe(page.length)
  })

  test('is not unpacked', async () => {
    const url = await serve(good, ({ headers }, response) => {
      expect(headers['accept-encoding']).toBe('identity')
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(64 * 1024 * 1024)))
    })
    expect((await get(url)).body.length).toBeLessThan(1024 * 1024)
  })

  const silent: [sentence: string, handler: Parameters<typeof createServer>[1]][] = [
    ['because it never begins', () => {}],
    ['because its body never begins', (_request, response) => void response.writeHead(200).flushHeaders()],
    [
      'because it drips',
      (_request, response) => {
        const drip = setInterval(() => response.write(' '), 50)
        response.once('close', () => clearInterval(drip))
      },
    ],
  ]
  test.each(silent)('is given up at the deadline %s', async (_sentence, handler) => {
    const url = await serve(good, handler)
    expect(await codeOf(get(url, 300))).toBe('unavailable')
  })
})

test('a call that waited for a connection beyond its deadline is never sent', async () => {
  const asked: string[] = []
  const held: ServerResponse[] = []
  const url = await serve(good, (request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/held') held.push(response)
    else response.end('{}')
  })
  const before = Array.from({ length: maxConnections }, () => get(`${url}held`))
  await vi.waitFor(() => expect(held).toHaveLength(maxConnections), patience)
  expect(await codeOf(get(`${url}late`, 50))).toBe('unavailable')
  const after = get(`${url}after`)
  for (const response of held) response.end('{}')
  await Promise.all(before)
  expect((await after).status).toBe(200)
  expect(asked).not.toContain('/late')
})

test('a byte order mark is not part of an answer', async () => {
  const url = await serve(good, (_request, response) => void response.end('\ufeff{"ok":"é"}'))
  expect((await get(url)).body).toBe('{"ok":"é"}')
})

test('a redirect is an answer and leads nowhere', async () => {
  let visits = 0
  const elsewhere = await serve(good, (_request, response) => {
    visits += 1
    response.end('{}')
  })
  const url = await serve(
    good,
    (_request, response) => void response.writeHead(308, { location: elsewhere }).end(),
  )
  expect((await get(url)).status).toBe(308)
  expect(visits).toBe(0)
})

test('nobody at the address is a PSP that does not answer', async () => {
  expect(await codeOf(get('https://localhost:1/'))).toBe('unavailable')
})
