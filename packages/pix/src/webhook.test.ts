import { describe, expect, it } from 'vitest'
import {
  deleteWebhook,
  getWebhook,
  listWebhooks,
  PixError,
  putWebhook,
  readWebhook,
  readWebhookBody,
  readWebhookList,
} from './index.ts'

const chave = '7d9f0335-8dcc-4054-9bf9-0dbd61d36906'
const txid = 'cd1fe328c875481285a6f233ae41b662'

describe('a webhook to register', () => {
  it('is PUT at its key', () => {
    expect(putWebhook(chave, 'https://loja.example:3443/webhook?ignorar=')).toEqual({
      operation: 'putWebhook',
      method: 'PUT',
      path: `/webhook/${chave}`,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: '{"webhookUrl":"https://loja.example:3443/webhook?ignorar="}',
    })
    expect(getWebhook(chave)).toEqual({
      operation: 'getWebhook',
      method: 'GET',
      path: `/webhook/${chave}`,
      headers: { accept: 'application/json' },
    })
    expect(deleteWebhook(chave)).toEqual({
      ...getWebhook(chave),
      operation: 'deleteWebhook',
      method: 'DELETE',
    })
  })

  it('is sent as a URI, however it was typed', () => {
    expect(putWebhook(chave, 'https://ção.example/á b\n').body).toBe(
      '{"webhookUrl":"https://xn--o-xfal.example/%C3%A1%20b"}',
    )
  })

  it.each([
    '',
    'loja.example/webhook',
    'http://loja.example/',
    'https://',
    'https://a:b@loja.example/',
    'https://loja.example/#a',
  ])('is refused at %j', (url) => {
    expect(() => putWebhook(chave, url)).toThrow(
      expect.objectContaining({ code: 'invalid-request', field: 'url' }),
    )
  })
})

describe('the answer about a webhook', () => {
  const url = 'https://loja.example/webhook'
  it.each([
    [
      'as the standard has it',
      200,
      JSON.stringify({ webhookUrl: url, cnpj: '1', criacao: '2020-11-11T10:15:00.358Z' }),
      { url, createdAt: '2020-11-11T10:15:00.358Z' },
    ],
    ['as its example has it', 200, JSON.stringify({ webhookUrl: url, chave }), { url, chave }],
    ['{}: registered, URL unknown', 200, '{}', {}],
    ['nothing, with 200', 200, '', {}],
    ['nothing, with 204', 204, '', {}],
    ['blanks', 201, ' \n', {}],
    ['a date that cannot be read', 200, JSON.stringify({ webhookUrl: url, criacao: 'ontem' }), { url }],
    ['another type', 200, '{"webhookUrl":7}', {}],
  ])('is read: %s', (_what, status, body, webhook) => {
    expect(readWebhook({ status, headers: {}, body })).toEqual(webhook)
  })

  it.each([
    ['a captive portal', 200, '<html>', 'malformed-reply'],
    ['a list', 200, '[]', 'malformed-reply'],
    ['a redirect', 302, '', 'malformed-reply'],
    ['nothing, with 404', 404, '', 'malformed-reply'],
    ['nothing, with 503', 503, '', 'unavailable'],
    [
      'a key that has none',
      404,
      '{"type":"https://pix.bcb.gov.br/api/v2/error/WebhookNaoEncontrado"}',
      'not-found',
    ],
  ])('is an error: %s', (_what, status, body, code) => {
    expect(() => readWebhook({ status, headers: {}, body })).toThrow(expect.objectContaining({ code }))
  })
})

describe('webhooks to list', () => {
  it.each([
    [{}, '/webhook'],
    [
      { from: '2026-03-02T00:00:00Z', to: '2026-03-03T00:00:00Z', page: 1, pageSize: 10 },
      '/webhook?inicio=2026-03-02T00%3A00%3A00.000Z&fim=2026-03-03T00%3A00%3A00.000Z&paginacao.paginaAtual=1&paginacao.itensPorPagina=10',
    ],
  ])('by %j', (query, path) => {
    expect(listWebhooks(query)).toMatchObject({ operation: 'listWebhooks', method: 'GET', path })
  })

  it.each([
    ['to', { from: '2026-03-02T00:00:00Z' }],
    ['to', { to: '2026-03-02T00:00:00Z' }],
    ['to', { from: '2026-03-02T00:00:01Z', to: '2026-03-02T00:00:00Z' }],
    ['pageSize', { pageSize: 1001 }],
  ])('are refused for %s: %j', (field, query) => {
    expect(() => listWebhooks(query)).toThrow(expect.objectContaining({ code: 'invalid-request', field }))
  })

  it('come as a list', () => {
    const paginacao = {
      paginaAtual: 0,
      itensPorPagina: 100,
      quantidadeDePaginas: 1,
      quantidadeTotalDeItens: 2,
    }
    const webhooks = [{ webhookUrl: 'https://loja.example/a', chave, criacao: '2020-11-11T10:15:00.358Z' }, 7]
    const body = JSON.stringify({ parametros: { paginacao }, webhooks })
    const list = readWebhookList({ status: 200, headers: {}, body })
    expect(list.items).toEqual([
      { url: 'https://loja.example/a', chave, createdAt: '2020-11-11T10:15:00.358Z' },
    ])
    expect(list.unreadable).toHaveLength(1)
  })
})

