import { createPrivateKey, X509Certificate } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { issueCertificate } from './certificates.ts'
import { openPki } from './pki.ts'

const day = 24 * 60 * 60 * 1000
/** As the first start leaves it, and a copy of it for each test to spoil. */
let made: string
let folder: string
beforeAll(() => {
  made = mkdtempSync(join(tmpdir(), 'pki-'))
  openPki(made)
})
afterAll(() => rmSync(made, { recursive: true }))
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pki-'))
  cpSync(made, folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

const file = (name: string) => join(folder, 'pki', name)
const text = (name: string) => readFileSync(file(name), 'utf8')

test('the first start makes every file that others rely on, for the owner alone', () => {
  openPki(folder)
  expect(readdirSync(folder)).toEqual(['pki'])
  const names = readdirSync(file('.'))
  expect(names).toEqual(
    expect.arrayContaining([
      ...['ca.pem', 'ca.key', 'client.pem', 'client.key', 'client.p12', 'server.pem', 'server.key'],
      ...['psp.pem', 'psp.key', 'credentials.json'],
    ]),
  )
  for (const name of names) expect(statSync(file(name)).mode & 0o777, name).toBe(0o600)
  const { clientId, clientSecret, chave } = JSON.parse(text('credentials.json'))
  expect([clientId, chave].every((id) => /^[0-9a-f-]{36}$/.test(id))).toBe(true)
  expect(clientSecret.length).toBeGreaterThanOrEqual(40)
})

test('every certificate comes from the authority, fits its key and is for one thing', () => {
  openPki(folder)
  const ca = new X509Certificate(text('ca.pem'))
  const uses = { client: '1.3.6.1.5.5.7.3.2', psp: '1.3.6.1.5.5.7.3.2', server: '1.3.6.1.5.5.7.3.1' }
  for (const [name, use] of Object.entries(uses)) {
    const leaf = new X509Certificate(text(`${name}.pem`))
    expect(leaf.verify(ca.publicKey)).toBe(true)
    expect(leaf.checkIssued(ca)).toBe(true)
    expect(leaf.ca).toBe(false)
    expect(leaf.checkPrivateKey(createPrivateKey(text(`${name}.key`)))).toBe(true)
    expect(leaf.keyUsage).toEqual([use])
  }
  const server = new X509Certificate(text('server.pem'))
  expect(server.checkHost('localhost')).toBe('localhost')
  expect(server.checkIP('127.0.0.1')).toBe('127.0.0.1')
  expect(server.checkIP('::1')).toBe('::1')
  const [client, psp] = [new X509Certificate(text('client.pem')), new X509Certificate(text('psp.pem'))]
  expect(psp.subject).toContain('CN=Balcao Sandbox PSP')
  expect(psp.subject).not.toBe(client.subject)
})

test('client.p12 opens in Node with an empty passphrase, and with none', () => {
  openPki(folder)
  const pfx = readFileSync(file('client.p12'))
  expect(() => createSecureContext({ pfx, passphrase: '' })).not.toThrow()
  expect(() => createSecureContext({ pfx })).not.toThrow()
  expect(() => createSecureContext({ pfx, passphrase: 'wrong' })).toThrow()
})

test('a second start changes nothing', () => {
  openPki(folder)
  const before = readdirSync(file('.')).map((name) => readFileSync(file(name)))
  openPki(folder)
  expect(readdirSync(file('.')).map((name) => readFileSync(file(name)))).toEqual(before)
})

test.each([
  ['expired', -1],
  ['within its last seven days', 6],
])('a leaf that is %s is renewed with the key it has', (_name, days) => {
  const { ca } = openPki(folder)
  const key = text('client.key')
  const old = issueCertificate({
    subject: 'Balcao Sandbox Client',
    purpose: 'client',
    issuer: { cert: ca, key: text('ca.key') },
    key,
    notBefore: new Date(Date.now() - 30 * day),
    notAfter: new Date(Date.now() + days * day),
  })
  writeFileSync(file('client.pem'), old.cert)
  const [server, p12] = [text('server.pem'), readFileSync(file('client.p12'))]

  const pki = openPki(folder)
  const renewed = new X509Certificate(text('client.pem'))
  expect(pki.client.cert).toBe(text('client.pem'))
  expect(Date.parse(renewed.validTo)).toBeGreaterThan(Date.now() + 300 * day)
  expect(renewed.checkPrivateKey(createPrivateKey(key))).toBe(true)
  expect(text('client.key')).toBe(key)
  expect(readFileSync(file('client.p12'))).not.toEqual(p12)
  expect(text('server.pem')).toBe(server)
})

test('a folder with a hole is refused by name', () => {
  openPki(folder)
  rmSync(file('psp.key'))
  expect(() => openPki(folder)).toThrow(/psp\.key cannot be read; delete .*pki to have it made again/)
})
