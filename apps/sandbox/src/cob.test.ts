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
const pay = (pixCopiaECola: string) => merchant.control('POST', '/pay', { pixCopiaECola })
const removed = 'REMOVIDA_PELO_USUARIO_RECEBEDOR'

describe('a charge', () => {
  test('is created with what a screen needs to show it', async () => {
    const txid = newTxid()
    const answer = await put(txid, merchant.cob({ solicitacaoPagador: 'Pão' }))
    expect(answer.status).toBe(201)
    expect(answer.headers.date).toBe(new Date(merchant.clock.at).toUTCString())
    expect(answer.body).toMatchObject({
      txid,
      revisao: 0,
      status: 'ATIVA',
      calendario: { criacao: new Date(merchant.clock.at).toISOString(), expiracao: 3600 },
      valor: { original: '23.50' },
      chave: merchant.chave,
      solicitacaoPagador: 'Pão',
      loc: { tipoCob: 'cob' },
    })
    expect(answer.body.location).toMatch(
      new RegExp(`^localhost:${merchant.sandbox.port}/qr/v2/[0-9a-f]{32}$`),
    )
    expect(answer.body.loc.location).toBe(answer.body.location)
    expect(answer.body.pixCopiaECola).toContain(answer.body.location)
    expect((await get(txid)).body).toEqual(answer.body)
  })

  test('answers the same to the same request, however its keys are ordered', async () => {
    const txid = newTxid()
    const first = await put(txid, merchant.cob({ devedor: { nome: 'Ana', cpf: '12345678909' } }))
    const { calendario, valor, chave } = merchant.cob()
    const again = await put(txid, { chave, devedor: { cpf: '12345678909', nome: 'Ana' }, valor, calendario })
    expect(again.status).toBe(201)
    expect(again.body).toEqual(first.body)
  })

  test('keeps its past: each change is a revision, read with ?revisao', async () => {
    const txid = newTxid()
    const first = await put(txid, merchant.cob())
    const second = await put(txid, merchant.cob({ valor: { original: '30.00' } }))
    const third = await patch(txid, { calendario: { expiracao: 7200 } })
    expect([first, second, third].map(({ body }) => body.revisao)).toEqual([0, 1, 2])
    expect(third.status).toBe(200)
    expect(third.body).toMatchObject({ valor: { original: '30.00' }, calendario: { expiracao: 7200 } })
    expect(third.body.calendario.criacao).toBe(first.body.calendario.criacao)
    expect((await get(`${txid}?revisao=0`)).body).toEqual(first.body)
    expect((await get(`${txid}?revisao=1`)).body.calendario.expiracao).toBe(3600)
    for (const wrong of ['3', '-1', 'x', '']) {
      const answer = await get(`${txid}?revisao=${wrong}`)
      expect(answer.status).toBe(400)
      expect(answer.body.type).toBe('https://pix.bcb.gov.br/api/v2/error/CobConsultaInvalida')
    }
  })

  test('does not change by a PATCH that changes nothing', async () => {
    const txid = newTxid()
    const first = await put(txid, merchant.cob())
    expect((await patch(txid, {})).body).toEqual(first.body)
    expect((await patch(txid, { valor: { original: '23.50' } })).body.revisao).toBe(0)
  })

  test('loses by PUT what the new request leaves out, and keeps it by PATCH', async () => {
    const txid = newTxid()
    await put(
      txid,
      merchant.cob({ solicitacaoPagador: 'Pão', infoAdicionais: [{ nome: 'Mesa', valor: '4' }] }),
    )
    const patched = await patch(txid, { solicitacaoPagador: 'Café' })
    expect(patched.body).toMatchObject({
      solicitacaoPagador: 'Café',
      infoAdicionais: [{ nome: 'Mesa', valor: '4' }],
    })
    const replaced = await put(txid, merchant.cob())
    expect(replaced.body).not.toHaveProperty('solicitacaoPagador')
    expect(replaced.body).not.toHaveProperty('infoAdicionais')
  })

  test('is removed by its owner, once, and is final then', async () => {
    const txid = newTxid()
    await put(txid, merchant.cob())
    const gone = await patch(txid, { status: removed })
    expect(gone.status).toBe(200)
    expect(gone.body).toMatchObject({ status: removed, revisao: 1 })
    expect((await get(`${txid}?revisao=0`)).body.status).toBe('ATIVA')
    for (const answer of [await patch(txid, { status: removed }), await put(txid, merchant.cob())]) {
      expect(answer.status).toBe(400)
      expect(answer.body.violacoes[0].razao).toContain('não está ATIVA')
    }
  })

  test('is final once paid: even the identical PUT is refused', async () => {
    const txid = newTxid()
    const { body } = await put(txid, merchant.cob())
    await pay(body.pixCopiaECola)
    expect((await get(txid)).body).toMatchObject({ status: 'CONCLUIDA', revisao: 0 })
    for (const answer of [
      await put(txid, merchant.cob()),
      await patch(txid, { status: removed }),
      await patch(txid, { solicitacaoPagador: 'x' }),
    ]) {
      expect(answer.status).toBe(400)
      expect(answer.body.type).toBe('https://pix.bcb.gov.br/api/v2/error/CobOperacaoInvalida')
    }
  })

  test('may be removed by the PSP, and nobody is told', async () => {
    const txid = newTxid()
    await put(txid, merchant.cob())
    expect((await merchant.control('POST', '/charges/remove', { txid })).status).toBe(200)
    expect((await get(txid)).body.status).toBe('REMOVIDA_PELO_PSP')
    expect((await merchant.control('POST', '/charges/remove', { txid })).status).toBe(409)
    expect((await merchant.control('POST', '/charges/remove', { txid: 'x' })).status).toBe(404)
  })

  test('stays ATIVA when it expires', async () => {
    const txid = newTxid()
    await put(txid, merchant.cob({ calendario: { expiracao: 1 } }))
    merchant.clock.at += 60_000
    expect((await get(txid)).body.status).toBe('ATIVA')
  })

  test('gets its txid from the PSP on POST, another one each time', async () => {
    const [one, other] = [
      await merchant.api('POST', '/cob', merchant.cob()),
      await merchant.api('POST', '/cob', merchant.cob()),
    ]
    expect(one.status).toBe(201)
    expect(one.body.txid).toMatch(/^[a-zA-Z0-9]{26,35}$/)
    expect(other.body.txid).not.toBe(one.body.txid)
  })

  test('lives a day when no one says otherwise', async () => {
    expect((await put(newTxid(), merchant.cob({ calendario: {} }))).body.calendario.expiracao).toBe(86400)
  })

  test('that nobody made is not found', async () => {
    for (const answer of [await get(newTxid()), await get('x'), await patch(newTxid(), {})]) {
      expect(answer.status).toBe(404)
      expect(answer.headers['content-type']).toBe('application/problem+json')
      expect(answer.body.type).toBe('https://pix.bcb.gov.br/api/v2/error/CobNaoEncontrado')
    }
  })
})

