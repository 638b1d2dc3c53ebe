import { describe, expect, it } from 'vitest'
import { getCob, profiles, toHttp } from './index.ts'

const txid = '0123456789abcdef0123456789abcdef'

describe('a whole URL', () => {
  const profile = { ...profiles.cielo, baseUrl: 'https://localhost:4443/cielo-pix/v1' }

  it('is the base, the path and what the PSP wants in every call', () => {
    const quirky = {
      ...profile,
      staticHeaders: { 'x-itau-apikey': 'k' },
      staticQuery: { 'gw-dev-app-key': 'a b' },
    }
    expect(toHttp(profile, getCob(txid), 't')).toEqual({
      method: 'GET',
      url: `https://localhost:4443/cielo-pix/v1/cob/${txid}`,
      headers: { accept: 'application/json', authorization: 'Bearer t' },
    })
    expect(toHttp(quirky, getCob(txid), 't').url).toMatch(/\/cob\/[0-9a-f]{32}\?gw-dev-app-key=a%20b$/)
    const sent = toHttp(quirky, getCob(txid, 2), 't')
    expect(sent.url).toMatch(/\?revisao=2&gw-dev-app-key=a%20b$/)
    expect(sent.headers['x-itau-apikey']).toBe('k')
  })

  it.each([
    '/../oauth/token',
    '/cob/../../../v2/oauth/access-token',
    '@evil.example/',
    '.evil.example/cob',
    '/..',
  ])('cannot leave the base: %s', (path) => {
    const request = { operation: 'getCob' as const, method: 'GET' as const, path, headers: {} }
    expect(() => toHttp(profile, request, 't')).toThrow(expect.objectContaining({ code: 'invalid-request' }))
    expect(() =>
      toHttp({ ...profile, baseUrl: 'https://psp.example' }, { ...request, path: '@evil.example/' }, 't'),
    ).toThrow()
  })

  it('is made whether or not the base ends with a slash', () => {
    expect(toHttp({ ...profile, baseUrl: 'https://psp.example/' }, getCob(txid), 't').url).toBe(
      `https://psp.example/cob/${txid}`,
    )
  })
})
