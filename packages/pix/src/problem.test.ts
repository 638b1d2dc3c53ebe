import { describe, expect, it } from 'vitest'
import { isOutcomeUnknown, PixError, type PixErrorCode, type PixReply, readCob } from './index.ts'

const bcb = 'https://pix.bcb.gov.br/api/v2/error/'

const problem = (type: string, status: number, more: object = {}): string =>
  JSON.stringify({ type: bcb + type, title: 'Título', status, ...more })

function errorOf(reply: Partial<PixReply>): PixError {
  try {
    readCob({ status: 400, headers: {}, body: '', ...reply })
  } catch (error) {
    if (error instanceof PixError) return error
    throw error
  }
  throw new Error('no error')
}

/** API Pix 2.9.0, "Tratamento de erros": every type, with the status that the document gives it. */
const types: [type: string, status: number, code: PixErrorCode][] = [
  ['RequisicaoInvalida', 400, 'invalid-operation'],
  ['AcessoNegado', 403, 'access-denied'],
  ['NaoEncontrado', 404, 'not-found'],
  ['PermanentementeRemovido', 410, 'gone'],
  ['ErroInternoDoServidor', 500, 'unavailable'],
  ['ServicoIndisponivel', 503, 'unavailable'],
  ['IndisponibilidadePorTempoEsgotado', 504, 'unavailable'],
  ['CobPayloadNaoEncontrado', 404, 'not-found'],
  ['CobPayloadNaoEncontrado', 410, 'not-found'],
  ['CobPayloadOperacaoInvalida', 400, 'invalid-operation'],
  ['RecPayloadNaoEncontrado', 404, 'not-found'],
  ['RecPayloadOperacaoInvalida', 400, 'invalid-operation'],
  ['CobNaoEncontrado', 404, 'not-found'],
  ['CobOperacaoInvalida', 400, 'invalid-operation'],
  ['CobConsultaInvalida', 400, 'invalid-query'],
  ['CobVNaoEncontrada', 404, 'not-found'],
  ['CobVOperacaoInvalida', 400, 'invalid-operation'],
  ['CobVConsultaInvalida', 400, 'invalid-query'],
  ['LoteCobVNaoEncontrado', 404, 'not-found'],
  ['LoteCobVOperacaoInvalida', 400, 'invalid-operation'],
  ['LoteCobVConsultaInvalida', 400, 'invalid-query'],
  ['PayloadLocationNaoEncontrado', 404, 'not-found'],
  ['PayloadLocationOperacaoInvalida', 400, 'invalid-operation'],
  ['PayloadLocationConsultaInvalida', 400, 'invalid-query'],
  ['PayloadLocationRecNaoEncontrado', 404, 'not-found'],
  ['PayloadLocationRecConsultaInvalida', 400, 'invalid-query'],
  ['PixNaoEncontrado', 404, 'not-found'],
  ['PixDevolucaoNaoEncontrada', 404, 'not-found'],
  ['PixConsultaInvalida', 400, 'invalid-query'],
  ['PixDevolucaoInvalida', 400, 'invalid-operation'],
  ['WebhookOperacaoInvalida', 400, 'invalid-operation'],
  ['WebhookNaoEncontrado', 404, 'not-found'],
  ['WebhookConsultaInvalida', 400, 'invalid-query'],
  ['WebhookRecOperacaoInvalida', 400, 'invalid-operation'],
  ['WebhookRecConsultaInvalida', 400, 'invalid-query'],
  ['WebhookCobROperacaoInvalida', 400, 'invalid-operation'],
  ['WebhookCobRConsultaInvalida', 400, 'invalid-query'],
  ['RecNaoEncontrada', 404, 'not-found'],
  ['RecOperacaoInvalida', 400, 'invalid-operation'],
  ['RecConsultaInvalida', 400, 'invalid-query'],
  ['SolicRecNaoEncontrada', 404, 'not-found'],
  ['SolicRecOperacaoInvalida', 400, 'invalid-operation'],
  ['CobRNaoEncontrado', 404, 'not-found'],
  ['CobROperacaoInvalida', 400, 'invalid-operation'],
  ['CobRConsultaInvalida', 400, 'invalid-query'],
]

