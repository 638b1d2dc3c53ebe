import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Merchant, newTxid, openMerchant } from './merchant.ts'

let merchant: Merchant
beforeAll(async () => {
  merchant = await openMerchant()
})
afterAll(() => merchant.close())

const put = (txid: string, body: unknown) => merchant.api('PUT', `/cob/${txid}`, body)
const patch = (txid: string, body: unknown) => merchant.api('PATCH', `/cob/${txid}`, body)
const get = (txid: string) => merchant.api('GET', `/cob/${txid}`)
const removed = 'REMOVIDA_PELO_USUARIO_RECEBEDOR'

describe('CobOperacaoInvalida', () => {
  const withdrawal = { valor: '50.00', modalidadeAgente: 'AGPSS', prestadorDoServicoDeSaque: '12345678' }
  const info = (count: number, nome: string, valor: string) =>
    Array.from({ length: count }, () => ({ nome, valor }))

  test.each<[string, object, string]>([
    ['expiry of zero', { calendario: { expiracao: 0 } }, 'cob.calendario.expiracao'],
    ['negative expiry', { calendario: { expiracao: -1 } }, 'cob.calendario.expiracao'],
    ['expiry as text', { calendario: { expiracao: '3600' } }, 'cob.calendario.expiracao'],
    ['expiry past int32', { calendario: { expiracao: 2 ** 31 } }, 'cob.calendario.expiracao'],
    ['fraction of a second', { calendario: { expiracao: 1.5 } }, 'cob.calendario.expiracao'],
    ['no calendar', { calendario: undefined }, 'cob.calendario'],
    ['amount of zero', { valor: { original: '0.00' } }, 'cob.valor.original'],
    ['amount as number', { valor: { original: 10.5 } }, 'cob.valor.original'],
    ['one decimal', { valor: { original: '10.5' } }, 'cob.valor.original'],
    ['comma', { valor: { original: '10,50' } }, 'cob.valor.original'],
    ['eleven digits', { valor: { original: '12345678901.00' } }, 'cob.valor.original'],
    ['letters around', { valor: { original: 'abc1.009' } }, 'cob.valor.original'],
    ['no amount', { valor: {} }, 'cob.valor.original'],
    ['amount null', { valor: null }, 'cob.valor'],
    [
      'change mode 2',
      { valor: { original: '1.00', modalidadeAlteracao: 2 } },
      'cob.valor.modalidadeAlteracao',
    ],
    ['CPF of ten digits', { devedor: { cpf: '1234567890', nome: 'Ana' } }, 'cob.devedor'],
    ['CPF and CNPJ', { devedor: { cpf: '12345678909', cnpj: '12345678000195', nome: 'Ana' } }, 'cob.devedor'],
    ['no name', { devedor: { cpf: '12345678909' } }, 'cob.devedor'],
    ['name of 201', { devedor: { cnpj: '12345678000195', nome: 'a'.repeat(201) } }, 'cob.devedor'],
    ['no key', { chave: undefined }, 'cob.chave'],
    ['key as number', { chave: 1 }, 'cob.chave'],
    ['key of 78', { chave: 'a'.repeat(78) }, 'cob.chave'],
    ["another's key", { chave: 'outro@exemplo.com.br' }, 'cob.chave'],
    ['text of 141', { solicitacaoPagador: 'a'.repeat(141) }, 'solicitacaoPagador'],
    ['text as list', { solicitacaoPagador: ['a'] }, 'solicitacaoPagador'],
    ['51 details', { infoAdicionais: info(51, 'a', 'b') }, 'infoAdicionais'],
    ['detail name of 51', { infoAdicionais: info(1, 'a'.repeat(51), 'b') }, 'infoAdicionais'],
    ['detail value of 201', { infoAdicionais: info(1, 'a', 'b'.repeat(201)) }, 'infoAdicionais'],
    ['detail without value', { infoAdicionais: [{ nome: 'a' }] }, 'infoAdicionais'],
    ['location id as text', { loc: { id: '1' } }, 'cob.loc.id'],
    ['status on creation', { status: 'ATIVA' }, 'cob.status'],
    [
      'Saque with an amount',
      { valor: { original: '1.00', retirada: { saque: withdrawal } } },
      'cob.valor.original',
    ],
    [
      'Troco of a purchase of zero',
      { valor: { original: '0.00', retirada: { troco: { ...withdrawal, modalidadeAgente: 'AGTEC' } } } },
      'cob.valor.original',
    ],
    [
      'Saque of zero that may not be changed',
      { valor: { original: '0.00', retirada: { saque: { ...withdrawal, valor: '0.00' } } } },
      'cob.valor.retirada',
    ],
    [
      'Troco by AGPSS',
      { valor: { original: '1.00', retirada: { troco: withdrawal } } },
      'cob.valor.retirada',
    ],
    [
      'Saque and Troco',
      { valor: { original: '0.00', retirada: { saque: withdrawal, troco: withdrawal } } },
      'cob.valor.retirada',
    ],
    [
      'Saque that may be changed outside',
      { valor: { original: '0.00', modalidadeAlteracao: 1, retirada: { saque: withdrawal } } },
      'cob.valor.modalidadeAlteracao',
    ],
  ])('%s', async (_name, fields, propriedade) => {
    const answer = await put(newTxid(), merchant.cob(fields))
    expect(answer.status).toBe(400)
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(answer.body.type).toBe('https://pix.bcb.gov.br/api/v2/error/CobOperacaoInvalida')
    expect(answer.body.violacoes.map((one: { propriedade: string }) => one.propriedade)).toContain(
      propriedade,
    )
  })

  test('lists everything that is wrong at once', async () => {
    const answer = await put('curto', {
      calendario: { expiracao: 0 },
      devedor: {},
      valor: { original: '0.00' },
      chave: 'outro@exemplo.com.br',
      solicitacaoPagador: 1,
      infoAdicionais: {},
      loc: { id: 9_999_999 },
    })
    expect(answer.body.violacoes.map((one: { propriedade: string }) => one.propriedade).sort()).toEqual([
      'cob.calendario.expiracao',
      'cob.chave',
      'cob.devedor',
      'cob.loc.id',
      'cob.txid',
      'cob.valor.original',
      'infoAdicionais',
      'solicitacaoPagador',
    ])
  })

  test.each<[string, object]>([
    ['removal with a change', { status: removed, solicitacaoPagador: 'x' }],
    ['another status', { status: 'CONCLUIDA' }],
    ["the manual's spelling", { status: 'REMOVIDO_PELO_USUARIO_RECEBEDOR' }],
  ])('PATCH: %s', async (_name, body) => {
    const txid = newTxid()
    await put(txid, merchant.cob())
    const answer = await patch(txid, body)
    expect(answer.status).toBe(400)
    expect(answer.body.violacoes[0].propriedade).toBe('cob.status')
    expect((await get(txid)).body).toMatchObject({ status: 'ATIVA', revisao: 0 })
  })

  test.each(['a'.repeat(25), 'a'.repeat(36), `${'a'.repeat(30)}-a`, '..%2fwebhook%2fx'])(
    'txid %s',
    async (txid) => {
      const answer = await put(txid, merchant.cob())
      expect(answer.status).toBe(400)
      expect(answer.body.violacoes).toEqual([expect.objectContaining({ propriedade: 'cob.txid' })])
    },
  )

  test('takes what is legal up to its edges', async () => {
    const answer = await put(
      newTxid(),
      merchant.cob({
        devedor: { cnpj: '12ABC678000195', nome: 'á'.repeat(200) },
        valor: { original: '9999999999.99', modalidadeAlteracao: 1 },
        solicitacaoPagador: '🥖'.repeat(140),
        infoAdicionais: info(50, 'a'.repeat(50), 'b'.repeat(200)),
        campoNovo: true,
      }),
    )
    expect(answer.status).toBe(201)
    const open = await put(newTxid(), merchant.cob({ valor: { original: '0.00', modalidadeAlteracao: 1 } }))
    expect(open.body.valor).toEqual({ original: '0.00', modalidadeAlteracao: 1 })
    const troco = { ...withdrawal, modalidadeAgente: 'AGTEC', valor: '0.00', modalidadeAlteracao: 1 }
    const given = await put(newTxid(), merchant.cob({ valor: { original: '1.00', retirada: { troco } } }))
    expect(given.body.valor.retirada.troco).toEqual(troco)
    const saque = merchant.cob({ valor: { original: '0.00', retirada: { saque: withdrawal } } })
    expect((await put(newTxid(), saque)).body.valor.retirada.saque.valor).toBe('50.00')
  })
})

