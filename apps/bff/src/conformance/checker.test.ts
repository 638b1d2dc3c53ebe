import { describe, expect, test } from 'vitest'
import { type Answer, createChecker, type Request } from './testing/checker.ts'
import { problemTypes } from './testing/problem-types.ts'

/** A checker that is pleased with everything would make every test of this folder green. */
const checker = createChecker()
const json = { 'content-type': 'application/json' }
const txid = 'a'.repeat(32)
const cob = { calendario: { expiracao: 3600 }, valor: { original: '1.00' }, chave: 'a' }
const refund = {
  id: 'd1',
  rtrId: 'D'.padEnd(32, '0'),
  valor: '1.00',
  horario: { solicitacao: '2026-03-10T12:00:00Z' },
  status: 'DEVOLVIDO',
}

const put = (body: unknown, change: Partial<Request> = {}): Request => ({
  method: 'PUT',
  path: `/cob/${txid}`,
  headers: json,
  body: JSON.stringify(body),
  ...change,
})
const list = (query: string): Request => ({ method: 'GET', path: `/cob?${query}` })
const window = 'inicio=2026-01-01T00:00:00Z&fim=2026-01-02T00:00:00Z'

describe('a request', () => {
  test.each<[string, Request]>([
    ['a charge', put(cob)],
    ['a list with every filter', list(`${window}&cpf=12345678909&locationPresente=true&status=ATIVA`)],
    ['a page of it', list(`${window}&paginacao.paginaAtual=1&paginacao.itensPorPagina=1000`)],
  ])('conforms: %s', (_name, request) => {
    expect(checker.request(request)).toEqual([])
  })

  const instead = (fields: object) => put({ ...cob, ...fields })
  test.each<[string, Request, string]>([
    ['to nowhere', put(cob, { path: '/cobs' }), 'has no PUT /cobs'],
    ['with a method of another place', put(cob, { method: 'DELETE' }), 'has no DELETE'],
    ['of a txid that is too short', put(cob, { path: '/cob/abc' }), 'parameter txid'],
    ['of a txid with more around it', put(cob, { path: `/cob/${txid}%2F` }), 'parameter txid'],
    ['without its window', list('fim=2026-01-02T00:00:00Z'), 'inicio is missing'],
    ['with a time of no zone', list(`${window.replace('Z', '')}`), 'parameter inicio'],
    ['with a parameter twice', list(`${window}&cpf=12345678909&cpf=12345678909`), 'cpf comes twice'],
    ['with a parameter that does not exist', list(`${window}&pagina=1`), 'no parameter pagina'],
    ['with a page that is no number', list(`${window}&paginacao.paginaAtual=um`), 'paginaAtual'],
    ['with a page that is too large', list(`${window}&paginacao.itensPorPagina=1001`), 'itensPorPagina'],
    ['with a word for a boolean', list(`${window}&locationPresente=sim`), 'locationPresente'],
    ['with a body where none belongs', { ...list(window), body: '{}' }, 'has no body'],
    ['without its body', { method: 'PUT', path: `/cob/${txid}`, headers: json }, 'not JSON'],
    ['of another media type', put(cob, { headers: {} }), 'media type'],
    ['with a field missing', put({ ...cob, chave: undefined }), "property 'chave'"],
    ['with a field that is not named', instead({ txid }), 'unevaluated'],
    [
      'with one that is not named further in',
      instead({ calendario: { expiracao: 1, fim: 2 } }),
      'unevaluated',
    ],
    ['with a field of another type', instead({ calendario: { expiracao: '3600' } }), 'integer'],
    ['with an amount as a number', instead({ valor: { original: 1 } }), 'string'],
    ['with an amount and more', instead({ valor: { original: 'R$ 1.00' } }), 'pattern'],
    ['with a text that is too long', instead({ solicitacaoPagador: 'a'.repeat(141) }), '140'],
    [
      'with a debtor of two documents',
      instead({ devedor: { cpf: '12345678909', cnpj: '12345678000195', nome: 'A' } }),
      'oneOf',
    ],
    ['with too large an integer', instead({ calendario: { expiracao: 2 ** 31 } }), 'int32'],
  ])('does not: %s', (_name, request, complaint) => {
    expect(checker.request(request).join('\n')).toContain(complaint)
  })
})

