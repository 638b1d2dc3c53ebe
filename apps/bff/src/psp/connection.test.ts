import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSettings, SettingsError } from '../env.ts'
import { SettingFault } from '../wire/setting-fault.ts'
import { connectionOf } from './connection-of.ts'
import { openShop, type Shop } from './testing/shop.ts'

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

/** The settings of a PSP and nothing that leads to the sandbox. */
const bare = { PSP_BASE_URL: '', PSP_TOKEN_URL: '', PSP_CA: '' }
const profile = { name: 'own', tokenAuth: 'basic', tokenBody: 'form' }
const inFile = (content: object) => ({
  PSP: 'file',
  PSP_PROFILE_FILE: shop.place('profile.json', JSON.stringify(content)),
})

describe('a PSP by its settings', () => {
  test.each([
    [
      'cielo',
      {},
      'https://api-mtls.cielo.com.br/cielo-pix/v1',
      'https://api2.cielo.com.br/v2/oauth/access-token',
    ],
    [
      'cielo',
      { PSP_ENVIRONMENT: 'sandbox', PSP_CERT: '', PSP_KEY: '' },
      'https://api2.cielo.com.br/sandbox/cielo-pix/v1',
      'https://api2.cielo.com.br/sandbox/v2/oauth/access-token',
    ],
    [
      'santander',
      { PSP_BASE_URL: 'https://example.com/pix' },
      'https://example.com/pix',
      'https://trust-pix.santander.com.br/oauth/token',
    ],
    [
      'santander',
      { PSP_TOKEN_URL: 'https://example.com/token' },
      'https://trust-pix.santander.com.br/api/v1',
      'https://example.com/token',
    ],
  ])('%s with %j is found at %s', (PSP, change, baseUrl, tokenUrl) => {
    const found = connection({ ...bare, PSP, ...change })
    expect(found.profile).toMatchObject({ baseUrl, tokenUrl })
    expect(found.read().clientId).toBe(shop.settings.PSP_CLIENT_ID)
  })

  test('may be one that a file describes', () => {
    const addresses = { baseUrl: 'https://psp.example/api', tokenUrl: 'https://psp.example/token' }
    const found = connection({ ...bare, ...inFile({ ...profile, ...addresses }) })
    expect(found.profile).toMatchObject({ name: 'own', tokenBody: 'form', ...addresses })
  })

  test('may have a client whose certificate is its secret, and whose id goes with every call', () => {
    const found = connection({ ...bare, PSP: 'sicoob', PSP_CLIENT_SECRET: '' })
    expect(found.read().clientSecret).toBeUndefined()
    expect(found.settings).toEqual({ clientId: shop.settings.PSP_CLIENT_ID })
  })

  test('may be trusted by the public roots alone, or by one authority more', () => {
    expect(connection(bare).read().tls.ca).toBeUndefined()
    expect(connection().read().tls.ca).toContain(shop.merchant.pki.ca)
    expect(connection().read().tls.ca?.length).toBeGreaterThan(100)
  })

  test('may have its secrets in files, without the last line break', () => {
    const secret = shop.place('secret', 'from-a-file\r\n')
    const found = connection({ PSP_CLIENT_SECRET: '', PSP_CLIENT_SECRET_FILE: secret })
    expect(found.read().clientSecret).toBe('from-a-file')
    expect(found.files).toContain(secret)
  })
})

