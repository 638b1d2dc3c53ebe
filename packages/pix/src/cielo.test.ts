import { describe, expect, it } from 'vitest'
import {
  getPix,
  listCobs,
  listPix,
  type PixReply,
  patchCob,
  profiles,
  putCob,
  putRefund,
  readCob,
  readPix,
  readPixList,
  readRefund,
  readToken,
  readWebhook,
  toHttp,
  tokenRequest,
} from './index.ts'

/**
 * Where Cielo (its manual, its OpenAPI 1.0.2, docs.cielo.com.br/pix-can-cbk) and the Central Bank's API Pix 2.9.0
 * differ, or contradict themselves: one test for each point that can be seen on the wire. The rule behind all of
 * them: strict in what we send, tolerant in what we read.
 */
const { cielo, cieloSandbox, bacen } = profiles
const credentials = { clientId: 'id', clientSecret: 'secret' }
const txid = '1232c88b8f1e6ec4ddd9361e7faed7b24b2'
const e2eid = 'E01027058202505231200XXXXXXXXXXX'
const window = { from: '2026-03-02T00:00:00Z', to: '2026-03-02T01:00:00Z' }

const ok = (content: unknown, status = 200): PixReply => ({
  status,
  headers: {},
  body: typeof content === 'string' ? content : JSON.stringify(content),
})

/** The token of Cielo's OpenAPI, as printed there. */
const token = {
  access_token: '24c18dab-e8ad-4627-b181-540009c95892',
  token_type: 'bearer',
  expires_in: '3600',
}

const cob = {
  calendario: { criacao: '2026-03-02T00:00:00Z', expiracao: 300 },
  txid,
  revisao: 0,
  loc: { id: 1, location: 'pix.example.com/qr/v2/2353c790eefb11eaadc10242ac120002', tipoCob: 'cob' },
  location: 'pix.example.com/qr/v2/2353c790eefb11eaadc10242ac120002',
  status: 'ATIVA',
  valor: { original: '10.23' },
  pixCopiaECola: '000201',
  chave: 'string',
  infoAdicionais: [],
}

/** The payment of Cielo's OpenAPI, as printed there; `devolucoes` is folded on its page. */
const pix = { endToEndId: e2eid, txid, valor: '10.23', chave: 'string', horario: '2019-08-24T14:15:22Z' }

