import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Merchant, newTxid, openMerchant } from './merchant.ts'

let merchant: Merchant
const start = Date.parse('2026-03-10T12:00:00.000Z')
const txids = Array.from({ length: 5 }, newTxid)
const paid: string[] = []
const ana = { cpf: '12345678909', nome: 'Ana' }
const loja = { cnpj: '12ABC678000195', nome: 'Loja' }

/** Five charges a minute apart; the first is Ana's, the second the shop's; three are paid, in the order 2, 1, 0. */
beforeAll(async () => {
  merchant = await openMerchant()
  const codes: string[] = []
  for (const [index, txid] of txids.entries()) {
    merchant.clock.at = start + index * 60_000
    if (index === 0) await merchant.newToken()
    const devedor = [ana, loja][index]
    const { body } = await merchant.api('PUT', `/cob/${txid}`, merchant.cob({ ...(devedor && { devedor }) }))
    codes.push(body.pixCopiaECola)
  }
  for (const index of [2, 1, 0]) {
    merchant.clock.at += 60_000
    const payer = index === 2 ? { payer: ana } : {}
    const { body } = await merchant.control('POST', '/pay', { pixCopiaECola: codes[index], ...payer })
    paid.unshift(body.endToEndId)
  }
  await merchant.control('POST', '/pay', { pixCopiaECola: staticCode(merchant.chave) })
  await merchant.api('PUT', `/pix/${paid[0]}/devolucao/d1`, { valor: '1.00' })
})
afterAll(() => merchant.close())

/** A static code of the merchant's key for R$ 5,00, without txid: such a Pix belongs to no charge. */
function staticCode(chave: string): string {
  const text =
    `000201265800140br.gov.bcb.pix01${chave.length}${chave}5204000053039865404${'5.00'}5802BR5901A6001B62070503***6304`.replace(
      '265800140',
      `26${22 + chave.length}0014`,
    )
  return `${text}${crc16(text)}`
}
function crc16(text: string): string {
  let crc = 0xffff
  for (const byte of Buffer.from(text)) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}

const all = 'inicio=2026-03-10T00:00:00Z&fim=2026-03-11T00:00:00Z'
const at = (minutes: number) => encodeURIComponent(new Date(start + minutes * 60_000).toISOString())
const list = (path: string, query: string) => merchant.api('GET', `/${path}?${query}`)

describe('GET /cob', () => {
  const found = async (query: string) =>
    (await list('cob', query)).body.cobs.map((cob: { txid: string }) => txids.indexOf(cob.txid))

  test.each<[string, string | (() => string), number[]]>([
    ['all of a day', all, [0, 1, 2, 3, 4]],
    ['both ends included', () => `inicio=${at(1)}&fim=${at(3)}`, [1, 2, 3]],
    ['in another time zone', 'inicio=2026-03-10T09:01:00-03:00&fim=2026-03-10T09:02:00-03:00', [1, 2]],
    ['active', `${all}&status=ATIVA`, [3, 4]],
    ['concluded', `${all}&status=CONCLUIDA`, [0, 1, 2]],
    ['removed', `${all}&status=REMOVIDA_PELO_PSP`, []],
    ['by CPF', `${all}&cpf=12345678909`, [0]],
    ['by CNPJ', `${all}&cnpj=12ABC678000195`, [1]],
    ['with location', `${all}&locationPresente=true`, [0, 1, 2, 3, 4]],
    ['without location', `${all}&locationPresente=false`, []],
    ['second page of two', `${all}&paginacao.paginaAtual=1&paginacao.itensPorPagina=2`, [2, 3]],
    ['a page past the end', `${all}&paginacao.paginaAtual=9&paginacao.itensPorPagina=2`, []],
  ])('%s', async (_name, query, indexes) => {
    expect(await found(typeof query === 'string' ? query : query())).toEqual(indexes)
  })

  test('says what was asked and how much there is', async () => {
    const { body } = await list('cob', `${all}&status=ATIVA&paginacao.itensPorPagina=1`)
    expect(body.parametros).toEqual({
      inicio: '2026-03-10T00:00:00Z',
      fim: '2026-03-11T00:00:00Z',
      status: 'ATIVA',
      paginacao: { paginaAtual: 0, itensPorPagina: 1, quantidadeDePaginas: 2, quantidadeTotalDeItens: 2 },
    })
    const empty = await list('cob', 'inicio=2020-01-01T00:00:00Z&fim=2020-01-02T00:00:00Z')
    expect(empty.body).toMatchObject({
      cobs: [],
      parametros: { paginacao: { itensPorPagina: 100, quantidadeDePaginas: 1, quantidadeTotalDeItens: 0 } },
    })
  })

  test('shows the Pix of each', async () => {
    const { body } = await list('cob', `${all}&status=CONCLUIDA`)
    expect(body.cobs[0].pix[0]).toMatchObject({ endToEndId: paid[0], valor: '23.50' })
  })
})

