import { Agent } from 'node:https'
import { getCiphers, type TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { bodyOf, certificate, hint, knock, pairOf } from '../testing/knock.ts'
import { openLedger } from '../testing/ledger.ts'
import { startWorld, type World } from '../testing/world.ts'

const patience = { timeout: 15_000, interval: 25 }
let world: World
let ledger: ReturnType<typeof openLedger>
beforeAll(async () => {
  world = await startWorld()
  ledger = openLedger(world.dataDir)
  await world.faults({ webhook: { drop: true } })
}, 60_000)
afterAll(() => world.close())

const authority = () => pairOf(world.pkiDir, 'ca')
/** Every body in the inbox has been followed to its end. */
const followed = () =>
  vi.waitFor(() => expect(ledger.inbox().filter((row) => row.handled_at_ms === null)).toEqual([]), patience)

describe('whoever is not the PSP is refused and leaves no row', () => {
  const strangers: [sentence: string, tls: () => object, answer: object][] = [
    ['has no certificate', () => ({ cert: undefined, key: undefined }), { refused: expect.any(String) }],
    ['signed its certificate itself', () => certificate(), { refused: expect.any(String) }],
    [
      'has one of a foreign authority of the same name',
      () => certificate({ issuer: certificate({ subject: 'Balcao Sandbox CA' }) }),
      { refused: expect.any(String) },
    ],
    [
      'has one that has expired',
      () => certificate({ issuer: authority(), fromMs: Date.now() - 20_000, toMs: Date.now() - 10_000 }),
      { refused: expect.any(String) },
    ],
    [
      'has one that is not valid yet',
      () =>
        certificate({ issuer: authority(), fromMs: Date.now() + 3_600_000, toMs: Date.now() + 7_200_000 }),
      { refused: expect.any(String) },
    ],
    [
      'is ourselves: the right authority, another subject',
      () => pairOf(world.pkiDir, 'client'),
      { status: 403 },
    ],
    [
      'has a subject that only begins like that of the PSP',
      () => certificate({ issuer: authority(), subject: 'Balcao Sandbox PSP 2' }),
      { status: 403 },
    ],
  ]
  test.each(strangers)('who %s', async (_sentence, tls, answer) => {
    const before = ledger.inbox().length
    expect(await knock(world, { tls: tls(), body: bodyOf(hint('E1')) })).toEqual(answer)
    expect(ledger.inbox().length).toBe(before)
  })

  test.concurrent.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'whose certificate has expired since, also with its old session and on its old connection (%s)',
    async (version) => {
      // Whole seconds are all that a certificate knows.
      const toMs = Math.floor(Date.now() / 1000) * 1000 + 3_000
      const pair = certificate({ issuer: authority(), toMs })
      const only = { ...pair, minVersion: version, maxVersion: version } as const
      const agent = new Agent({ keepAlive: true, maxSockets: 1, maxCachedSessions: 0 })
      let session: Buffer | undefined
      const remember = (socket: TLSSocket) => socket.on('session', (fresh: Buffer) => (session = fresh))
      expect(await knock(world, { tls: only, agent, onSocket: remember })).toEqual({ status: 200 })
      expect(await knock(world, { tls: { ...only, ...(session && { session }) } })).toEqual({ status: 200 })
      await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(toMs + 1000), patience)
      expect(await knock(world, { tls: only })).toEqual({ refused: expect.any(String) })
      expect(await knock(world, { tls: { ...only, ...(session && { session }) } })).not.toEqual({
        status: 200,
      })
      expect(await knock(world, { tls: only, agent })).not.toEqual({ status: 200 })
      agent.destroy()
    },
  )

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('no session is resumed, whoever asks (%s)', async (version) => {
    let session: Buffer | undefined
    let isReused: boolean | undefined
    const only = { minVersion: version, maxVersion: version } as const
    await knock(world, {
      tls: only,
      onSocket: (socket) => socket.on('session', (fresh: Buffer) => (session = fresh)),
    })
    const again = await knock(world, {
      tls: { ...only, ...(session && { session }) },
      onSocket: (socket) => socket.once('secureConnect', () => (isReused = socket.isSessionReused())),
    })
    expect([again, isReused]).toEqual([{ status: 200 }, false])
  })
})