describe('Cielo and the standard', () => {
  it('1: Cielo’s token is asked for with Basic and JSON, the standard’s with a form', () => {
    const { headers, body } = tokenRequest(cielo, credentials)
    expect(headers).toMatchObject({
      authorization: `Basic ${btoa('id:secret')}`,
      'content-type': 'application/json',
    })
    expect(body).toBe('{"grant_type":"client_credentials"}')
    expect(tokenRequest(bacen, credentials).headers['content-type']).toBe('application/x-www-form-urlencoded')
  })

  it('2: the token has a URL of its own, on another host than the API', () => {
    const moved = { ...cielo, baseUrl: 'https://localhost:4443/cielo-pix/v1' }
    expect(tokenRequest(moved, credentials).url).toBe('https://api2.cielo.com.br/v2/oauth/access-token')
    expect(new URL(cielo.tokenUrl).host).not.toBe(new URL(cielo.baseUrl).host)
  })

  it.each([200, 201, 204])('3: a token may come with any 2xx, Cielo’s with 201: %i', (status) => {
    expect(readToken(ok(token, status)).accessToken).toBe(token.access_token)
  })

  it.each([
    ['3600', 3600],
    [86_400, 3600],
    ['never', 300],
    [0, 300],
  ])('4: expires_in may be a string: %j is %i seconds', (expires_in, seconds) => {
    expect(readToken(ok({ ...token, expires_in })).expiresInSeconds).toBe(seconds)
  })

  it.each(['bearer', 'Bearer', 'BEARER', undefined])('5: token_type %s is sent as Bearer', (token_type) => {
    const { accessToken } = readToken(ok({ ...token, token_type }))
    expect(toHttp(cielo, getPix(e2eid), accessToken).headers.authorization).toBe(
      `Bearer ${token.access_token}`,
    )
  })

  it('6: Cielo is asked for no scope and answers none', () => {
    expect(tokenRequest(cielo, credentials).body).not.toContain('scope')
    expect('scope' in readToken(ok(token))).toBe(false)
  })

  it('7: production wants a certificate, the sandbox is another host that does not', () => {
    expect(toHttp(cielo, getPix(e2eid), 't').url).toBe(
      `https://api-mtls.cielo.com.br/cielo-pix/v1/pix/${e2eid}`,
    )
    expect(toHttp(cieloSandbox, getPix(e2eid), 't').url).toMatch(
      /^https:\/\/api2\.cielo\.com\.br\/sandbox\/cielo-pix\/v1\//,
    )
    expect([cielo.certificate, cieloSandbox.certificate]).toEqual(['required', 'optional'])
  })

  it.each([
    ['REMOVIDO_PELO_USUARIO_RECEBEDOR', 'removed-by-receiver'],
    ['REMOVIDA_PELO_USUARIO_RECEBEDOR', 'removed-by-receiver'],
    ['REMOVIDO_PELO_PSP', 'removed-by-psp'],
    ['REMOVIDA_PELO_PSP', 'removed-by-psp'],
  ])('8: a removal is read in both spellings and sent as REMOVIDA_: %s', (status, ours) => {
    expect(readCob(ok({ ...cob, status })).status).toBe(ours)
    expect(patchCob(txid, { remove: true }).body).toBe('{"status":"REMOVIDA_PELO_USUARIO_RECEBEDOR"}')
  })

  it.each([
    ['CONCLUÍDA', 'concluded'],
    ['CONCLUIDA', 'concluded'],
    ['LIQUIDADA', 'undetermined'],
    ['PAGA', 'undetermined'],
  ])('9: the accent does not matter, and an unknown status is never paid: %s', (status, ours) => {
    expect(readCob(ok({ ...cob, status })).status).toBe(ours)
  })

  it('10: a txid of 26 to 35 filters, a shorter one is only read', () => {
    expect(listPix({ ...window, txid }).path).toContain(`txid=${txid}`)
    expect(() => listPix({ ...window, txid: 'a'.repeat(25) })).toThrow(
      expect.objectContaining({ field: 'txid' }),
    )
    expect(readPix(ok({ ...pix, txid: 'abc' })).txid).toBe('abc')
  })

  it('11: a cnpj may hold letters', () => {
    expect(listCobs({ ...window, cnpj: '12ABC34501DE35' }).path).toContain('cnpj=12ABC34501DE35')
    expect(() => listCobs({ ...window, cnpj: '12abc34501de35' })).toThrow(
      expect.objectContaining({ field: 'cnpj' }),
    )
  })

  it.each([[[]], [null], [undefined], ['']])(
    '12: infoAdicionais may come back as %j, and at most 50 go',
    (infoAdicionais) => {
      expect(readCob(ok({ ...cob, infoAdicionais })).txid).toBe(txid)
      const additionalInfo = Array.from({ length: 51 }, () => ({ name: 'n', value: 'v' }))
      const sent = { amountCents: 1, expirationSeconds: 300, chave: 'k', additionalInfo }
      expect(() => putCob(txid, sent)).toThrow(expect.objectContaining({ field: 'additionalInfo.length' }))
    },
  )

  it('13: the location is at the top, in loc, or in both', () => {
    expect(readCob(ok({ ...cob, location: undefined })).location).toBe(cob.location)
    expect(readCob(ok({ ...cob, loc: undefined })).location).toBe(cob.location)
  })

  it.each([
    [200, '{}', {}],
    [200, '', {}],
    [204, '', {}],
    [200, '{"webhookUrl":"https://loja.example/"}', { url: 'https://loja.example/' }],
  ])('14: a webhook’s PUT, GET and DELETE may answer %i %j', (status, body, webhook) => {
    const headers = { 'content-type': 'application/problem+json' }
    expect(readWebhook({ status, headers, body })).toEqual(webhook)
  })

  it('16: the expiration is always sent, and read back as creation + expiration', () => {
    expect(putCob(txid, { amountCents: 1, expirationSeconds: 300, chave: 'k' }).body).toContain(
      '"expiracao":300',
    )
    const calendario = { criacao: '2026-03-02T00:00:00-03:00', expiracao: 42_300 }
    expect(readCob(ok({ ...cob, calendario })).expiresAt).toBe('2026-03-02T14:45:00.000Z')
  })

  it('17: a refund that could not be made says why', () => {
    const refund = {
      id: 'R1',
      rtrId: 'D1',
      valor: '1.00',
      status: 'NAO_REALIZADO',
      motivo: 'Saldo insuficiente',
    }
    expect(readRefund(ok(refund))).toMatchObject({ status: 'not-realized', reason: 'Saldo insuficiente' })
  })

  it('18: a refund of cash withdrawn is told apart, since its window is one hour', () => {
    expect(putRefund(e2eid, 'R1', { amountCents: 1, nature: 'withdrawal' }).body).toContain(
      '"natureza":"RETIRADA"',
    )
    expect(readRefund(ok({ id: 'R1', valor: '1.00', natureza: 'RETIRADA' })).nature).toBe('withdrawal')
  })

  it.each([e2eid, 'E'.repeat(31), 'E'.repeat(35), 'E'])(
    '19: an endToEndId is taken as given: %s',
    (endToEndId) => {
      expect(getPix(endToEndId).path).toBe(`/pix/${endToEndId}`)
      expect(readPix(ok({ ...pix, endToEndId })).endToEndId).toBe(endToEndId)
    },
  )

  it('20: the QR comes as text, and without it the location is what is left', () => {
    expect(readCob(ok(cob)).copiaECola).toBe('000201')
    const bare = readCob(ok({ ...cob, pixCopiaECola: undefined }))
    expect([bare.copiaECola, bare.location]).toEqual([undefined, cob.location])
  })

  it('21: a credential pasted with a blank is named before it is sent', () => {
    const ask = () => tokenRequest(cielo, { ...credentials, clientSecret: 'secret ' })
    expect(ask).toThrow(expect.objectContaining({ code: 'invalid-request', field: 'clientSecret' }))
  })

  it('23: a window is RFC 3339 and includes both its ends', () => {
    expect(listPix(window).path).toBe(
      '/pix?inicio=2026-03-02T00%3A00%3A00.000Z&fim=2026-03-02T01%3A00%3A00.000Z',
    )
    expect(listPix({ from: window.from, to: window.from }).method).toBe('GET')
    expect(() => listPix({ from: '2026-03-02T00:00:00', to: window.to })).toThrow(
      expect.objectContaining({ field: 'from' }),
    )
  })

  it('24: polling is one call for the whole window, page by page', () => {
    const paginacao = {
      paginaAtual: 0,
      itensPorPagina: 100,
      quantidadeDePaginas: 0,
      quantidadeTotalDeItens: 1,
    }
    const { items, page, pages } = readPixList(ok({ parametros: { paginacao }, pix: [pix] }))
    expect([items.length, page, pages]).toEqual([1, 0, 1])
  })

  // 15, 22, 25 and 26 leave nothing on this wire: endpoints and journeys that are not called, a payment made by
  // e-mail, and the binding of a token to its certificate, which is the cache's business.
})