describe('a location', () => {
  const newLoc = async (tipoCob: string) => (await merchant.api('POST', '/loc', { tipoCob })).body

  test('may be chosen, moves with no new revision, and is free again', async () => {
    const txid = newTxid()
    const first = await put(txid, merchant.cob())
    const loc = await newLoc('cob')
    const moved = await patch(txid, { loc: { id: loc.id } })
    expect(moved.body).toMatchObject({ revisao: 0, location: loc.location, loc: { id: loc.id } })
    expect(moved.body.pixCopiaECola).toContain(loc.location)
    const other = await put(newTxid(), merchant.cob({ loc: { id: first.body.loc.id } }))
    expect(other.body.location).toBe(first.body.location)
  })

  test('is refused when unknown, taken or of type cobv', async () => {
    const taken = await put(newTxid(), merchant.cob())
    const cobv = await newLoc('cobv')
    const rows = [
      [9_999_999, 'inexiste'],
      [taken.body.loc.id, 'já está sendo utilizado'],
      [cobv.id, 'apresenta tipo "cobv"'],
    ]
    for (const [id, why] of rows) {
      const answer = await put(newTxid(), merchant.cob({ loc: { id } }))
      expect(answer.status).toBe(400)
      expect(answer.body.violacoes).toEqual([
        { propriedade: 'cob.loc.id', razao: expect.stringContaining(why), valor: String(id) },
      ])
    }
  })
})