describe('GET /pix', () => {
  const found = async (query: string) =>
    (await list('pix', query)).body.pix.map((pix: { endToEndId: string }) => paid.indexOf(pix.endToEndId))

  test.each<[string, string | (() => string), number[]]>([
    ['in order of settlement; -1 is the static code', all, [2, 1, 0, -1]],
    ['both ends included', () => `inicio=${at(5)}&fim=${at(6)}`, [2, 1]],
    ['of one charge', () => `${all}&txid=${txids[1]}`, [1]],
    ['of an unknown charge', `${all}&txid=x`, []],
    ['with txid', `${all}&txIdPresente=true`, [2, 1, 0]],
    ['without txid', `${all}&txIdPresente=false`, [-1]],
    ['with refund', `${all}&devolucaoPresente=true`, [0]],
    ['without refund', `${all}&devolucaoPresente=false`, [2, 1, -1]],
    ['by who paid', `${all}&cpf=12345678909`, [2]],
    ['first page', `${all}&paginacao.itensPorPagina=3`, [2, 1, 0]],
    ['second page', `${all}&paginacao.itensPorPagina=3&paginacao.paginaAtual=1`, [-1]],
  ])('%s', async (_name, query, indexes) => {
    expect(await found(typeof query === 'string' ? query : query())).toEqual(indexes)
  })

  test('echoes its filters as what they are', async () => {
    const { body } = await list('pix', `${all}&txIdPresente=true`)
    expect(body.parametros).toMatchObject({ txIdPresente: true, paginacao: { quantidadeTotalDeItens: 3 } })
  })

  test('one by its id, or not found', async () => {
    expect((await merchant.api('GET', `/pix/${paid[0]}`)).body).toMatchObject({
      endToEndId: paid[0],
      txid: txids[0],
      valor: '23.50',
      componentesValor: { original: { valor: '23.50' } },
      horario: expect.any(String),
      devolucoes: [{ id: 'd1' }],
    })
    const missing = await merchant.api('GET', `/pix/${'E'.padEnd(32, '0')}`)
    expect(missing).toMatchObject({
      status: 404,
      body: { type: 'https://pix.bcb.gov.br/api/v2/error/PixNaoEncontrado' },
    })
  })
})

describe('a list asked wrongly', () => {
  const lists = [
    ['cob', 'CobConsultaInvalida'],
    ['pix', 'PixConsultaInvalida'],
  ] as const
  const rows: [string, string, string][] = [
    ['no window', '', 'inicio'],
    ['no end', 'inicio=2026-03-10T00:00:00Z', 'fim'],
    ['end before start', 'inicio=2026-03-11T00:00:00Z&fim=2026-03-10T00:00:00Z', 'fim'],
    ['a date', 'inicio=2026-03-10&fim=2026-03-11T00:00:00Z', 'inicio'],
    ['no such day', 'inicio=2026-13-40T00:00:00Z&fim=2026-03-11T00:00:00Z', 'inicio'],
    ['twice', `${all}&inicio=2026-03-10T00:00:00Z`, 'inicio'],
    ['CPF and CNPJ', `${all}&cpf=12345678909&cnpj=12345678000195`, 'cpf'],
    ['CPF in letters', `${all}&cpf=abc`, 'cpf'],
    ['negative page', `${all}&paginacao.paginaAtual=-1`, 'paginacao.paginaAtual'],
    ['no items', `${all}&paginacao.itensPorPagina=0`, 'paginacao.itensPorPagina'],
    ['negative items', `${all}&paginacao.itensPorPagina=-5`, 'paginacao.itensPorPagina'],
    ['1001 items', `${all}&paginacao.itensPorPagina=1001`, 'paginacao.itensPorPagina'],
  ]
  test.each(
    lists.flatMap(([path, type]) =>
      rows.map(([name, query, field]) => [path, name, query, field, type] as const),
    ),
  )('GET /%s: %s', async (path, _name, query, field, type) => {
    const answer = await list(path, query)
    expect(answer.status).toBe(400)
    expect(answer.body.type).toBe(`https://pix.bcb.gov.br/api/v2/error/${type}`)
    expect(answer.body.violacoes.map((one: { propriedade: string }) => one.propriedade)).toContain(field)
  })

  test.each([
    ['cob', 'status=PAGA', 'status'],
    ['cob', 'locationPresente=sim', 'locationPresente'],
    ['pix', 'txIdPresente=1', 'txIdPresente'],
    ['pix', 'txid=a-b', 'txid'],
  ])('GET /%s?%s', async (path, query, field) => {
    const { status, body } = await list(path, `${all}&${query}`)
    expect(status).toBe(400)
    expect(body.violacoes[0].propriedade).toBe(field)
  })
})
