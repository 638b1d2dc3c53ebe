import { describe, expect, it } from 'vitest'
import {
  answerRequest,
  type Credentials,
  flagship,
  flagshipSandbox,
  getRecurrence,
  listBillings,
  type PayerRequest,
  type Provider,
  readToken,
  toHttp,
  tokenRequest,
} from './index.ts'
import { account, recId, reply, requestRecId } from './testing/samples.ts'

const refused = (field: string) => expect.objectContaining({ code: 'invalid-request', field })

describe('a whole request', () => {
  it('is the base, the path and the token', async () => {
    expect(
      await toHttp({ ...flagship, baseUrl: 'https://bank.example/api/' }, listBillings(account), 't'),
    ).toEqual({
      url: `https://bank.example/api/v1/accounts/${account.accountId}/billings`,
      method: 'GET',
      headers: { accept: 'application/json', authorization: 'Bearer t' },
    })
  })

  it.each(['/../auth', '/v1/../auth', '@evil.example/v1/x', '.evil.example/v1/x', '/v1', '/v2/x'])(
    'cannot leave /v1 of the base: %s',
    async (path) => {
      const request: PayerRequest = { ...listBillings(account), path }
      await expect(toHttp(flagship, request, 't')).rejects.toThrow(refused('path'))
    },
  )

  it.each(['', 'bank', 'http://bank.example'])('is not made below the base %j', async (baseUrl) => {
    await expect(toHttp({ ...flagship, baseUrl }, listBillings(account), 't')).rejects.toThrow(
      refused('path'),
    )
  })
})

describe('the Transaction-Hash', () => {
  const hashOf = async (transactionHash: Provider['transactionHash'], request: PayerRequest) =>
    (await toHttp({ ...flagship, transactionHash }, request, 't')).headers['transaction-hash']

  it('is HMAC-SHA256 in hex (RFC 4231, test case 2)', async () => {
    const request = { ...listBillings(account), hashText: 'what do ya want for nothing?' }
    expect(await hashOf({ secret: 'Jefe', others: 'none' }, request)).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
  })

  it('is not sent where nobody asks for it', async () => {
    expect(await hashOf(undefined, { ...listBillings(account), hashText: 'x' })).toBeUndefined()
    expect(await hashOf({ secret: 's', others: 'none' }, listBillings(account))).toBeUndefined()
  })

  it('is of method and path for the other calls, where the provider wants it', async () => {
    const others = 'method-and-path'
    const answer = answerRequest(account, requestRecId, { acceptance: false, rejectionCode: 'AP13' })
    const same = (text: string) => hashOf({ secret: 's', others }, { ...answer, hashText: text })
    expect(await hashOf({ secret: 's', others }, answer)).toBe(await same(`post:${answer.path}:`))
    const read = getRecurrence(account, recId)
    expect(await hashOf({ secret: 's', others }, read)).toBe(await same(`get:${read.path}`))
  })

  it('needs a secret', async () => {
    await expect(hashOf({ secret: '', others: 'method-and-path' }, listBillings(account))).rejects.toThrow(
      refused('transactionHash.secret'),
    )
  })
})

describe('a token', () => {
  const credentials = { clientId: 'loja 1'.replace(' ', '-'), clientSecret: 's&=+/' }

  it('is asked for with a form', () => {
    expect(tokenRequest(flagshipSandbox, credentials)).toEqual({
      url: 'https://mtls-mp.hml.flagship.maas.link/auth/realms/Matera/protocol/openid-connect/token',
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials&client_id=loja-1&client_secret=s%26%3D%2B%2F',
    })
  })

  it.each<[string, Partial<Credentials>]>([
    ['clientId', { clientId: 'a b' }],
    ['clientSecret', { clientSecret: 'secret\n' }],
    ['clientSecret', { clientSecret: '' }],
  ])('is not asked for with a wrong %s', (field, wrong) => {
    expect(() => tokenRequest(flagship, { ...credentials, ...wrong })).toThrow(refused(field))
  })

  it.each<[unknown, number]>([
    [300, 300],
    ['300', 300],
    [5, 30],
    [86_400, 3600],
    [0, 300],
    [null, 300],
    ['soon', 300],
  ])('that lives %j seconds is used for %i', (expires_in, expiresInSeconds) => {
    expect(readToken(reply({ access_token: 'a.b', expires_in }))).toEqual({
      accessToken: 'a.b',
      expiresInSeconds,
    })
  })

  it.each<[string, unknown, number, string]>([
    ['nothing in it', {}, 200, 'malformed-reply'],
    ['a line break in it', { access_token: 'a\nb' }, 200, 'malformed-reply'],
    ['wrong credentials by RFC 6749', { error: 'invalid_client' }, 400, 'unauthorized'],
    ['wrong credentials by the status', { error: 'unauthorized_client' }, 401, 'unauthorized'],
    ['a bad request', { error: 'invalid_request' }, 400, 'invalid-operation'],
    ['a page', '<html>', 502, 'unavailable'],
  ])('is not read from %s', (_what, content, status, code) => {
    expect(() => readToken(reply(content, status))).toThrow(expect.objectContaining({ code }))
  })
})