describe('an answer', () => {
  const getRefund = 'GET /pix/{e2eid}/devolucao/{id}'
  const answer = (body: unknown, change: Partial<Answer> = {}): Answer => ({
    status: 200,
    headers: json,
    body: JSON.stringify(body),
    ...change,
  })
  const refusal = (type: string, status: number, more: object = {}): Answer => ({
    status,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({
      type: `https://pix.bcb.gov.br/api/v2/error/${type}`,
      title: 'T',
      status,
      ...more,
    }),
  })

  test.each<[string, string, Answer]>([
    ['a refund', getRefund, answer(refund)],
    ['a refusal of its own', getRefund, refusal('PixDevolucaoNaoEncontrada', 404)],
    ['a refusal of any operation', getRefund, refusal('ServicoIndisponivel', 503)],
    ['a refused token', getRefund, refusal('AcessoNegado', 401)],
    ['nothing, where nothing is declared', 'DELETE /webhook/{chave}', { status: 204, headers: {}, body: '' }],
  ])('conforms: %s', (_name, operation, given) => {
    expect(checker.answer(operation, given)).toEqual([])
  })

  test.each<[string, string, Answer, string]>([
    ['another success', getRefund, answer(refund, { status: 201 }), 'no answer 201'],
    ['no JSON', getRefund, answer(refund, { body: '<html>' }), 'not JSON'],
    [
      'another media type',
      getRefund,
      answer(refund, { headers: { 'content-type': 'text/json' } }),
      'media type',
    ],
    ['a field missing', getRefund, answer({ ...refund, rtrId: undefined }), "property 'rtrId'"],
    ['a field that is not named', getRefund, answer({ ...refund, e2eid: 'E1' }), 'unevaluated'],
    ['a word that does not exist', getRefund, answer({ ...refund, status: 'FEITO' }), 'allowed values'],
    [
      'a time of no zone',
      getRefund,
      answer({ ...refund, horario: { liquidacao: '2026-03-10T12:00:00' } }),
      'date-time',
    ],
    ['a body where none is declared', 'DELETE /webhook/{chave}', answer({}, { status: 204 }), 'no body'],
    ['no address of what was made', 'POST /loc', answer({}, { status: 201 }), 'must be string'],
    ['a problem as JSON', getRefund, { ...refusal('NaoEncontrado', 404), headers: json }, 'media type'],
    [
      'a problem without title',
      getRefund,
      refusal('NaoEncontrado', 404, { title: undefined }),
      "property 'title'",
    ],
    ['a problem that does not exist', getRefund, refusal('Nada', 400), 'is not in the document'],
    ['a problem of another operation', getRefund, refusal('CobNaoEncontrado', 404), 'is not one of'],
    ['a problem with another status', getRefund, refusal('PixDevolucaoNaoEncontrada', 400), 'comes with 404'],
    [
      'a problem that says another status',
      getRefund,
      refusal('NaoEncontrado', 404, { status: 400 }),
      'says 400',
    ],
  ])('does not: %s', (_name, operation, given, complaint) => {
    expect(checker.answer(operation, given).join('\n')).toContain(complaint)
  })
})

describe('the prose', () => {
  const types = problemTypes(checker.document)

  test('describes every type with its status', () => {
    expect(types).toHaveLength(44)
    expect(types.filter(({ statuses }) => statuses.length === 0)).toEqual([])
    expect(types.filter(({ operations }) => operations === 'all').map(({ name }) => name)).toEqual([
      ...['RequisicaoInvalida', 'AcessoNegado', 'NaoEncontrado', 'PermanentementeRemovido'],
      ...['ErroInternoDoServidor', 'ServicoIndisponivel', 'IndisponibilidadePorTempoEsgotado'],
    ])
  })

  test.each([
    ['CobOperacaoInvalida', [400], ['POST /cob', 'PUT /cob/{txid}', 'PATCH /cob/{txid}']],
    ['CobConsultaInvalida', [400], ['GET /cob', 'GET /cob/{txid}']],
    ['CobPayloadNaoEncontrado', [404, 410], ['GET /{pixUrlAccessToken}', 'GET /cobv/{pixUrlAccessToken}']],
    ['WebhookNaoEncontrado', [404], ['GET /webhook/{chave}', 'DELETE /webhook/{chave}']],
  ])('gives %s to its operations', (name, statuses, operations) => {
    expect(types.find((type) => type.name === name)).toEqual({ name, statuses, operations })
  })
})
