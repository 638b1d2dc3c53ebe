import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Merchant, newTxid, openMerchant } from './merchant.ts'

let merchant: Merchant
const start = Date.parse('2026-03-10T12:00:00.000Z')
beforeAll(async () => {
  merchant = await openMerchant()
  merchant.clock.at = start
  await merchant.newToken()
})
afterAll(() => merchant.close())

const type = (name: string) => `https://pix.bcb.gov.br/api/v2/error/${name}`
const make = async (tipoCob: string) => (await merchant.api('POST', '/loc', { tipoCob })).body
const put = (fields: object = {}) => merchant.api('PUT', `/cob/${newTxid()}`, merchant.cob(fields))
const payloadAt = (location: string) =>
  merchant.call('GET', location.slice(location.indexOf('/')), { token: null })

describe('a location', () => {
  test.each([
    ['cob', /^localhost:\d+\/qr\/v2\/[0-9a-f]{32}$/],
    ['cobv', /^localhost:\d+\/qr\/v2\/cobv\/[0-9a-f]{32}$/],
  ])('for %s is made with its type in the address, and read back', async (tipoCob, address) => {
    const made = await merchant.api('POST', '/loc', { tipoCob })
    expect(made.status).toBe(201)
    expect(made.headers.location).toBe(`localhost:${merchant.sandbox.port}/cielo-pix/v1/loc/${made.body.id}`)
    expect(made.body).toEqual({
      id: expect.any(Number),
      location: expect.stringMatching(address),
      tipoCob,
      criacao: new Date(start).toISOString(),
    })
    expect(made.body.location.length).toBeLessThanOrEqual(77)
    expect((await merchant.api('GET', `/loc/${made.body.id}`)).body).toEqual(made.body)
  })

  test.each<[string, unknown]>([
    ['nothing', {}],
    ['another type', { tipoCob: 'rec' }],
    ['a number', { tipoCob: 1 }],
    ['a list', []],
  ])('is not made of %s', async (_name, body) => {
    expect(await merchant.api('POST', '/loc', body)).toMatchObject({
      status: 400,
      body: {
        type: type('PayloadLocationOperacaoInvalida'),
        violacoes: [{ propriedade: 'tipoCob' }],
      },
    })
  })

  test.each([
    ['GET', '/loc/999999'],
    ['GET', '/loc/x'],
    ['DELETE', '/loc/999999/txid'],
  ])('%s %s that is not there is not found', async (method, path) => {
    expect(await merchant.api(method, path)).toMatchObject({
      status: 404,
      body: { type: type('PayloadLocationNaoEncontrado') },
    })
  })

  test('says which charge is there', async () => {
    const loc = await make('cob')
    const { body: cob } = await put({ loc: { id: loc.id } })
    expect(cob).toMatchObject({ location: loc.location, loc: { ...loc, txid: cob.txid } })
    expect((await merchant.api('GET', `/loc/${loc.id}`)).body).toEqual({ ...loc, txid: cob.txid })
  })

  test('is given up by DELETE: the charge has none then, keeps its status, and the payload is not there', async () => {
    const { body: cob } = await put()
    expect((await payloadAt(cob.location)).status).toBe(200)
    const { txid: _, ...free } = cob.loc
    expect(await merchant.api('DELETE', `/loc/${cob.loc.id}/txid`)).toMatchObject({ status: 200, body: free })
    const { body: after } = await merchant.api('GET', `/cob/${cob.txid}`)
    expect(after).toMatchObject({ status: 'ATIVA', revisao: 0 })
    for (const field of ['loc', 'location', 'pixCopiaECola']) expect(after).not.toHaveProperty(field)
    expect(await payloadAt(cob.location)).toMatchObject({
      status: 404,
      body: { type: type('CobPayloadNaoEncontrado') },
    })
    expect((await merchant.control('POST', '/pay', { pixCopiaECola: cob.pixCopiaECola })).status).toBe(404)
    expect((await merchant.control('GET', '/charges')).body).not.toContainEqual(
      expect.objectContaining({ txid: cob.txid }),
    )
    const again = await merchant.api('DELETE', `/loc/${cob.loc.id}/txid`)
    expect([again.status, again.body]).toEqual([200, free])

    const back = await merchant.api('PATCH', `/cob/${cob.txid}`, { loc: { id: cob.loc.id } })
    expect(back.body).toEqual(cob)
  })

  test('without which a charge is listed apart', async () => {
    const { body: cob } = await put()
    await merchant.api('DELETE', `/loc/${cob.loc.id}/txid`)
    const list = async (present: boolean) => {
      const { body } = await merchant.api(
        'GET',
        `/cob?inicio=2026-03-01T00:00:00Z&fim=2026-04-01T00:00:00Z&locationPresente=${present}`,
      )
      return body.cobs.map((one: { txid: string }) => one.txid)
    }
    expect(await list(false)).toContain(cob.txid)
    expect(await list(true)).not.toContain(cob.txid)
  })
})

