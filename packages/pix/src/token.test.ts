import { describe, expect, it } from 'vitest'
import { PixError, profiles, readToken, tokenRequest } from './index.ts'

const credentials = { clientId: 'loja-1', clientSecret: 's3gr:edo/+=' }
const { bacen } = profiles
const basic = `Basic ${btoa('loja-1:s3gr:edo/+=')}`
const form = 'application/x-www-form-urlencoded'

describe('a token to ask for', () => {
  it.each([
    ['basic', 'form', basic, form, 'grant_type=client_credentials&scope=cob.read+pix.read', ''],
    [
      'basic',
      'json',
      basic,
      'application/json',
      '{"grant_type":"client_credentials","scope":"cob.read pix.read"}',
      '',
    ],
    [
      'body',
      'form',
      undefined,
      form,
      'grant_type=client_credentials&scope=cob.read+pix.read&client_id=loja-1&client_secret=s3gr%3Aedo%2F%2B%3D',
      '',
    ],
    [
      'clientIdOnly',
      'form',
      undefined,
      form,
      'grant_type=client_credentials&scope=cob.read+pix.read&client_id=loja-1',
      '',
    ],
    [
      'body',
      'query',
      undefined,
      form,
      'client_id=loja-1&client_secret=s3gr%3Aedo%2F%2B%3D',
      '?grant_type=client_credentials&scope=cob.read%20pix.read',
    ],
  ] as const)('with %s and %s', (tokenAuth, tokenBody, authorization, contentType, body, query) => {
    const profile = { ...bacen, tokenAuth, tokenBody }
    expect(tokenRequest(profile, credentials, ['cob.read', 'pix.read'])).toEqual({
      url: `https://pix.example.com/oauth/token${query}`,
      method: 'POST',
      headers: {
        accept: 'application/json',
        ...(authorization && { authorization }),
        'content-type': contentType,
      },
      body,
    })
  })

  it('asks for the scopes of the profile unless told otherwise', () => {
    expect(tokenRequest(bacen, credentials).body).toContain('scope=cob.write+cob.read+')
    expect(tokenRequest(bacen, credentials, []).body).toBe('grant_type=client_credentials')
  })

  it.each([
    ['clientId', { ...credentials, clientId: '' }],
    ['clientId', { ...credentials, clientId: 'loja:1' }],
    ['clientId', { ...credentials, clientId: 'loja-1\r\nX-A: b' }],
    ['clientSecret', { ...credentials, clientSecret: 'segredo\n' }],
    ['clientSecret', { ...credentials, clientSecret: ' segredo' }],
    ['clientSecret', { clientId: 'loja-1' }],
  ])('is refused with a bad %s, whose value it does not say', (field, bad) => {
    const ask = () => tokenRequest(bacen, bad)
    expect(ask).toThrow(expect.objectContaining({ code: 'invalid-request', field }))
    expect(ask).not.toThrow(/segredo/)
  })

  it('needs no secret where the certificate proves the rest', () => {
    const profile = { ...bacen, tokenAuth: 'clientIdOnly' } as const
    expect(tokenRequest(profile, { clientId: 'loja-1' }).body).toContain('client_id=loja-1')
  })
})

describe('a token', () => {
  const wire = {
    access_token: '24c18dab-e8ad-4627-b181-540009c95892',
    token_type: 'bearer',
    expires_in: '3600',
  }
  const read = (change: object, status = 200) =>
    readToken({ status, headers: {}, body: JSON.stringify({ ...wire, ...change }) })

  it.each([
    ['"3600"', '3600', 3600],
    ['3600', 3600, 3600],
    ['300', 300, 300],
    ['60.9', 60.9, 60],
    ['" 120 "', ' 120 ', 120],
    ['10, below the least', 10, 30],
    ['86400, above the most', 86_400, 3600],
    ['1e9', 1e9, 3600],
    ['"99999999999999999999"', '99999999999999999999', 3600],
    ['0', 0, 300],
    ['"0"', '0', 300],
    ['0.4', 0.4, 300],
    ['-1', -1, 300],
    ['"-3600"', '-3600', 300],
    ['missing', undefined, 300],
    ['null', null, 300],
    ['""', '', 300],
    ['"1h"', '1h', 300],
    ['"0x10"', '0x10', 300],
    ['"Infinity"', 'Infinity', 300],
    ['true', true, 300],
    ['["3600"]', ['3600'], 300],
  ])('that says it lives %s lives this many seconds for us: %s → %i', (_what, expires_in, seconds) => {
    expect(read({ expires_in }).expiresInSeconds).toBe(seconds)
  })

  it.each([200, 201, 202])('comes with %i', (status) => {
    expect(read({}, status)).toEqual({ accessToken: wire.access_token, expiresInSeconds: 3600 })
  })

  it('may say its scope', () => {
    expect(read({ scope: 'cob.read' }).scope).toBe('cob.read')
    expect('scope' in read({ scope: '' })).toBe(false)
    expect('scope' in read({ scope: ['cob.read'] })).toBe(false)
  })

  it.each([
    ['a token that is none', { access_token: undefined }],
    ['an empty token', { access_token: '' }],
    ['a token with a newline', { access_token: 'a\r\nX-Injected: b' }],
    ['a token that is a number', { access_token: 12 }],
    ['a token of another kind', { token_type: 'mac' }],
  ])('is nonsense with %s', (_what, change) => {
    expect(() => read(change)).toThrow(expect.objectContaining({ code: 'malformed-reply', status: 200 }))
  })

  it.each([
    [400, '{"error":"invalid_client"}', 'unauthorized'],
    [400, '{"error":"unauthorized_client"}', 'unauthorized'],
    [400, '{"error":"invalid_grant"}', 'unauthorized'],
    [400, '{"error":"invalid_scope"}', 'access-denied'],
    [400, '{"error":"constructor"}', 'malformed-reply'],
    [400, '<html>', 'malformed-reply'],
    [401, '{"error":"invalid_client"}', 'unauthorized'],
    [401, '', 'unauthorized'],
    [403, '{"message":"forbidden"}', 'access-denied'],
    [404, '<html>', 'malformed-reply'],
    [429, '', 'rate-limited'],
    [302, '', 'malformed-reply'],
    [503, '', 'unavailable'],
    [200, '<html>', 'malformed-reply'],
    [204, '', 'malformed-reply'],
  ])('refused with %i %s is %s', (status, body, code) => {
    expect(() => readToken({ status, headers: {}, body })).toThrow(
      expect.objectContaining({ name: 'PixError', code }),
    )
  })

  it('cut short is not quoted in the error', () => {
    try {
      readToken({ status: 200, headers: {}, body: '{"access_token":"24c18dab-e8ad' })
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(PixError)
      const { message, stack, cause } = error as PixError
      expect(`${message} ${stack} ${cause} ${(cause as Error).stack}`).not.toContain('24c18dab')
    }
  })
})
