import { describe, expect, it } from 'vitest'
import { getLoc, type LocKind, listLocs, postLoc, readLoc, readLocList, unlinkLoc } from './index.ts'

const wire = {
  id: 7716,
  location: 'pix.example.com/qr/v2/2353c790eefb11eaadc10242ac120002',
  tipoCob: 'cob',
  criacao: '2020-03-11T21:19:51.013Z',
}
const reply = (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) })
const refused = (field: string) => expect.objectContaining({ code: 'invalid-request', field })

describe('a location', () => {
  it('is made, asked for, listed and freed', () => {
    expect(postLoc('cobv')).toMatchObject({ method: 'POST', path: '/loc', body: '{"tipoCob":"cobv"}' })
    expect(getLoc(7716)).toMatchObject({ operation: 'getLoc', method: 'GET', path: '/loc/7716' })
    expect(unlinkLoc(7716)).toEqual({
      operation: 'unlinkLoc',
      method: 'DELETE',
      path: '/loc/7716/txid',
      headers: { accept: 'application/json' },
    })
    const window = { from: '2026-03-02T00:00:00Z', to: '2026-03-02T01:00:00Z' }
    expect(listLocs({ ...window, hasTxid: false, kind: 'cob', page: 1, pageSize: 50 }).path).toBe(
      '/loc?inicio=2026-03-02T00%3A00%3A00.000Z&fim=2026-03-02T01%3A00%3A00.000Z&txIdPresente=false&tipoCob=cob&paginacao.paginaAtual=1&paginacao.itensPorPagina=50',
    )
  })

  it.each([
    ['kind', () => postLoc('rec' as LocKind)],
    ['locId', () => getLoc(-1)],
    ['locId', () => unlinkLoc(Number.NaN)],
    ['locId', () => getLoc('../cob' as unknown as number)],
    ['to', () => listLocs({ from: '2026-03-02T00:00:01Z', to: '2026-03-02T00:00:00Z' })],
    [
      'kind',
      () => listLocs({ from: '2026-03-02T00:00:00Z', to: '2026-03-02T00:00:00Z', kind: 'x' as LocKind }),
    ],
  ])('is not asked for with a bad %s', (field, ask) => {
    expect(ask).toThrow(refused(field))
  })

  it.each<[string, object, object]>([
    ['as it is', {}, { id: 7716, location: wire.location, kind: 'cob', createdAt: wire.criacao }],
    ['with its charge', { txid: 'a'.repeat(26) }, { txid: 'a'.repeat(26) }],
    ['with an id as text', { id: '7716' }, { id: 7716 }],
    ['without the scheme', { location: `https://${wire.location}` }, { location: wire.location }],
  ])('is read %s', (_what, change, expected) => {
    expect(readLoc(reply({ ...wire, ...change }))).toMatchObject(expected)
  })

  it('may be of a kind and a time that cannot be read', () => {
    expect(readLoc(reply({ ...wire, tipoCob: 'rec', criacao: 'ontem' }))).toEqual({
      id: 7716,
      location: wire.location,
    })
  })

  it.each([
    ['no id', { id: undefined }],
    ['no location', { location: null }],
  ])('is nonsense with %s', (_what, change) => {
    expect(() => readLoc(reply({ ...wire, ...change }))).toThrow(
      expect.objectContaining({ code: 'malformed-reply', status: 200 }),
    )
  })

  it('that does not exist is told by the type of the problem', () => {
    const body = '{"type":"https://pix.bcb.gov.br/api/v2/error/PayloadLocationNaoEncontrado"}'
    expect(() => readLoc({ status: 404, headers: {}, body })).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    )
  })

  it('comes in lists', () => {
    const paginacao = {
      paginaAtual: 0,
      itensPorPagina: 100,
      quantidadeDePaginas: 1,
      quantidadeTotalDeItens: 2,
    }
    const { items, unreadable } = readLocList(reply({ parametros: { paginacao }, loc: [wire, {}] }))
    expect([items.length, unreadable.length]).toEqual([1, 1])
  })
})
