import { describe, expect, it } from 'vitest'
import {
  type Feature,
  getCob,
  getCobv,
  getLoc,
  getRec,
  inSandbox,
  listCobs,
  listPix,
  listWebhooks,
  type Operation,
  type PixRequest,
  type PspProfile,
  patchCob,
  postCob,
  postLoc,
  profiles,
  putCob,
  putRecWebhook,
  putWebhook,
  recurrenceScopes,
  type Scope,
  scopeOf,
  toHttp,
  tokenRequest,
} from './index.ts'
import { operationsOf } from './operation.ts'

const txid = '0123456789abcdef0123456789abcdef'
const idRec = 'RN1234567820240115abcdefghijk'
const cob = { amountCents: 1, expirationSeconds: 300, chave: 'a@b.com' }
const window = { from: '2026-03-02T00:00:00Z', to: '2026-03-02T01:00:00Z' }
const all = Object.entries<PspProfile>(profiles)
const settings = { appKey: 'k1', apiKey: 'k2', clientId: 'loja-1' }

describe('every profile', () => {
  it.each(all)('%s has https URLs, and a production that is not its sandbox', (_name, profile) => {
    for (const url of [profile.baseUrl, profile.tokenUrl]) expect(new URL(url).protocol).toBe('https:')
    expect(profile.baseUrl).not.toMatch(/\/$/)
    expect(profile.sandbox?.baseUrl).not.toBe(profile.baseUrl)
    expect(profile.sandbox?.tokenUrl).not.toBe(profile.tokenUrl)
  })

  it.each(all)('%s makes a charge and asks for a token with what it says it needs', (_name, profile) => {
    const given = Object.fromEntries(profile.needs.map((name) => [name, 'k']))
    expect(toHttp(profile, putCob(txid, cob), 't', given).url).toContain(`/cob/${txid}`)
    expect(tokenRequest(profile, { clientId: 'id', clientSecret: 's' }).url).toContain(profile.tokenUrl)
  })

  it('has a name of its own', () => {
    expect(new Set(all.map(([, { name }]) => name)).size).toBe(all.length)
  })
})

describe('what differs from one PSP to another', () => {
  const { bancoDoBrasil, itau, inter, sicoob, sicredi, efi, santander, pagbank, cielo } = profiles
  it.each<[string, PspProfile, PixRequest, string]>([
    [
      'a key in the query',
      bancoDoBrasil,
      getCob(txid),
      `https://api-pix.bb.com.br/pix/v2/cob/${txid}?gw-dev-app-key=k1`,
    ],
    ['v1 for a recurrence', sicredi, getRec(idRec), `https://api-pix.sicredi.com.br/api/v1/rec/${idRec}`],
    ['v3 for one charge', sicredi, getCob(txid), `https://api-pix.sicredi.com.br/api/v3/cob/${txid}`],
    ['v3 to make it', sicredi, putCob(txid, cob), `https://api-pix.sicredi.com.br/api/v3/cob/${txid}`],
    [
      'v3 to change it',
      sicredi,
      patchCob(txid, { remove: true }),
      `https://api-pix.sicredi.com.br/api/v3/cob/${txid}`,
    ],
    ['v2 for the rest', sicredi, getLoc(1), 'https://api-pix.sicredi.com.br/api/v2/loc/1'],
    ['v2 to let the PSP name it', sicredi, postCob(cob), 'https://api-pix.sicredi.com.br/api/v2/cob'],
  ])('is %s', (_what, profile, request, url) => {
    expect(toHttp(profile, request, 't', settings).url).toBe(url)
  })

  it.each<[string, PspProfile, object]>([
    ['a key in a header', itau, { 'x-itau-apikey': 'k2' }],
    ['the client id in a header', sicoob, { client_id: 'loja-1' }],
    ['the token once more', inSandbox(itau), { 'x-sandbox-token': 't', authorization: 'Bearer t' }],
  ])('is %s', (_what, profile, headers) => {
    expect(toHttp(profile, getCob(txid), 't', settings).headers).toMatchObject(headers)
  })

  it('is a header that goes only where the setting is given', () => {
    expect(toHttp(inter, getCob(txid), 't').headers).not.toHaveProperty('x-conta-corrente')
    expect(toHttp(inter, getCob(txid), 't', { account: '123' }).headers['x-conta-corrente']).toBe('123')
  })

  it('is a header of the registration of a webhook, and of nothing else', () => {
    const register = putWebhook('a@b.com', 'https://loja.example/webhook')
    expect(toHttp(efi, register, 't').headers['x-skip-mtls-checking']).toBe('false')
    expect(toHttp(efi, getCob(txid), 't').headers).not.toHaveProperty('x-skip-mtls-checking')
    expect(toHttp(cielo, register, 't').headers).not.toHaveProperty('x-skip-mtls-checking')
  })

  it.each<[string, PspProfile, Record<string, string>]>([
    ['appKey', bancoDoBrasil, {}],
    ['apiKey', itau, { appKey: 'k' }],
    ['clientId', sicoob, {}],
    ['apiKey', itau, { apiKey: 'k\r\nx-a: b' }],
    ['apiKey', itau, { apiKey: '' }],
    ['apiKey', itau, Object.create({ apiKey: 'inherited' })],
  ])('is refused before the wire without a good %s', (field, profile, given) => {
    expect(() => toHttp(profile, getCob(txid), 't', given)).toThrow(
      expect.objectContaining({ code: 'invalid-request', field }),
    )
  })

  it.each<[Operation, PspProfile, PixRequest]>([
    ['postCob', santander, postCob(cob)],
    ['postCob', pagbank, postCob(cob)],
    ['postLoc', cielo, postLoc('cob')],
    ['getCobv', cielo, getCobv(txid)],
    ['listWebhooks', cielo, listWebhooks()],
    ['getRec', cielo, getRec(idRec)],
    ['putRecWebhook', pagbank, putRecWebhook('https://loja.example/webhook')],
  ])(
    'is %s, which is refused before the wire where the PSP does not offer it',
    (operation, profile, request) => {
      expect(() => toHttp(profile, request, 't')).toThrow(
        expect.objectContaining({ name: 'PixError', code: 'unsupported', field: operation }),
      )
      const supports = Object.fromEntries(Object.keys(profile.supports).map((name) => [name, true]))
      const able = { ...profile, supports: supports as Record<Feature, boolean> }
      expect(toHttp(able, request, 't').method).toBe(request.method)
    },
  )

  it('is nothing for what every PSP offers', () => {
    for (const request of [getCob(txid), listPix(window), listCobs(window)]) {
      expect(toHttp(cielo, request, 't').method).toBe('GET')
    }
  })
})

