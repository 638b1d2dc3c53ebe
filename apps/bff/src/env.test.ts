import { describe, expect, test } from 'vitest'
import { readSettings, SettingsError } from './env.ts'

const refusal = (environment: Record<string, string>) => {
  try {
    readSettings(environment)
    return 'accepted'
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    return error.message
  }
}

test('without any setting the defaults are those of the README', () => {
  expect(readSettings({})).toEqual({
    PORT: 3000,
    HOST: '127.0.0.1',
    WEBHOOK_PORT: 3443,
    DATA_DIR: './data',
    PSP: 'sandbox',
    SANDBOX_PORT: 4443,
    SHOP_NAME: 'Padaria do Bairro',
    TIME_ZONE: 'America/Sao_Paulo',
    CHARGE_EXPIRATION_SECONDS: 3600,
    KEEP_TEXTS_DAYS: 1825,
    LOG_LEVEL: 'info',
  })
})

test('an empty setting is one that is not there', () => {
  expect(readSettings({ PORT: '', DATABASE_URL: '', SHOP_NAME: '' })).toEqual(readSettings({}))
})

describe('a bad setting refuses the start and is named, with what to do', () => {
  const bad: [name: string, value: string, says: RegExp][] = [
    ['PORT', 'abc', /port number, 0 to 65535/],
    ['PORT', '65536', /port number, 0 to 65535/],
    ['PORT', '-1', /port number/],
    ['PORT', '3e3', /port number/],
    ['PORT', ' 3000', /port number/],
    ['WEBHOOK_PORT', '3443.5', /port number/],
    ['SANDBOX_PORT', '0x10', /port number/],
    ['HOST', '0.0.0.0', /127\.0\.0\.1/],
    ['HOST', '0.0.0.0', /for tablets set HTTPS=local/],
    ['HOST', 'balcao.example', /127\.0\.0\.1/],
    ['HTTPS', 'on', /must be local/],
    ['HTTPS_NAMES', 'a b', /names by which tablets find/],
    ['HTTPS_NAMES', 'balcao.local', /is for HTTPS=local/],
    ['HTTPS_CERT_FILE', '/x.pem', /HTTPS_KEY_FILE is missing/],
    ['HTTPS_KEY_FILE', '/x.key', /HTTPS_CERT_FILE is missing/],
    ['DATABASE_URL', 'mysql://localhost/x', /must be postgres:.*or absent/],
    ['DATABASE_URL', 'localhost:5432/balcao', /must be postgres:/],
    ['DATABASE_URL', 'postgres://balcao:se/gr#edo@:x/balcao', /% codes/],
    ['PSP', 'ciello', /sandbox, file or one of bacen, cielo, banco-do-brasil/],
    ['SHOP_NAME', 'a'.repeat(61), /60 characters/],
    ['PUBLIC_URL', 'http://loja.example.com', /https address .* without a path/],
    ['PUBLIC_URL', 'https://loja.example.com/recibo', /without a path/],
    ['PUBLIC_URL', 'https://user:pass@loja.example.com', /without a path/],
    ['PUBLIC_URL', 'loja.example.com', /https address/],
    ['TIME_ZONE', 'America/Brasilia', /time zone/],
    ['TIME_ZONE', '-03:00', /time zone/],
    ['CHARGE_EXPIRATION_SECONDS', '0', /1 to 86400/],
    ['CHARGE_EXPIRATION_SECONDS', '86401', /1 to 86400/],
    ['CHARGE_EXPIRATION_SECONDS', '1h', /1 to 86400/],
    ['KEEP_TEXTS_DAYS', '29', /30 to 36500/],
    ['KEEP_TEXTS_DAYS', 'um ano', /30 to 36500/],
    ['LOG_LEVEL', 'verbose', /must be silent, error, warn, info or debug/],
  ]
  test.each(bad)('%s=%s', (name, value, says) => {
    const message = refusal({ [name]: value })
    expect(message).toMatch(/^The start is refused: /)
    expect(message).toContain(name)
    expect(message).toMatch(says)
    expect(message).not.toContain('Invalid input')
  })

  test('and so is every other one beside it', () => {
    expect(refusal({ PORT: 'x', LOG_LEVEL: 'y', HOST: 'z' })).toMatch(/PORT .*; .*HOST|HOST .*; .*LOG_LEVEL/)
  })

  test('the screens leave this machine over TLS alone', () => {
    const files = { HTTPS_CERT_FILE: '/x.pem', HTTPS_KEY_FILE: '/x.key' }
    expect(refusal({ HOST: '192.168.0.10', HTTPS: 'local' })).toBe('accepted')
    expect(refusal({ HOST: '::', ...files })).toBe('accepted')
    expect(refusal({ HTTPS: 'local', ...files })).toMatch(/HTTPS makes a certificate of its own/)
  })

  test('checks of certificates cannot be switched off', () => {
    expect(refusal({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toContain('NODE_TLS_REJECT_UNAUTHORIZED')
    expect(refusal({ NODE_TLS_REJECT_UNAUTHORIZED: '1' })).toBe('accepted')
  })
})
