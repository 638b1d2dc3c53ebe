import { describe, expect, it } from 'vitest'
import { type List, listPix, type Pix, readCobList, readPixList } from './index.ts'

const window = { from: '2026-03-02T00:00:00Z', to: '2026-03-02T01:00:00Z' }
const pix = (endToEndId: string) => ({ endToEndId, valor: '1.00', horario: '2026-03-02T00:30:00Z' })
const paginacao = { paginaAtual: 0, itensPorPagina: 100, quantidadeDePaginas: 1, quantidadeTotalDeItens: 1 }

const read = (body: object): List<Pix> =>
  readPixList({ status: 200, headers: {}, body: JSON.stringify(body) })
const page = (paging: object, items: unknown): List<Pix> =>
  read({ parametros: { ...window, paginacao: paging }, pix: items })

describe('payments to list', () => {
  const inside = '/pix?inicio=2026-03-02T00%3A00%3A00.000Z&fim=2026-03-02T01%3A00%3A00.000Z'
  it.each([
    [{}, inside],
    [{ page: 2, pageSize: 1000 }, `${inside}&paginacao.paginaAtual=2&paginacao.itensPorPagina=1000`],
    [{ txid: 'a'.repeat(26) }, `${inside}&txid=${'a'.repeat(26)}`],
    [{ cnpj: '12345678000195' }, `${inside}&cnpj=12345678000195`],
    [{ hasTxid: true, hasRefund: false }, `${inside}&txIdPresente=true&devolucaoPresente=false`],
  ])('by %j', (query, path) => {
    expect(listPix({ ...window, ...query })).toEqual({
      operation: 'listPix',
      method: 'GET',
      path,
      headers: { accept: 'application/json' },
    })
  })
})

describe('payments', () => {
  it.each([
    ['cpf', { cpf: '12345678900' }],
    ['cnpj', { cnpj: '12345678000195', cpf: '12345678909' }],
    ['txid', { txid: 'a'.repeat(25) }],
  ])('are not listed by a bad %s: %j', (field, query) => {
    expect(() => listPix({ ...window, ...query })).toThrow(
      expect.objectContaining({ code: 'invalid-request', field }),
    )
  })
})

describe('a list', () => {
  it('is its items and where it stands', () => {
    expect(page(paginacao, [pix('E1')])).toEqual({
      items: [{ endToEndId: 'E1', amountCents: 100, paidAt: '2026-03-02T00:30:00.000Z', refunds: [] }],
      unreadable: [],
      page: 0,
      pages: 1,
      pageSize: 100,
      totalItems: 1,
    })
  })

  it.each<[string, object, unknown, Partial<List<Pix>>]>([
    [
      'empty, with 0 pages',
      { ...paginacao, quantidadeDePaginas: 0, quantidadeTotalDeItens: 0 },
      [],
      { pages: 1, totalItems: 0 },
    ],
    ['empty, with 1 page', { ...paginacao, quantidadeTotalDeItens: 0 }, [], { pages: 1, items: [] }],
    [
      'empty, the list absent',
      { ...paginacao, quantidadeTotalDeItens: 0 },
      undefined,
      { pages: 1, items: [] },
    ],
    ['empty, the list null', { ...paginacao, quantidadeTotalDeItens: 0 }, null, { items: [] }],
    [
      'with 0 pages and 250 items',
      { ...paginacao, quantidadeDePaginas: 0, quantidadeTotalDeItens: 250 },
      [pix('E1')],
      { pages: 3 },
    ],
    [
      'without pages',
      { ...paginacao, quantidadeDePaginas: undefined, quantidadeTotalDeItens: 101 },
      [pix('E1')],
      { pages: 2 },
    ],
    [
      'without a total',
      { ...paginacao, quantidadeTotalDeItens: undefined },
      [pix('E1')],
      { pages: 1, totalItems: null },
    ],
    [
      'with numbers as text',
      { paginaAtual: '1', itensPorPagina: '2', quantidadeDePaginas: '3', quantidadeTotalDeItens: '5' },
      [pix('E1')],
      { page: 1, pageSize: 2, pages: 3, totalItems: 5 },
    ],
    ['of one without its brackets', paginacao, pix('E1'), { totalItems: 1 }],
  ])('is read %s', (_what, paging, items, expected) => {
    expect(page(paging, items)).toMatchObject(expected)
  })

  it.each<[string, object]>([
    ['{}: it does not say that nothing was paid', {}],
    ['parametros without paginacao', { parametros: {}, pix: [] }],
    ['no parametros', { pix: [] }],
    ['paginacao that says nothing', { parametros: { paginacao: {} }, pix: [] }],
    ['no list though there are items', { parametros: { paginacao } }],
    ['a null list though there are items', { parametros: { paginacao }, pix: null }],
    ['a list of another name', { parametros: { paginacao }, cobs: [] }],
    ['a list as text', { parametros: { paginacao }, pix: 'E1' }],
    ['a negative page', { parametros: { paginacao: { ...paginacao, paginaAtual: -1 } }, pix: [] }],
    [
      'a negative number of pages',
      { parametros: { paginacao: { ...paginacao, quantidadeDePaginas: -1 } }, pix: [] },
    ],
    [
      'a total that is no number',
      { parametros: { paginacao: { ...paginacao, quantidadeTotalDeItens: 'muitos' } }, pix: [] },
    ],
  ])('is nonsense with %s', (_what, body) => {
    expect(() => read(body)).toThrow(expect.objectContaining({ code: 'malformed-reply', status: 200 }))
  })

  it('is not hidden by one element that cannot be read', () => {
    const { items, unreadable } = page(paginacao, [pix('E1'), { ...pix('E2'), valor: 1.5 }, null, pix('E3')])
    expect(items.map(({ endToEndId }) => endToEndId)).toEqual(['E1', 'E3'])
    expect(unreadable.map(({ code, message }) => [code, message])).toEqual([
      ['malformed-reply', 'reply.pix[1].valor: not a string of the form 0.00'],
      ['malformed-reply', 'reply.pix[2]: not an object'],
    ])
  })

  it('of charges is read under its own name', () => {
    const cob = {
      txid: 'a'.repeat(26),
      status: 'ATIVA',
      calendario: { criacao: '2026-03-02T00:30:00Z', expiracao: 300 },
      valor: { original: '1.00' },
      chave: 'k',
      brcode: 'B',
    }
    const body = JSON.stringify({ parametros: { paginacao }, cobs: [cob, { ...cob, txid: 7 }] })
    const { items, unreadable } = readCobList({ status: 200, headers: {}, body })
    expect(items).toMatchObject([
      { status: 'active', copiaECola: 'B', expiresAt: '2026-03-02T00:35:00.000Z' },
    ])
    expect(unreadable).toHaveLength(1)
  })
})
