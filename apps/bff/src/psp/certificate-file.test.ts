import { createPrivateKey } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSettings, SettingsError } from '../env.ts'
import { watchCredentials } from '../wire/credentials.ts'
import { SettingFault } from '../wire/setting-fault.ts'
import { connectionOf } from './connection-of.ts'
import { legacyPassphrase, legacyPfx } from './testing/legacy-pfx.ts'
import { certificate, openShop, type Shop } from './testing/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
}, 30_000)
afterAll(() => shop.close())

const connection = (change: Record<string, string> = {}) =>
  connectionOf(readSettings({ ...shop.settings, ...change }))

/** What is said against these settings, or that they are good. */
function said(change: Record<string, string>): string {
  try {
    connection(change).read()
    return 'good'
  } catch (error) {
    if (error instanceof SettingFault || error instanceof SettingsError) return error.message
    throw error
  }
}

describe('a certificate', () => {
  test.each([
    ['without a passphrase', '', {}],
    ['behind one', 'segredo', { PSP_PFX_PASSPHRASE: 'segredo' }],
  ])('may come as PKCS#12 %s', (_sentence, passphrase, change) => {
    const fromPfx = connection({ ...shop.withPfx(passphrase), ...change }).read()
    expect(fromPfx.thumbprint).toBe(connection().read().thumbprint)
    expect(fromPfx.certificate?.subject).toContain('Balcao Sandbox Client')
  })

  test('may come with those that sign it, in their order', () => {
    const { cert, key } = shop.merchant.pki.client
    const chain = shop.place('chain.pem', `${cert}\n${shop.merchant.pki.ca}`)
    expect(connection({ PSP_CERT: chain, PSP_KEY: shop.place('key.pem', key) }).read().tls.cert).toContain(
      cert,
    )
  })

  const rows: [sentence: string, change: () => Record<string, string>, says: RegExp][] = [
    [
      'that has expired',
      () => shop.withCertificate({ notAfter: new Date(Date.now() - 1_000) }),
      /PSP_CERT .*shop\.pem holds a certificate that has expired \(on /,
    ],
    [
      'that is not valid yet',
      () => shop.withCertificate({ notBefore: new Date(Date.now() + 60_000) }),
      /PSP_CERT .* not valid yet/,
    ],
    [
      'of another key',
      () => ({ PSP_KEY: join(shop.merchant.pki.dir, 'server.key') }),
      /PSP_KEY .*server\.key is not the key of the certificate/,
    ],
    [
      'that is none',
      () => ({ PSP_CERT: shop.place('x.pem', 'x') }),
      /PSP_CERT .*x\.pem is not a certificate in PEM/,
    ],
    [
      'that is broken',
      () => ({
        PSP_CERT: shop.place('x.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'),
      }),
      /PSP_CERT .* is not a certificate in PEM/,
    ],
    [
      'whose key is none',
      () => ({ PSP_KEY: shop.place('x.key', 'x') }),
      /PSP_KEY .* is not a private key in PEM/,
    ],
    [
      'whose key is behind a passphrase',
      () => ({ PSP_KEY: shop.place('x.key', encrypted) }),
      /PSP_KEY .*`openssl pkey/,
    ],
    [
      'whose chain is in disorder',
      () => ({
        PSP_CERT: shop.place('x.pem', shop.merchant.pki.client.cert + shop.merchant.pki.server.cert),
      }),
      /PSP_CERT .* do not sign one another/,
    ],
    ['that is not there', () => ({ PSP_CERT: '/nowhere' }), /PSP_CERT \/nowhere cannot be read/],
    [
      'in a PKCS#12 file of the old kind',
      () => ({ ...pfx(legacyPfx), PSP_PFX_PASSPHRASE: legacyPassphrase }),
      /PSP_PFX .*RC2-40.*openssl pkcs12 -legacy/,
    ],
    [
      'in one of the old kind, with a wrong passphrase',
      () => ({ ...pfx(legacyPfx), PSP_PFX_PASSPHRASE: 'x' }),
      /PSP_PFX .*cannot be opened with this passphrase/,
    ],
    [
      'in a PKCS#12 file with a wrong passphrase',
      () => ({ ...shop.withPfx('a'), PSP_PFX_PASSPHRASE: 'b' }),
      /PSP_PFX .*cannot be opened with this passphrase/,
    ],
    [
      'in a PKCS#12 file without the passphrase',
      () => shop.withPfx('a'),
      /PSP_PFX .*cannot be opened with this passphrase/,
    ],
    ['in a file that is no PKCS#12', () => pfx(Buffer.from('x')), /PSP_PFX .*is not a PKCS#12 file/],
  ]
  test.each(rows)('%s is refused, naming the setting and the file', (_sentence, change, says) => {
    expect(said(change())).toMatch(says)
  })

  test('renewed as PKCS#12 is taken up; one that cannot be opened is left alone, and one that is not there is waited for', () => {
    const refused: unknown[] = []
    const settings = shop.withPfx('')
    const watched = watchCredentials(connection(settings), (error) => refused.push(error))
    const before = watched.current()
    expect(watched.reload()).toBe(false)
    shop.place('shop.pfx', 'half a file')
    expect(watched.reload()).toBe(false)
    expect(refused).toMatchObject([{ code: 'not-a-pfx' }])
    rmSync(settings.PSP_PFX)
    expect(watched.reload()).toBe(false)
    expect(watched.current()).toBe(before)
    shop.withPfx('')
    expect(watched.reload()).toBe(true)
    expect([watched.current().thumbprint, refused.length]).toEqual([before.thumbprint, 1])
  })
})

const pfx = (content: Buffer) => ({ PSP_PFX: shop.place('x.pfx', content), PSP_CERT: '', PSP_KEY: '' })
const encrypted = createPrivateKey(certificate({}).key)
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
  .toString()