describe('a problem of the standard', () => {
  it.each(types)('%s with %i is %s', (type, status, code) => {
    const error = errorOf({ status, body: problem(type, status) })
    expect(error).toMatchObject({ name: 'PixError', code, status, problem: { type: bcb + type, status } })
    expect(error.message).toBe(`The PSP answered ${status} ${type}`)
    expect(isOutcomeUnknown(error)).toBe(code === 'unavailable')
  })

  it('is kept whole, with its violations', () => {
    const body = problem('CobOperacaoInvalida', 400, {
      detail: 'A requisição que busca alterar ou criar uma cobrança não respeita o schema.',
      correlationId: 'abc',
      violacoes: [
        {
          razao: 'O campo cob.calendario.expiracao é negativo',
          propriedade: 'cob.calendario.expiracao',
          valor: '-1',
        },
        { razao: 'sem valor', propriedade: 'cob.chave' },
        { razao: 'número', propriedade: 'cob.valor.original', valor: 0 },
        'não é uma violação',
        null,
      ],
    })
    expect(errorOf({ body }).problem).toEqual({
      type: `${bcb}CobOperacaoInvalida`,
      title: 'Título',
      status: 400,
      detail: 'A requisição que busca alterar ou criar uma cobrança não respeita o schema.',
      correlationId: 'abc',
      violations: [
        {
          reason: 'O campo cob.calendario.expiracao é negativo',
          property: 'cob.calendario.expiracao',
          value: '-1',
        },
        { reason: 'sem valor', property: 'cob.chave' },
        { reason: 'número', property: 'cob.valor.original', value: '0' },
      ],
    })
  })

  it('is kept short: 1000 characters a text, 50 violations', () => {
    const body = problem('CobOperacaoInvalida', 400, {
      detail: 'x'.repeat(5000),
      violacoes: Array.from({ length: 80 }, () => ({
        razao: 'r',
        propriedade: 'p',
        valor: ['y'.repeat(5000)],
      })),
    })
    const kept = errorOf({ body }).problem
    expect(kept?.detail).toHaveLength(1000)
    expect(kept?.violations).toHaveLength(50)
    expect(kept?.violations[0]?.value).toHaveLength(1000)
  })
})

const html = '<!doctype html><title>Manutenção</title>'