describe('a callback', () => {
  const pix = {
    endToEndId: 'E1',
    txid,
    valor: '110.00',
    horario: '2020-09-09T20:15:00.358Z',
  }
  it.each<[string, unknown, object[]]>([
    ['one payment', { pix: [pix] }, [{ endToEndId: 'E1', txid }]],
    [
      'several of one key',
      { pix: [pix, { ...pix, endToEndId: 'E2' }] },
      [
        { endToEndId: 'E1', txid },
        { endToEndId: 'E2', txid },
      ],
    ],
    [
      'the same one twice',
      { pix: [pix, pix] },
      [
        { endToEndId: 'E1', txid },
        { endToEndId: 'E1', txid },
      ],
    ],
    ['one without brackets', { pix }, [{ endToEndId: 'E1', txid }]],
    ['one without txid', { pix: [{ ...pix, txid: undefined }] }, [{ endToEndId: 'E1' }]],
    ['one whose txid is a path', { pix: [{ ...pix, txid: '../../x' }] }, [{ endToEndId: 'E1' }]],
    [
      'an amount that is nonsense, since it is not believed',
      { pix: [{ ...pix, valor: 1.5 }] },
      [{ endToEndId: 'E1', txid }],
    ],
    [
      'one that cannot be read beside one that can',
      { pix: [null, 7, {}, { endToEndId: '../x' }, pix] },
      [{ endToEndId: 'E1', txid }],
    ],
    [
      'refunds that became final',
      { pix: [{ ...pix, devolucoes: [{ id: 'R1', status: 'DEVOLVIDO' }, { id: 'MED1' }] }] },
      [{ endToEndId: 'E1', txid, refundIds: ['R1', 'MED1'] }],
    ],
    [
      'one refund without brackets, as the standard’s example',
      { pix: [{ ...pix, devolucoes: { id: 'R1' } }] },
      [{ endToEndId: 'E1', txid, refundIds: ['R1'] }],
    ],
    [
      'refunds that make no path',
      { pix: [{ ...pix, devolucoes: [{ id: '../x' }, { id: 7 }, null, {}] }] },
      [{ endToEndId: 'E1', txid }],
    ],
    ['refunds that are no list', { pix: [{ ...pix, devolucoes: 'R1' }] }, [{ endToEndId: 'E1', txid }]],
    ['an empty list', { pix: [] }, []],
    ['null', { pix: null }, []],
    ['{}', {}, []],
    ['a test message', { evento: 'teste_webhook', data_criacao: '2022-09-27 16:44:58.195' }, []],
    ['another resource', { recs: [{ idRec: 'R1' }] }, []],
  ])('of %s is a list of where to look', (_what, body, hints) => {
    expect(readWebhookBody(JSON.stringify(body))).toEqual(hints)
  })

  it('without a body is a test call', () => {
    expect(readWebhookBody('')).toEqual([])
    expect(readWebhookBody(' \r\n')).toEqual([])
  })

  it.each([
    ['HTML', '<html>'],
    ['a form', 'pix=1'],
    ['cut short', '{"pix":[{"endToEndId":"E1"'],
    ['a key twice', '{"pix":[],"pix":[{"endToEndId":"E1"}]}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['text in place of the list', '{"pix":"E1"}'],
    ['5,000 levels', '{"pix":'.repeat(5000)],
  ])('is refused: %s', (_what, text) => {
    expect(() => readWebhookBody(text)).toThrow(PixError)
    // No status: it was no reply.
    expect(() => readWebhookBody(text)).toThrow(
      expect.objectContaining({ code: 'malformed-reply', status: undefined }),
    )
  })
})
