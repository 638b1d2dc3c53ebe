import { describe, expect, it } from 'vitest'
import {
  adviceFor,
  PixError,
  type PixErrorCode,
  type PixReply,
  type PspProfile,
  profiles,
  readCob,
  readCobList,
  readLoc,
  readPix,
  readPixList,
  readRefund,
  readToken,
  readWebhook,
} from './index.ts'

function errorOf(read: () => unknown): PixError {
  try {
    read()
  } catch (error) {
    if (error instanceof PixError) return error
    throw error
  }
  throw new Error('no error')
}

const reply = (status: number, body: unknown): PixReply => ({
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
const soap =
  '<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="x"><soapenv:Body><soapenv:Fault><faultstring>Policy Falsified</faultstring></soapenv:Fault></soapenv:Body></soapenv:Envelope>'

describe('an error in a PSP’s own shape', () => {
  const { efi, bancoDoBrasil, bradesco, bacen } = profiles
  const bb = (codigo: string) => ({
    erros: [{ codigo, versao: '1', mensagem: 'texto', ocorrencia: 'CHOM1' }],
  })
  it.each<[string, PspProfile, number, unknown, PixErrorCode]>([
    ['Efí’s missing Pix with 400', efi, 400, { nome: 'pix_nao_encontrado', mensagem: 'x' }, 'not-found'],
    [
      'Efí’s missing charge with 400',
      efi,
      400,
      { nome: 'cobranca_nao_encontrada', mensagem: 'x' },
      'not-found',
    ],
    [
      'Efí’s missing charge with 404',
      efi,
      404,
      { nome: 'cobranca_nao_encontrada', mensagem: 'x' },
      'not-found',
    ],
    ['Efí’s missing webhook', efi, 404, { nome: 'webhook_nao_encontrado' }, 'not-found'],
    ['Efí’s repeated txid', efi, 409, { nome: 'txid_duplicado', mensagem: 'x' }, 'conflict'],
    ['Efí’s repeated refund', efi, 409, { nome: 'devolucao_id_duplicado' }, 'conflict'],
    ['Efí’s charge that is not active', efi, 400, { nome: 'status_cobranca_invalido' }, 'invalid-operation'],
    ['Efí’s own failure with 500', efi, 500, { nome: 'erro_aplicacao' }, 'unavailable'],
    ['Efí’s new name with 400', efi, 400, { nome: 'coisa_nova' }, 'invalid-operation'],
    ['Efí’s new name with 404, which proves nothing', efi, 404, { nome: 'coisa_nova' }, 'malformed-reply'],
    ['Efí’s name inside a 500', efi, 500, { nome: 'pix_nao_encontrado' }, 'unavailable'],
    ['Efí’s name inside a 401', efi, 401, { nome: 'pix_nao_encontrado' }, 'unauthorized'],
    ['Efí’s name of an object’s own', efi, 404, { nome: 'constructor' }, 'malformed-reply'],
    ['Banco do Brasil’s nothing found', bancoDoBrasil, 404, bb('4769515'), 'not-found'],
    ['Banco do Brasil’s other code', bancoDoBrasil, 400, bb('1'), 'invalid-operation'],
    ['Banco do Brasil’s empty list', bancoDoBrasil, 400, { erros: [] }, 'malformed-reply'],
    [
      'Banco do Brasil’s gateway',
      bancoDoBrasil,
      400,
      { statusCode: 400, error: 'Bad Request', message: 'x' },
      'invalid-operation',
    ],
    [
      'Banco do Brasil’s gateway with 404',
      bancoDoBrasil,
      404,
      { statusCode: 404, error: 'Not Found', message: 'x' },
      'malformed-reply',
    ],
    ['Bradesco’s gateway in SOAP', bradesco, 500, soap, 'unavailable'],
    ['another’s shape', bancoDoBrasil, 404, { nome: 'pix_nao_encontrado' }, 'malformed-reply'],
    ['a PSP’s shape where none is known', bacen, 404, { nome: 'pix_nao_encontrado' }, 'malformed-reply'],
    ['HTML', efi, 404, '<html>', 'malformed-reply'],
    [
      'the standard’s, which goes first',
      efi,
      404,
      { type: 'https://pix.bcb.gov.br/api/v2/error/CobNaoEncontrado', title: 't', nome: 'txid_duplicado' },
      'not-found',
    ],
  ])('is read by its profile: %s', (_what, profile, status, body, code) => {
    expect(errorOf(() => readCob(reply(status, body), profile)).code).toBe(code)
  })

  it('is kept in the PSP’s words', () => {
    const { problem, message } = errorOf(() =>
      readCob(reply(409, { nome: 'txid_duplicado', mensagem: 'já usado' }), efi),
    )
    expect(problem).toEqual({
      type: 'about:blank',
      title: 'txid_duplicado',
      status: 409,
      detail: 'já usado',
      violations: [],
    })
    expect(message).toBe('The PSP answered 409')
    expect(errorOf(() => readCob(reply(500, soap), bradesco)).problem?.detail).toBe('Policy Falsified')
  })

  it.each<[string, (reply: PixReply, profile: PspProfile) => unknown]>([
    ['readCob', readCob],
    ['readCobList', readCobList],
    ['readPix', readPix],
    ['readPixList', readPixList],
    ['readRefund', readRefund],
    ['readWebhook', readWebhook],
    ['readLoc', readLoc],
  ])('is understood by %s', (_name, read) => {
    expect(errorOf(() => read(reply(400, { nome: 'pix_nao_encontrado' }), efi)).code).toBe('not-found')
  })
})

describe('a token that may do less than it was asked for', () => {
  const body = { access_token: 't', token_type: 'bearer', expires_in: 3600, scope: 'cob.read pix.read' }
  it.each<[string, PspProfile, readonly string[], string | undefined, string | undefined]>([
    [
      'is refused by name where the profile checks',
      profiles.sicredi,
      ['cob.read', 'cob.write'],
      body.scope,
      'cob.write',
    ],
    ['is taken where it does not', profiles.bacen, ['cob.write'], body.scope, undefined],
    ['is taken where nothing is missing', profiles.sicredi, ['pix.read'], body.scope, undefined],
    ['is taken where the answer does not say', profiles.sicredi, ['cob.write'], undefined, undefined],
  ])('%s', (_what, profile, asked, scope, missing) => {
    const read = () => readToken(reply(200, { ...body, scope }), profile, asked)
    if (missing === undefined) expect(read().accessToken).toBe('t')
    else
      expect(errorOf(read)).toMatchObject({
        code: 'access-denied',
        message: expect.stringContaining(missing),
      })
  })

  it('is held against the profile’s own scopes unless told otherwise', () => {
    expect(errorOf(() => readToken(reply(200, body), profiles.sicredi)).message).toContain('cob.write')
  })
})

describe('advice', () => {
  const problem = (detail: string) => ({
    type: 'about:blank',
    title: '',
    status: 400,
    detail,
    violations: [],
  })
  const codes: [PixErrorCode, RegExp][] = [
    ['invalid-operation', /confira os dados/],
    ['not-found', /não conhece/],
    ['gone', /crie um novo/],
    ['access-denied', /peça a liberação/],
    ['invalid-query', /confira o período/],
    ['conflict', /consulte a situação/],
    ['unauthorized', /confira o client id/],
    ['rate-limited', /espere um minuto/],
    ['unavailable', /consulte a situação antes de repetir/],
    ['malformed-reply', /consulte a situação antes de repetir/],
    ['invalid-request', /corrija/],
    ['unsupported', /não oferece/],
  ]
  it.each(codes)('about %s says what to do', (code, words) => {
    const advice = adviceFor(new PixError(code, 'The PSP answered 400'))
    expect(advice).toMatch(words)
    expect(advice).not.toContain('The PSP')
  })

  it('names the field of ours', () => {
    expect(adviceFor(new PixError('invalid-request', 'm', { field: 'debtor.cpf' }))).toContain('“debtor.cpf”')
  })

  it('quotes the PSP as plain text, and not at length', () => {
    const hostile = `<b onclick="x">Chave”\n\u202e inválida</b>${'x'.repeat(500)}`
    const advice = adviceFor(new PixError('invalid-operation', 'm', { problem: problem(hostile) }))
    const quotation = /Resposta do banco: “(.*)”\.$/.exec(advice)?.[1] ?? ''
    expect(quotation).toMatch(/^b onclick= x Chave inválida \/b x+$/)
    expect(quotation.length).toBe(200)
  })

  it('does not quote a PSP that talks nonsense', () => {
    for (const code of ['unavailable', 'malformed-reply', 'unauthorized'] as const) {
      expect(adviceFor(new PixError(code, 'm', { problem: problem('palavras do PSP') }))).not.toContain(
        'palavras',
      )
    }
  })

  it('about an error that is not ours is to look before repeating', () => {
    expect(adviceFor(new TypeError('fetch failed'))).toMatch(/consulte a situação/)
  })
})