/** What is not a problem of the standard, and whether a change may have been applied. */
const others: [what: string, reply: Partial<PixReply>, code: PixErrorCode, unknown: boolean][] = [
  ['a 404 of a proxy in HTML', { status: 404, body: html }, 'malformed-reply', true],
  ['a 404 without a body', { status: 404 }, 'malformed-reply', true],
  [
    'a 404 of a gateway in JSON',
    { status: 404, body: '{"message":"no Route matched"}' },
    'malformed-reply',
    true,
  ],
  [
    'a 404 problem about:blank',
    { status: 404, body: '{"type":"about:blank","title":"Not Found"}' },
    'malformed-reply',
    true,
  ],
  [
    'a 404 problem of another type',
    { status: 404, body: problem('CobOutraCoisa', 404) },
    'malformed-reply',
    true,
  ],
  [
    'a 404 that only mentions the type',
    { status: 404, body: `${html} CobNaoEncontrado` },
    'malformed-reply',
    true,
  ],
  [
    'a 404 problem with a key twice',
    { status: 404, body: `{"type":"a","type":"${bcb}CobNaoEncontrado"}` },
    'malformed-reply',
    true,
  ],
  ['a not-found type with 400', { status: 400, body: problem('CobNaoEncontrado', 404) }, 'not-found', false],
  [
    'a not-found type inside a 500',
    { status: 500, body: problem('CobNaoEncontrado', 404) },
    'unavailable',
    true,
  ],
  [
    'an unavailable type inside a 400',
    { status: 400, body: problem('ServicoIndisponivel', 503) },
    'unavailable',
    true,
  ],
  [
    'a 400 problem of a new type',
    { status: 400, body: problem('CobCoisaNova', 400) },
    'invalid-operation',
    false,
  ],
  ['a 422 problem', { status: 422, body: problem('CobCoisaNova', 422) }, 'invalid-operation', false],
  [
    'a 400 problem without a type',
    { status: 400, body: '{"title":"Bad Request","status":400}' },
    'invalid-operation',
    false,
  ],
  ['a 400 of no known shape', { status: 400, body: '{"erros":[{"codigo":"1"}]}' }, 'malformed-reply', true],
  ['a 400 in HTML', { status: 400, body: html }, 'malformed-reply', true],
  ['a 400 that is a JSON list', { status: 400, body: '[{"type":"a"}]' }, 'malformed-reply', true],
  ['a 401 of any shape', { status: 401, body: html }, 'unauthorized', false],
  ['a 403 of a gateway in JSON', { status: 403, body: '{"message":"forbidden"}' }, 'access-denied', false],
  ['a 403 of a wall in HTML', { status: 403, body: html }, 'malformed-reply', true],
  ['a 405 without a body', { status: 405 }, 'malformed-reply', true],
  ['a 408', { status: 408 }, 'unavailable', true],
  ['a 409 in JSON', { status: 409, body: '{"mensagem":"txid duplicado"}' }, 'conflict', false],
  ['a 409 problem', { status: 409, body: problem('CobDuplicada', 409) }, 'conflict', false],
  ['a 410 without a body', { status: 410 }, 'malformed-reply', true],
  ['a 410 problem about:blank', { status: 410, body: '{"type":"about:blank"}' }, 'gone', false],
  ['a 429', { status: 429 }, 'rate-limited', false],
  [
    'a 500 in SOAP',
    { status: 500, body: '<soapenv:Envelope>Policy Falsified</soapenv:Envelope>' },
    'unavailable',
    true,
  ],
  ['a 502 in HTML', { status: 502, body: html }, 'unavailable', true],
  ['a 503 without a body', { status: 503 }, 'unavailable', true],
  [
    'a 302 to another host',
    { status: 302, headers: { location: 'https://evil.example/' } },
    'malformed-reply',
    true,
  ],
  ['a 308', { status: 308 }, 'malformed-reply', true],
  ['a 304', { status: 304 }, 'malformed-reply', true],
  ['a 200 in HTML', { status: 200, body: html }, 'malformed-reply', true],
  ['a 200 without a body', { status: 200 }, 'malformed-reply', true],
  ['a 204', { status: 204 }, 'malformed-reply', true],
  ['a 200 with `{}`', { status: 200, body: '{}' }, 'malformed-reply', true],
  ['a 200 with a problem', { status: 200, body: problem('CobNaoEncontrado', 404) }, 'malformed-reply', true],
  ['a 200 with a list', { status: 200, body: '[]' }, 'malformed-reply', true],
  ['a 200 cut short', { status: 200, body: '{"txid":"abc' }, 'malformed-reply', true],
]

describe('another reply', () => {
  it.each(others)('%s is read for what it is', (_what, reply, code, unknown) => {
    const error = errorOf(reply)
    expect(error.code).toBe(code)
    expect(isOutcomeUnknown(error)).toBe(unknown)
  })

  it('that is nonsense does not get into the message', () => {
    expect(errorOf({ status: 400, body: html }).message).toBe('The PSP answered 400')
    expect(errorOf({ status: 400, body: '{"title":"<script>"}' }).message).toBe('The PSP answered 400')
    expect(errorOf({ status: 200, body: html }).message).not.toContain('html')
  })

  it('keeps the reader’s error as cause', () => {
    expect(errorOf({ status: 200, body: '{"a":1,"a":2}' }).cause).toMatchObject({
      code: 'duplicate-key',
      path: 'a',
    })
  })
})

describe('an outcome', () => {
  it.each<[string, unknown, boolean]>([
    ['of a request that was never sent', new PixError('invalid-request', 'txid'), false],
    ['of a connection that broke, in our words', new PixError('unavailable', 'deadline'), true],
    ['of a connection that broke, in nobody’s', new TypeError('fetch failed'), true],
    ['of something thrown that is no error', 'what', true],
  ])('%s', (_what, error, unknown) => {
    expect(isOutcomeUnknown(error)).toBe(unknown)
  })
})