describe('the environment for tests', () => {
  it('is the same PSP elsewhere, under a name of its own', () => {
    const { name, baseUrl, supports, certificate, sandbox } = inSandbox(profiles.cielo)
    expect([name, baseUrl, certificate, sandbox]).toEqual([
      'cielo-sandbox',
      'https://api2.cielo.com.br/sandbox/cielo-pix/v1',
      'optional',
      undefined,
    ])
    expect(supports).toEqual(profiles.cielo.supports)
  })

  it('is refused where none is known', () => {
    expect(() => inSandbox(profiles.sicoob)).toThrow(expect.objectContaining({ field: 'sandbox' }))
  })
})

describe('the scope of a call', () => {
  it.each<[Operation, Scope]>([
    ['putCob', 'cob.write'],
    ['postCob', 'cob.write'],
    ['patchCob', 'cob.write'],
    ['getCob', 'cob.read'],
    ['listCobs', 'cob.read'],
    ['putCobv', 'cobv.write'],
    ['patchCobv', 'cobv.write'],
    ['getCobv', 'cobv.read'],
    ['listCobvs', 'cobv.read'],
    ['postLoc', 'payloadlocation.write'],
    ['getLoc', 'payloadlocation.read'],
    ['listLocs', 'payloadlocation.read'],
    ['unlinkLoc', 'payloadlocation.write'],
    ['getPix', 'pix.read'],
    ['listPix', 'pix.read'],
    ['putRefund', 'pix.write'],
    ['getRefund', 'pix.read'],
    ['putWebhook', 'webhook.write'],
    ['getWebhook', 'webhook.read'],
    ['deleteWebhook', 'webhook.write'],
    ['listWebhooks', 'webhook.read'],
    ['postLocRec', 'payloadlocationrec.write'],
    ['getLocRec', 'payloadlocationrec.read'],
    ['listLocRecs', 'payloadlocationrec.read'],
    ['unlinkLocRec', 'payloadlocationrec.write'],
    ['postRec', 'rec.write'],
    ['getRec', 'rec.read'],
    ['patchRec', 'rec.write'],
    ['listRecs', 'rec.read'],
    ['postSolicRec', 'solicrec.write'],
    ['getSolicRec', 'solicrec.read'],
    ['patchSolicRec', 'solicrec.write'],
    ['putCobr', 'cobr.write'],
    ['postCobr', 'cobr.write'],
    ['getCobr', 'cobr.read'],
    ['patchCobr', 'cobr.write'],
    ['listCobrs', 'cobr.read'],
    ['retryCobr', 'cobr.write'],
    ['putRecWebhook', 'webhookrec.write'],
    ['getRecWebhook', 'webhookrec.read'],
    ['deleteRecWebhook', 'webhookrec.write'],
    ['putCobrWebhook', 'webhookcobr.write'],
    ['getCobrWebhook', 'webhookcobr.read'],
    ['deleteCobrWebhook', 'webhookcobr.write'],
  ])('%s is %s', (operation, scope) => {
    expect(scopeOf(operation)).toBe(scope)
  })

  it('is asked for apart where it is of Pix Automático', () => {
    expect([...recurrenceScopes].sort()).toEqual([...new Set(operationsOf('rec').map(scopeOf))].sort())
  })
})