describe('a connection without forward secrecy, or older than TLS 1.2, does not come about', () => {
  const weak = [
    'AES128-GCM-SHA256',
    'AES256-GCM-SHA384',
    'AES128-SHA',
    'AES256-SHA',
    'AES128-SHA256',
    'AES256-SHA256',
    'ECDHE-RSA-AES128-SHA',
    'ECDHE-RSA-AES256-SHA',
    'ECDHE-RSA-AES128-SHA256',
    'ECDHE-RSA-AES256-SHA384',
    'DHE-RSA-AES128-GCM-SHA256',
    'DHE-RSA-AES256-SHA',
  ]
  test.each(weak)('%s', async (ciphers) => {
    expect(getCiphers()).toContain(ciphers.toLowerCase())
    const answer = await knock(world, { tls: { ciphers, maxVersion: 'TLSv1.2' } })
    expect(answer).toEqual({ refused: expect.stringMatching(/HANDSHAKE_FAILURE|ECONNRESET|EPROTO/) })
  })

  test.each(['TLSv1', 'TLSv1.1'] as const)('%s', async (version) => {
    const tls = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' } as const
    expect(await knock(world, { tls })).toEqual({
      refused: expect.stringMatching(/PROTOCOL_VERSION|ECONNRESET|EPROTO/),
    })
  })

  const strong = ['ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-RSA-CHACHA20-POLY1305']
  test.each(strong)('but with %s it does', async (ciphers) => {
    expect(await knock(world, { tls: { ciphers, maxVersion: 'TLSv1.2' } })).toEqual({ status: 200 })
  })
})

describe('the body', () => {
  test.each(['/webhook/pix', '/webhook//pix', '/webhook', '/webhook/pix?ignorar='])(
    'is taken at %s',
    async (path) => {
      expect(await knock(world, { path })).toEqual({ status: 200 })
    },
  )

  const tests: [sentence: string, text: string, headers?: Record<string, string>][] = [
    ['nothing at all', ''],
    ['nothing, and no type', '', { 'content-type': '' }],
    ['an empty object', '{}'],
    ["Efí's test", '{"evento":"teste_webhook","data_criacao":"2026-11-22T14:00:00Z"}'],
    ['an empty batch', '{"pix":[]}'],
    ['another media type of JSON', '{}', { 'content-type': 'application/problem+json; charset=utf-8' }],
  ]
  test.each(tests)('of a test call may be %s', async (_sentence, text, headers = {}) => {
    expect(await knock(world, { body: text, headers })).toEqual({ status: 200 })
    await followed()
  })

  const deep = `{"pix":${'['.repeat(5000)}${']'.repeat(5000)}}`
  const bad: [sentence: string, status: number, wanted: Parameters<typeof knock>[1]][] = [
    ['at another address', 404, { path: '/webhook/recs' }],
    ['at the address of the screens', 404, { path: '/api/charges' }],
    ['by another method', 405, { method: 'PUT' }],
    ['by GET', 405, { method: 'GET', body: '' }],
    ['of another type', 415, { headers: { 'content-type': 'text/plain' } }],
    ['of a form', 415, { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'pix=1' }],
    ['that is no JSON', 400, { body: '{"pix":' }],
    ['that is HTML', 400, { body: '<html></html>' }],
    ['with a key twice', 400, { body: '{"pix":[],"pix":[]}' }],
    ['5,000 levels deep', 400, { body: deep }],
    ['that is not UTF-8', 400, { body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) }],
    ['of 10 MB', 413, { body: `{"x":"${'a'.repeat(10 * 1024 * 1024)}"}` }],
    [
      'of more than 1 MB that does not say its length',
      413,
      { body: `{"x":"${'a'.repeat(2 * 1024 * 1024)}"}`, headers: { 'transfer-encoding': 'chunked' } },
    ],
  ]
  test.each(bad)('%s is refused with %i and not kept', async (_sentence, status, wanted) => {
    const before = ledger.inbox().length
    expect(await knock(world, wanted)).toEqual({ status })
    expect(ledger.inbox().length).toBe(before)
  })

  test.each(['[]', '"text"', '{"pix":5}', '{"pix":[1,null,{"endToEndId":"../x"},{}]}', '{"recs":[]}'])(
    '%s is kept, understood as nothing, and never asked about again',
    async (text) => {
      const before = await world.state()
      expect(await knock(world, { body: text })).toEqual({ status: 200 })
      await followed()
      expect((await world.state()).calls.getPix ?? 0).toBe(before.calls.getPix ?? 0)
    },
  )

  test('is in the ledger when the PSP reads 200', async () => {
    const text = bodyOf(hint('E0000000000000000000000000000DUR1'))
    expect(await knock(world, { body: text })).toEqual({ status: 200 })
    expect(ledger.inbox().at(-1)?.body).toBe(text)
    await followed()
  })

  test('is not accepted where it cannot be kept, and the next one is', async () => {
    const letGo = ledger.lock()
    const before = ledger.inbox().length
    expect(await knock(world)).toEqual({ status: 503 })
    letGo()
    expect(ledger.inbox().length).toBe(before)
    expect(await knock(world)).toEqual({ status: 200 })
  })
})