describe('GET /loc', () => {
  let ids: number[]
  const day = 24 * 60 * 60 * 1000
  /** A free cob, a free cobv and a taken cob, a minute apart, on a day of their own. */
  beforeAll(async () => {
    merchant.clock.at = start + 5 * day
    await merchant.newToken()
    ids = []
    for (const one of [() => make('cob'), () => make('cobv'), async () => (await put()).body.loc]) {
      ids.push((await one()).id)
      merchant.clock.at += 60_000
    }
  })
  const window = 'inicio=2026-03-15T00:00:00Z&fim=2026-03-16T00:00:00Z'
  const list = (query: string) => merchant.api('GET', `/loc?${query}`)

  test.each<[string, string, number[]]>([
    ['all of a day', window, [0, 1, 2]],
    ['both ends included', 'inicio=2026-03-15T12:01:00Z&fim=2026-03-15T12:02:00Z', [1, 2]],
    ['taken', `${window}&txIdPresente=true`, [2]],
    ['free', `${window}&txIdPresente=false`, [0, 1]],
    ['of type cobv', `${window}&tipoCob=cobv`, [1]],
    ['of type cob', `${window}&tipoCob=cob`, [0, 2]],
    ['second page', `${window}&paginacao.itensPorPagina=2&paginacao.paginaAtual=1`, [2]],
  ])('%s', async (_name, query, indexes) => {
    const { body } = await list(query)
    expect(body.loc.map(({ id }: { id: number }) => ids.indexOf(id))).toEqual(indexes)
  })

  test('says what was asked', async () => {
    expect((await list(`${window}&txIdPresente=false&tipoCob=cob`)).body.parametros).toEqual({
      inicio: '2026-03-15T00:00:00Z',
      fim: '2026-03-16T00:00:00Z',
      txIdPresente: false,
      tipoCob: 'cob',
      paginacao: { paginaAtual: 0, itensPorPagina: 100, quantidadeDePaginas: 1, quantidadeTotalDeItens: 1 },
    })
  })

  test.each([
    ['no window', '', 'inicio'],
    ['end before start', 'inicio=2026-03-16T00:00:00Z&fim=2026-03-15T00:00:00Z', 'fim'],
    ['another type', `${window}&tipoCob=rec`, 'tipoCob'],
    ['negative page', `${window}&paginacao.paginaAtual=-1`, 'paginacao.paginaAtual'],
    ['negative items', `${window}&paginacao.itensPorPagina=-1`, 'paginacao.itensPorPagina'],
  ])('is refused: %s', async (_name, query, field) => {
    const { status, body } = await list(query)
    expect([status, body.type]).toEqual([400, type('PayloadLocationConsultaInvalida')])
    expect(body.violacoes.map((one: { propriedade: string }) => one.propriedade)).toContain(field)
  })
})
