import { X509Certificate } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSettings } from '../env.ts'
import { issueServer, makeAuthority, type Pair } from './certificates.ts'
import { openAuthority } from './local-authority.ts'
import { fromAuthority, screenTlsOf } from './screen-tls.ts'

const day = 24 * 3_600_000
let dir: string
let authority: Pair
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'balcao-https-'))
  authority = openAuthority(dir, Date.now())
})
afterAll(() => rmSync(dir, { recursive: true }))

describe('the authority of the shop', () => {
  test('is made once, its key for its owner alone', () => {
    expect(openAuthority(dir, Date.now())).toEqual(authority)
    expect(statSync(join(dir, 'https', 'ca.key')).mode & 0o777).toBe(0o400)
    const certificate = new X509Certificate(authority.cert)
    expect([certificate.ca, certificate.verify(certificate.publicKey)]).toEqual([true, true])
  })

  test.each([0o644, 0o660, 0o404])('with a key of mode %o refuses the start', (mode) => {
    const key = join(dir, 'https', 'ca.key')
    chmodSync(key, mode)
    expect(() => openAuthority(dir, Date.now())).toThrow(/HTTPS=local: others can .*chmod 600 .*ca\.key/)
    chmodSync(key, 0o440)
    expect(openAuthority(dir, Date.now())).toEqual(authority)
  })
})

describe('a certificate of our own', () => {
  test('is for every name and address of the machine, and for no other', () => {
    const names = ['localhost', '127.0.0.1', '::1', 'balcao.local', '192.168.0.10']
    const tls = fromAuthority(authority, () => names, Date.now)
    const certificate = new X509Certificate(tls.pair().cert)
    expect(certificate.checkIssued(new X509Certificate(authority.cert))).toBe(true)
    expect(certificate.verify(new X509Certificate(authority.cert).publicKey)).toBe(true)
    for (const name of [...names, '[::1]']) expect(tls.isName(name), name).toBe(true)
    for (const name of ['evil.example', '192.168.0.11', 'x.balcao.local', ''])
      expect(tls.isName(name), name).toBe(false)
  })

  test('is renewed a month before its end, and where the machine has another address', () => {
    let nowMs = Date.now()
    let names = ['localhost', '192.168.0.10']
    const tls = fromAuthority(
      authority,
      () => names,
      () => nowMs,
    )
    const first = tls.pair()
    nowMs = tls.endMs() - 30 * day
    expect([tls.renew(), tls.pair()]).toEqual([false, first])
    nowMs += 1
    expect(tls.renew()).toBe(true)
    expect(tls.pair().cert).not.toBe(first.cert)
    expect(tls.endMs()).toBeGreaterThan(nowMs + 89 * day)
    names = ['localhost', '192.168.0.77']
    expect(tls.renew()).toBe(true)
    expect([tls.isName('192.168.0.10'), tls.isName('192.168.0.77')]).toEqual([false, true])
    expect(tls.renew()).toBe(false)
  })
})

describe('a certificate in files', () => {
  const files = () => ({ HTTPS_CERT_FILE: join(dir, 'loja.pem'), HTTPS_KEY_FILE: join(dir, 'loja.key') })
  const put = ({ cert, key }: Pair) => {
    writeFileSync(files().HTTPS_CERT_FILE, cert)
    writeFileSync(files().HTTPS_KEY_FILE, key, { mode: 0o600 })
  }
  const open = () => screenTlsOf(readSettings(files()), Date.now)

  test('is taken up when it is replaced', () => {
    put(issueServer(authority, ['loja.example'], Date.now()))
    const tls = open()
    expect(tls?.isName('loja.example')).toBe(true)
    expect(tls?.authority).toBeUndefined()
    expect(tls?.renew()).toBe(false)
    put(issueServer(authority, ['caixa.example'], Date.now()))
    expect([tls?.renew(), tls?.isName('caixa.example')]).toEqual([true, true])
  })

  test('with the key of another is refused, and the old pair goes on', () => {
    put(issueServer(authority, ['loja.example'], Date.now()))
    const tls = open()
    const before = tls?.pair()
    writeFileSync(files().HTTPS_KEY_FILE, makeAuthority('other', Date.now()).key)
    expect(() => tls?.renew()).toThrow(/HTTPS_KEY_FILE/)
    expect(tls?.pair()).toBe(before)
    expect(open).toThrow(/HTTPS_KEY_FILE/)
  })

  test('with a key that others can read refuses the start by its name', () => {
    put(issueServer(authority, ['loja.example'], Date.now()))
    chmodSync(files().HTTPS_KEY_FILE, 0o644)
    expect(open).toThrow(/HTTPS_KEY_FILE: others can read or change .*loja\.key \(mode 644\): chmod 600/)
    chmodSync(files().HTTPS_KEY_FILE, 0o600)
  })
})

test('without either the screens speak plain HTTP', () => {
  expect(screenTlsOf(readSettings({}), Date.now)).toBeUndefined()
})
