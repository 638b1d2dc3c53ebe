import { describe, expect, it } from 'vitest'
import { getCob, profiles, readProfile, toHttp } from './index.ts'

const given = {
  name: 'banco-da-praca',
  baseUrl: 'https://pix.banco.example/api/v2/',
  tokenUrl: 'https://auth.banco.example/token',
  tokenAuth: 'basic',
  tokenBody: 'form',
}

describe('a profile given as JSON', () => {
  it('needs five fields, and is otherwise as the standard has it', () => {
    const profile = readProfile(given)
    const { baseUrl, needs, errorShapes, certificate, webhook } = profile
    expect({ baseUrl, needs, errorShapes, certificate, webhook }).toEqual({
      baseUrl: 'https://pix.banco.example/api/v2',
      needs: [],
      errorShapes: [],
      certificate: 'required',
      webhook: { suffix: '/pix', handshake: 'none', headers: {} },
    })
    expect(Object.values(profile.supports).every(Boolean)).toBe(true)
  })

  it.each(Object.entries(profiles))('may be what we have: %s', (_name, profile) => {
    expect(readProfile(JSON.parse(JSON.stringify(profile)))).toEqual(profile)
  })

  it('may say everything', () => {
    const profile = readProfile({
      ...given,
      pathPrefixes: { others: '/v2', getCob: '/v3' },
      staticHeaders: { 'x-api-key': '{apiKey}' },
      needs: ['apiKey'],
      supports: { loc: false },
      webhook: { handshake: 'mutual-tls-probe' },
      errorShapes: [{ kind: 'json', name: 'erro', detail: 'texto', codes: { '7': 'not-found' } }],
      sandbox: { baseUrl: 'https://h.banco.example', certificate: 'optional' },
    })
    expect(profile.supports).toMatchObject({ loc: false, cob: true })
    const { url, headers } = toHttp(profile, getCob('a'.repeat(26)), 't', { apiKey: 'k' })
    expect(url).toMatch(/\/api\/v2\/v3\/cob\//)
    expect(headers['x-api-key']).toBe('k')
  })

  it.each<[string, unknown]>([
    ['profile', null],
    ['profile', 'cielo'],
    ['profile', [given]],
    ['name', { ...given, name: undefined }],
    ['name', { ...given, name: ' banco' }],
    ['baseUrl', { ...given, baseUrl: undefined }],
    ['baseUrl', { ...given, baseUrl: 'http://pix.banco.example' }],
    ['baseUrl', { ...given, baseUrl: 'https://a:b@pix.banco.example' }],
    ['baseUrl', { ...given, baseUrl: 'https://pix.banco.example/?a=1' }],
    ['tokenUrl', { ...given, tokenUrl: 'token' }],
    ['tokenAuth', { ...given, tokenAuth: 'constructor' }],
    ['tokenBody', { ...given, tokenBody: 'xml' }],
    ['banana', { ...given, banana: 1 }],
    ['pathPrefixes.getCobs', { ...given, pathPrefixes: { getCobs: '/v3' } }],
    ['pathPrefixes.getCob', { ...given, pathPrefixes: { getCob: '/../v3' } }],
    ['pathPrefixes.getCob', { ...given, pathPrefixes: { getCob: 'v3' } }],
    ['scopes', { ...given, scopes: 'cob.read' }],
    ['scopes[1]', { ...given, scopes: ['cob.read', 7] }],
    ['checksScope', { ...given, checksScope: 'yes' }],
    ['staticHeaders.Authorization', { ...given, staticHeaders: { Authorization: 'x' } }],
    ['staticHeaders.authorization', { ...given, staticHeaders: { authorization: 'x' } }],
    ['staticHeaders.x-a', { ...given, staticHeaders: { 'x-a': 'b\r\nc: d' } }],
    ['staticHeaders.x-a', { ...given, staticHeaders: { 'x-a': '{apiKey}' } }],
    ['staticQuery.key', { ...given, staticQuery: { key: '{appKey}' } }],
    ['needs', { ...given, needs: {} }],
    ['copiaEColaFields[0]', { ...given, copiaEColaFields: [''] }],
    ['supports.cobs', { ...given, supports: { cobs: true } }],
    ['supports.loc', { ...given, supports: { loc: 1 } }],
    ['webhook.suffix', { ...given, webhook: { suffix: '/cob' } }],
    ['webhook.handshake', { ...given, webhook: { handshake: 'mtls' } }],
    ['webhook.headers.x-a', { ...given, webhook: { headers: { 'x-a': '{key}' } } }],
    ['webhook', { ...given, webhook: 'x' }],
    ['certificate', { ...given, certificate: true }],
    ['errorShapes', { ...given, errorShapes: {} }],
    ['errorShapes[0]', { ...given, errorShapes: ['soap'] }],
    ['errorShapes[0].kind', { ...given, errorShapes: [{ kind: 'xml' }] }],
    ['errorShapes[0].name', { ...given, errorShapes: [{ kind: 'json', detail: 'a' }] }],
    ['errorShapes[0].detail', { ...given, errorShapes: [{ kind: 'json', name: 'a' }] }],
    [
      'errorShapes[0].codes.x',
      { ...given, errorShapes: [{ kind: 'json', name: 'a', detail: 'b', codes: { x: 'invalid-request' } }] },
    ],
    ['sandbox', { ...given, sandbox: 'x' }],
    ['sandbox.name', { ...given, sandbox: { name: 'x' } }],
    ['sandbox.baseUrl', { ...given, sandbox: { baseUrl: 'h.banco.example' } }],
    ['sandbox.staticHeaders.x-a', { ...given, sandbox: { staticHeaders: { 'x-a': '{key}' } } }],
  ])('is refused with %s named: %j', (field, value) => {
    expect(() => readProfile(value)).toThrow(expect.objectContaining({ code: 'invalid-request', field }))
  })
})
