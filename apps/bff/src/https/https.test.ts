import { X509Certificate } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededFolder } from '../../../sandbox/src/seeded-folder.ts'
import { startSandbox } from '../../../sandbox/src/start.ts'
import { readSettings } from '../env.ts'
import { type Running, startBff } from '../start.ts'

const dataDir = seededFolder()
let sandbox: Awaited<ReturnType<typeof startSandbox>>
let bff: Running
let ca: string
beforeAll(async () => {
  sandbox = await startSandbox({ dataDir, env: { SANDBOX_PORT: '0', SANDBOX_CONTROL_PORT: '0' } })
  const settings = readSettings({
    ...{ DATA_DIR: dataDir, PORT: '0', WEBHOOK_PORT: '0', SANDBOX_PORT: `${sandbox.port}` },
    ...{ HOST: '0.0.0.0', WEBHOOK_HOST: '127.0.0.1', HTTPS: 'local', HTTPS_NAMES: 'loja.test' },
  })
  bff = await startBff(settings, pino({ level: 'silent' }))
  ca = readFileSync(join(dataDir, 'https', 'ca.pem'), 'utf8')
}, 60_000)
afterAll(async () => {
  await bff.close()
  await sandbox.close()
  rmSync(dataDir, { recursive: true })
})

type Answer = { status: number | undefined; headers: Record<string, unknown>; text: string }
/** As a tablet asks that trusts the authority and has looked up the name. */
function ask(path: string, name = 'localhost', { method = 'GET', body = '' } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { host: `${name}:${bff.port}`, ...(body && { 'content-type': 'application/json' }) }
    const to = { host: '127.0.0.1', port: bff.port, path, method, ca, servername: name, headers }
    request(to, (answer) => {
      let text = ''
      answer.on('data', (chunk: Buffer) => {
        text += chunk
      })
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }))
    })
      .once('error', reject)
      .end(body)
  })
}

test('a tablet that trusts the authority of the shop reaches it by each of its names, and by no other', async () => {
  expect(bff.url).toBe(`https://localhost:${bff.port}`)
  for (const name of ['localhost', 'loja.test', hostname().toLowerCase()])
    expect((await ask('/api/health', name)).status, name).toBe(200)
  await expect(ask('/api/health', 'evil.example')).rejects.toThrow(/altnames/)
})

test('the authority is there for whoever does not trust it yet, and its key is not', async () => {
  const { headers, text } = await ask('/api/authority.crt')
  expect(headers['content-type']).toBe('application/x-x509-ca-cert')
  expect(text).toBe(ca)
  expect(text).not.toContain('KEY')
  const session = JSON.parse((await ask('/api/session')).text)
  expect(session.authority).toBe(new X509Certificate(ca).fingerprint256)
})

test('HTTPS is promised for the names of the shop, and not for localhost, whose other ports have none', async () => {
  expect((await ask('/api/health', 'loja.test')).headers).toMatchObject({
    'strict-transport-security': 'max-age=31536000',
  })
  expect((await ask('/api/health')).headers).not.toHaveProperty('strict-transport-security')
})

test('cookies are for this host alone and for TLS alone', async () => {
  const { status, headers } = await ask('/api/set-up/demo', 'loja.test', { method: 'POST' })
  expect(status).toBe(200)
  expect(headers['set-cookie']).toEqual([
    expect.stringMatching(
      /^__Host-balcao-aparelho=[\w-]{43};.* Path=\/;.*HttpOnly; Secure; SameSite=Strict$/,
    ),
    expect.stringMatching(/^__Host-balcao-sessao=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
  ])
})

test('neither plain HTTP nor a TLS of yesterday is spoken', async () => {
  await expect(fetch(`http://127.0.0.1:${bff.port}/api/health`)).rejects.toThrow()
  const shaken = new Promise((resolve, reject) => {
    const old = { host: '127.0.0.1', port: bff.port, ca, servername: 'localhost' }
    connect({ ...old, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }, () =>
      resolve('open'),
    )
      .once('error', reject)
      .unref()
  })
  await expect(shaken).rejects.toThrow()
})