describe('settings that do not go together are refused by name', () => {
  const rows: [sentence: string, change: () => Record<string, string>, says: RegExp][] = [
    ['an unknown PSP', () => ({ PSP: 'ciello' }), /PSP must be sandbox, file or one of .*cielo.*sicredi/],
    [
      'an environment that is none',
      () => ({ PSP_ENVIRONMENT: 'test' }),
      /PSP_ENVIRONMENT must be production/,
    ],
    [
      'a PSP without an environment for tests',
      () => ({ PSP: 'sicoob', PSP_ENVIRONMENT: 'sandbox' }),
      /PSP_ENVIRONMENT .*no sandbox of sicoob/,
    ],
    [
      'an address in the clear',
      () => ({ PSP_BASE_URL: 'http://psp.example' }),
      /PSP_BASE_URL must be an https address/,
    ],
    ['an address with a query', () => ({ PSP_TOKEN_URL: 'https://psp.example/?a=1' }), /PSP_TOKEN_URL must/],
    [
      'the standard itself, without addresses',
      () => ({ ...bare, PSP: 'bacen' }),
      /PSP_BASE_URL, PSP_TOKEN_URL must be given/,
    ],
    [
      'no credentials',
      () => ({ PSP_CLIENT_ID: '', PSP_CLIENT_SECRET: '', PSP_CHAVE: '' }),
      /PSP_CLIENT_ID, PSP_CHAVE, PSP_CLIENT_SECRET must be given/,
    ],
    [
      'two secrets',
      () => ({ PSP_CLIENT_SECRET_FILE: 'x' }),
      /PSP_CLIENT_SECRET and PSP_CLIENT_SECRET_FILE are two ways/,
    ],
    [
      'a secret that is not there',
      () => ({ PSP_CLIENT_SECRET: '', PSP_CLIENT_SECRET_FILE: '/nowhere' }),
      /PSP_CLIENT_SECRET_FILE \/nowhere cannot be read \(ENOENT\)/,
    ],
    ['a secret with a blank', () => ({ PSP_CLIENT_SECRET: 'abc def' }), /PSP_CLIENT_SECRET cannot be used/],
    ['a key with a blank', () => ({ PSP_CHAVE: 'a b' }), /PSP_CHAVE cannot be used/],
    [
      'no certificate',
      () => ({ PSP_CERT: '', PSP_KEY: '' }),
      /PSP_CERT and PSP_KEY, or PSP_PFX, must be given/,
    ],
    ['half a pair', () => ({ PSP_KEY: '' }), /PSP_CERT and PSP_KEY must be given together/],
    ['a pair and a PKCS#12 file', () => ({ PSP_PFX: 'x' }), /PSP_PFX and PSP_CERT with PSP_KEY are two ways/],
    ['what the PSP needs is missing', () => ({ PSP: 'itau' }), /PSP_SETTINGS\.apiKey must be given/],
    [
      'settings that are no JSON',
      () => ({ PSP_SETTINGS: '{appKey:1}' }),
      /PSP_SETTINGS is not a JSON object/,
    ],
    ['settings that are a list', () => ({ PSP_SETTINGS: '["a"]' }), /PSP_SETTINGS is not a JSON object/],
    [
      'a setting that is a number',
      () => ({ PSP_SETTINGS: '{"appKey":1}' }),
      /PSP_SETTINGS is not a JSON object/,
    ],
    [
      'a setting with a line break',
      () => ({ PSP: 'itau', PSP_SETTINGS: '{"apiKey":"a\\nb"}' }),
      /PSP_SETTINGS\.apiKey cannot be used/,
    ],
    ['a file that nobody asked for', () => ({ PSP_PROFILE_FILE: 'x' }), /PSP_PROFILE_FILE are two ways/],
    ['a profile that is not there', () => ({ PSP: 'file' }), /PSP_PROFILE_FILE must be given/],
    [
      'a profile that is wrong',
      () => inFile(profile),
      /PSP_PROFILE_FILE .*profile\.json cannot be used \(baseUrl: /,
    ],
    [
      'the sandbox with a bank’s webhook',
      () => ({
        ...Object.fromEntries(Object.keys(shop.settings).map((name) => [name, ''])),
        WEBHOOK_URL: 'https://pix.padaria.example/webhook',
      }),
      /^WEBHOOK_URL is for a real PSP/,
    ],
    [
      'the sandbox with a bank’s credentials',
      () => ({ PSP: 'sandbox' }),
      /PSP_CLIENT_ID.* is for a real PSP, and PSP is sandbox/,
    ],
  ]
  test.each(rows)('%s', (_sentence, change, says) => {
    const sentence = said(change())
    expect(sentence).toMatch(says)
    const { PSP_CLIENT_SECRET = '' } = shop.settings
    for (const secret of [PSP_CLIENT_SECRET, 'abc def']) expect(sentence).not.toContain(secret)
  })
})
