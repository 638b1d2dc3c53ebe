import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ConnectionOptions, connect } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { issueCertificate, type NewCertificate, type Pair } from './certificates.ts'
import { type Merchant, openMerchant } from './merchant.ts'

const hour = 60 * 60 * 1000
let merchant: Merchant
beforeAll(async () => {
  merchant = await openMerchant()
})
afterAll(() => merchant.close())
afterEach(() => {
  vi.useRealTimers()
})

type Seen = {
  answered: boolean
  code?: string
  protocol?: string | null
  cipher?: string
  reused?: boolean
  session?: Buffer
}

/** Connects and asks for something: under TLS 1.3 a refusal arrives only after the client believes itself connected. */
function attempt(options: ConnectionOptions): Promise<Seen> {
  return new Promise((resolve) => {
    const seen: Seen = { answered: false }
    const socket = connect({
      host: 'localhost',
      port: merchant.sandbox.port,
      ca: merchant.pki.ca,
      ...options,
    })
    socket.on('secureConnect', () => {
      seen.protocol = socket.getProtocol()
      seen.cipher = socket.getCipher().name
      seen.reused = socket.isSessionReused()
      socket.write('GET /qr/jwks HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    })
    socket.on('session', (session) => {
      seen.session = session
    })
    socket.on('data', () => {
      seen.answered = true
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      seen.code = error.code ?? error.message
    })
    socket.on('close', () => resolve(seen))
  })
}

const authority = (): Pair => ({
  cert: merchant.pki.ca,
  key: readFileSync(join(merchant.pki.dir, 'ca.key'), 'utf8'),
})
function certificate(fields: Partial<NewCertificate>): Pair {
  return issueCertificate({
    subject: 'Balcao Sandbox Client',
    purpose: 'client',
    notBefore: new Date(Date.now() - 2 * hour),
    notAfter: new Date(Date.now() + hour),
    ...fields,
  })
}

describe('the client certificate', () => {
  test("of the box's authority is let in", async () => {
    expect(await attempt(merchant.pki.client)).toMatchObject({ answered: true, protocol: 'TLSv1.3' })
    expect(await attempt(certificate({ issuer: authority() }))).toMatchObject({ answered: true })
  })

  const versions = ['TLSv1.2', 'TLSv1.3'] as const
  const rows: [string, () => Pair | undefined][] = [
    ['none', () => undefined],
    ['self-signed', () => certificate({})],
    [
      'of another authority of the same name',
      () => certificate({ issuer: certificate({ subject: 'Balcao Sandbox CA', purpose: 'authority' }) }),
    ],
    ['expired', () => certificate({ issuer: authority(), notAfter: new Date(Date.now() - hour) })],
    ['not yet valid', () => certificate({ issuer: authority(), notBefore: new Date(Date.now() + hour / 2) })],
    ["the server's own", () => merchant.pki.server],
  ]
  test.each(versions.flatMap((version) => rows.map(([name, make]) => [name, version, make] as const)))(
    '%s is refused under %s',
    async (_name, maxVersion, make) => {
      const seen = await attempt({ ...make(), maxVersion })
      // Under TLS 1.3 Node closes without an alert, so what counts is that nothing was answered.
      expect(seen.answered).toBe(false)
    },
  )

  test.each(versions)(
    'is checked anew on every connection: %s sessions are not resumed',
    async (maxVersion) => {
      const first = await attempt({ ...merchant.pki.client, maxVersion })
      const again = await attempt({
        ...merchant.pki.client,
        maxVersion,
        ...(first.session && { session: first.session }),
      })
      expect(again).toMatchObject({ answered: true, reused: false })
    },
  )

  test('that expires while its connection is kept alive is shown the door', async () => {
    const agent = merchant.agentFor(merchant.pki.client)
    expect((await merchant.call('GET', '/qr/jwks', { as: agent })).status).toBe(200)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 365 * 24 * hour })
    await expect(merchant.call('GET', '/qr/jwks', { as: agent })).rejects.toThrow()
    vi.useRealTimers()
    await agent.close()
  })
})

describe('the channel', () => {
  test.each(['ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-RSA-CHACHA20-POLY1305'])(
    'takes %s',
    async (ciphers) => {
      const seen = await attempt({ ...merchant.pki.client, maxVersion: 'TLSv1.2', ciphers })
      expect(seen).toMatchObject({ answered: true, protocol: 'TLSv1.2', cipher: ciphers })
    },
  )

  test.each([
    ...[
      'AES128-SHA',
      'AES256-SHA',
      'AES128-SHA256',
      'AES256-SHA256',
      'AES128-GCM-SHA256',
      'AES256-GCM-SHA384',
    ],
    ...['ECDHE-RSA-AES128-SHA', 'ECDHE-RSA-AES256-SHA', 'ECDHE-RSA-AES128-SHA256', 'ECDHE-RSA-AES256-SHA384'],
    ...['DHE-RSA-AES128-GCM-SHA256', 'DHE-RSA-AES256-GCM-SHA384'],
  ])('refuses %s', async (ciphers) => {
    const seen = await attempt({ ...merchant.pki.client, maxVersion: 'TLSv1.2', ciphers })
    expect(seen).toMatchObject({ answered: false, code: expect.stringContaining('ALERT_HANDSHAKE_FAILURE') })
  })

  test.each(['TLSv1', 'TLSv1.1'] as const)('refuses %s', async (maxVersion) => {
    const old = { minVersion: 'TLSv1', maxVersion, ciphers: 'DEFAULT@SECLEVEL=0' } as const
    const seen = await attempt({ ...merchant.pki.client, ...old })
    expect(seen).toMatchObject({ answered: false, code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' })
  })
})