describe('a body that is no request', () => {
  test.each<[string, unknown, Record<string, string>]>([
    ['half a JSON', '{"valor":', {}],
    ['nothing', undefined, { 'content-type': 'application/json' }],
    ['text', 'valor=1', { 'content-type': 'text/plain' }],
    ['no type', '{}', { 'content-type': '' }],
  ])('%s', async (_name, body, headers) => {
    const answer = await merchant.api('PUT', `/cob/${newTxid()}`, body, { headers })
    expect(answer.status).toBe(400)
    expect(answer.body.type).toBe('https://pix.bcb.gov.br/api/v2/error/RequisicaoInvalida')
  })

  test.each(['[]', '"a"', 'null', '1'])('%s names what is missing', async (body) => {
    const answer = await put(newTxid(), body)
    expect(answer.status).toBe(400)
    expect(answer.body.violacoes.length).toBeGreaterThanOrEqual(3)
  })

  test('ten megabytes', async () => {
    const answer = await put(newTxid(), merchant.cob({ solicitacaoPagador: 'a'.repeat(10_000_000) })).catch(
      (error: Error) => error,
    )
    // The answer may be lost to the reset that stops the upload: either way nothing was taken.
    if (!(answer instanceof Error)) expect(answer.status).toBe(413)
  })
})
