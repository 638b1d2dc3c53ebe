import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { devedor, dueCharges, fieldsOf, removed, start, type } from './due-charges.ts'
import { type Merchant, newTxid, openMerchant } from './merchant.ts'

let merchant: Merchant
const day = 24 * 60 * 60 * 1000
beforeAll(async () => {
  merchant = await openMerchant()
  await at(start)
})
afterAll(() => merchant.close())
const { at, cobv, put, patch, get, made } = dueCharges(() => merchant)

describe('a charge with due date', () => {
  test('is created with what a bill needs', async () => {
    const txid = newTxid()
    const address = { logradouro: 'Rua A, 1', cidade: 'Recife', uf: 'PE', cep: '50000000', email: 'a@b.c' }
    const answer = await put(txid, cobv({ devedor: { ...devedor, ...address }, solicitacaoPagador: 'Março' }))
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      txid,
      revisao: 0,
      status: 'ATIVA',
      calendario: {
        criacao: new Date(merchant.clock.at).toISOString(),
        dataDeVencimento: '2026-03-17',
        validadeAposVencimento: 10,
      },
      devedor: { ...devedor, ...address },
      recebedor: { nome: 'PADARIA DO BAIRRO', cnpj: '12345678000195', cidade: 'SAO PAULO', uf: 'SP' },
      valor: cobv().valor,
      loc: { tipoCob: 'cobv', txid },
      solicitacaoPagador: 'Março',
    })
    expect(answer.body.location).toContain('/qr/v2/cobv/')
    expect(answer.body.pixCopiaECola).toContain(answer.body.location)
    expect(await get(txid)).toEqual(answer.body)
  })

  test('is valid for thirty days more when no one says otherwise', async () => {
    const { calendario } = await made({ calendario: { dataDeVencimento: '2026-03-17' } })
    expect(calendario.validadeAposVencimento).toBe(30)
  })

  test('answers the same to the same request, however its keys are ordered', async () => {
    const txid = newTxid()
    const first = await put(txid, cobv())
    const { calendario, valor, chave } = cobv()
    const turned = { juros: valor.juros, multa: valor.multa, original: valor.original }
    expect((await put(txid, { chave, valor: turned, devedor, calendario })).body).toEqual(first.body)
  })

  test('keeps its past, and changes by PATCH only what is named', async () => {
    const { txid } = await made({ solicitacaoPagador: 'x' })
    const patched = await patch(txid, {
      valor: { original: '90.00' },
      calendario: { validadeAposVencimento: 5 },
    })
    expect(patched).toMatchObject({
      status: 200,
      body: {
        revisao: 1,
        valor: { ...cobv().valor, original: '90.00' },
        calendario: { dataDeVencimento: '2026-03-17', validadeAposVencimento: 5 },
        solicitacaoPagador: 'x',
      },
    })
    const replaced = await put(txid, cobv())
    expect(replaced.body.revisao).toBe(2)
    expect(replaced.body).not.toHaveProperty('solicitacaoPagador')
    expect((await merchant.api('GET', `/cobv/${txid}?revisao=0`)).body.valor.original).toBe('100.00')
    expect((await merchant.api('GET', `/cobv/${txid}?revisao=1`)).body.valor.original).toBe('90.00')
    expect(await merchant.api('GET', `/cobv/${txid}?revisao=3`)).toMatchObject({
      status: 400,
      body: { type: type('CobVConsultaInvalida') },
    })
  })

  test('is removed by its owner, once, and is final then', async () => {
    const { txid } = await made()
    expect((await patch(txid, { status: removed })).body).toMatchObject({ status: removed, revisao: 1 })
    for (const answer of [await patch(txid, { status: removed }), await put(txid, cobv())]) {
      expect(answer.body).toMatchObject({ type: type('CobVOperacaoInvalida') })
      expect(fieldsOf(answer)).toEqual(['cobv.status'])
    }
  })

  test('survives a restart', async () => {
    const one = await made()
    await merchant.restart()
    expect((await get(one.txid)).valor).toEqual(one.valor)
  })

  test('is no immediate one, and has its txid alone', async () => {
    const { txid } = await made()
    expect((await merchant.api('GET', `/cob/${txid}`)).body.type).toBe(type('CobNaoEncontrado'))
    expect(fieldsOf(await merchant.api('PUT', `/cob/${txid}`, merchant.cob()))).toEqual(['cob.txid'])
    const other = newTxid()
    await merchant.api('PUT', `/cob/${other}`, merchant.cob())
    expect((await merchant.api('GET', `/cobv/${other}`)).status).toBe(404)
    expect(fieldsOf(await put(other, cobv()))).toEqual(['cobv.txid'])
  })

  test('that nobody made is not found', async () => {
    for (const answer of [await merchant.api('GET', `/cobv/${newTxid()}`), await patch(newTxid(), {})]) {
      expect(answer).toMatchObject({ status: 404, body: { type: type('CobVNaoEncontrada') } })
    }
  })

  test('takes a location of its type alone, that is free', async () => {
    const loc = async (tipoCob: string) => (await merchant.api('POST', '/loc', { tipoCob })).body
    const free = await loc('cobv')
    const one = await made({ loc: { id: free.id } })
    expect(one.location).toBe(free.location)
    const rows = [
      [9_999_999, 'inexiste'],
      [free.id, 'já está sendo utilizado'],
      [(await loc('cob')).id, 'apresenta tipo "cob"'],
    ]
    for (const [id, why] of rows) {
      const answer = await put(newTxid(), cobv({ loc: { id } }))
      expect(answer.body.violacoes).toEqual([
        { propriedade: 'cobv.loc.id', razao: expect.stringContaining(String(why)), valor: String(id) },
      ])
    }
  })
})

test('GET /cobv lists them by the same filters, and no immediate charge', async () => {
  await at(start + 100 * day)
  const calendario = { dataDeVencimento: '2026-12-01' }
  const loja = { cnpj: '12ABC678000195', nome: 'Loja' }
  const [one, other] = [await made({ calendario }), await made({ calendario, devedor: loja })]
  await merchant.api('PUT', `/cob/${newTxid()}`, merchant.cob())
  const window = 'inicio=2026-06-18T00:00:00Z&fim=2026-06-19T00:00:00Z'
  const list = async (query: string) =>
    (await merchant.api('GET', `/cobv?${query}`)).body.cobs.map(({ txid }: { txid: string }) => txid)
  expect(await list(window)).toEqual([one.txid, other.txid])
  expect(await list(`${window}&cnpj=12ABC678000195`)).toEqual([other.txid])
  expect(await list(`${window}&cpf=12345678909&status=ATIVA`)).toEqual([one.txid])
  expect(await list(`${window}&loteCobVId=7`)).toEqual([])
  expect(await merchant.api('GET', '/cobv')).toMatchObject({
    status: 400,
    body: { type: type('CobVConsultaInvalida') },
  })
  expect(await merchant.api('GET', `/cobv?${window}&cpf=12345678909&cnpj=12ABC678000195`)).toMatchObject({
    status: 400,
    body: { violacoes: [{ propriedade: 'cpf' }] },
  })
  await at(start)
})
