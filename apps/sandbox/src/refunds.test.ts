import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Merchant, newTxid, openMerchant } from './merchant.ts'

const day = 24 * 60 * 60 * 1000
let merchant: Merchant
beforeAll(async () => {
  merchant = await openMerchant()
})
afterAll(() => merchant.close())

/** A Pix of R$ 23,50; its id. */
async function received(fields: object = {}): Promise<string> {
  const { body } = await merchant.api('PUT', `/cob/${newTxid()}`, merchant.cob(fields))
  return (await merchant.control('POST', '/pay', { pixCopiaECola: body.pixCopiaECola })).body.endToEndId
}
const put = (e2eid: string, id: string, body: unknown) =>
  merchant.api('PUT', `/pix/${e2eid}/devolucao/${id}`, body)
const get = async (e2eid: string, id: string) =>
  (await merchant.api('GET', `/pix/${e2eid}/devolucao/${id}`)).body

describe('a refund', () => {
  test('is taken at once and settled later', async () => {
    const e2eid = await received()
    const asked = await put(e2eid, 'd1', { valor: '10.00', descricao: 'Troca' })
    expect(asked.status).toBe(201)
    expect(asked.body).toEqual({
      id: 'd1',
      rtrId: expect.stringMatching(/^D[a-zA-Z0-9]{31}$/),
      valor: '10.00',
      natureza: 'ORIGINAL',
      descricao: 'Troca',
      horario: { solicitacao: new Date(merchant.clock.at).toISOString() },
      status: 'EM_PROCESSAMENTO',
    })
    merchant.clock.at += 1000
    await merchant.sandbox.settle()
    expect(await get(e2eid, 'd1')).toMatchObject({
      status: 'DEVOLVIDO',
      horario: { liquidacao: new Date(merchant.clock.at).toISOString() },
    })
    expect((await merchant.api('GET', `/pix/${e2eid}`)).body.devolucoes).toHaveLength(1)
  })

  test('with the same id and request answers the same; with another request it is refused', async () => {
    const e2eid = await received()
    const first = await put(e2eid, 'd1', { valor: '10.00' })
    expect((await put(e2eid, 'd1', { valor: '10.00' })).body).toEqual(first.body)
    merchant.clock.at += 1000
    await merchant.sandbox.settle()
    expect((await put(e2eid, 'd1', { valor: '10.00' })).body).toMatchObject({
      status: 'DEVOLVIDO',
      rtrId: first.body.rtrId,
    })
    const other = await put(e2eid, 'd1', { valor: '10.01' })
    expect(other.body.violacoes).toEqual([expect.objectContaining({ propriedade: 'devolucao.id' })])
    expect((await merchant.api('GET', `/pix/${e2eid}`)).body.devolucoes).toHaveLength(1)
  })

  test('is the same refund whatever it is called, and another when it is of another nature', async () => {
    const e2eid = await received()
    const first = await put(e2eid, 'd1', { valor: '10.00', descricao: 'Troca' })
    for (const descricao of [undefined, 'Troca de um pão'])
      expect(await put(e2eid, 'd1', { valor: '10.00', descricao })).toMatchObject({
        status: 201,
        body: first.body,
      })
    const other = await put(e2eid, 'd1', { valor: '10.00', natureza: 'RETIRADA' })
    expect(other).toMatchObject({ status: 400, body: { violacoes: [{ propriedade: 'devolucao.id' }] } })
  })

  test('never adds up to more than the Pix, and what was not realised does not count', async () => {
    const e2eid = await received()
    expect((await put(e2eid, 'd1', { valor: '13.50' })).status).toBe(201)
    const over = await put(e2eid, 'd2', { valor: '10.01' })
    expect(over.status).toBe(400)
    expect(over.body.violacoes[0].razao).toContain('excederia')
    await merchant.control('POST', '/refunds/settle', { outcome: 'NAO_REALIZADO' })
    expect(await get(e2eid, 'd1')).toMatchObject({ status: 'NAO_REALIZADO', motivo: expect.any(String) })
    expect((await put(e2eid, 'd2', { valor: '23.50' })).status).toBe(201)
    expect((await put(e2eid, 'd3', { valor: '0.01' })).status).toBe(400)
  })

  test('goes as the script says: later, never, or not at all', async () => {
    const e2eid = await received()
    await merchant.control('PUT', '/faults', { refund: { settleAfterMs: 5000, outcome: 'NAO_REALIZADO' } })
    await put(e2eid, 'd1', { valor: '1.00' })
    await merchant.control('PUT', '/faults', { refund: { settleAfterMs: null } })
    await put(e2eid, 'd2', { valor: '1.00' })
    await merchant.control('DELETE', '/faults')
    merchant.clock.at += 4999
    await merchant.sandbox.settle()
    expect((await get(e2eid, 'd1')).status).toBe('EM_PROCESSAMENTO')
    merchant.clock.at += 1
    await merchant.sandbox.settle()
    expect((await get(e2eid, 'd1')).status).toBe('NAO_REALIZADO')
    merchant.clock.at += 10_000
    await merchant.sandbox.settle()
    expect((await get(e2eid, 'd2')).status).toBe('EM_PROCESSAMENTO')
    expect((await merchant.control('POST', '/refunds/settle')).body).toEqual({ settled: 1 })
    expect((await get(e2eid, 'd2')).status).toBe('DEVOLVIDO')
  })

  test('may be asked for ninety days', async () => {
    const e2eid = await received()
    merchant.clock.at += 90 * day
    await merchant.newToken()
    expect((await put(e2eid, 'd1', { valor: '1.00' })).status).toBe(201)
    merchant.clock.at += 1
    const late = await put(e2eid, 'd2', { valor: '1.00' })
    expect(late.status).toBe(400)
    expect(late.body.violacoes[0].razao).toContain('90 dias')
  })

  test('of cash handed out is limited to that cash', async () => {
    const troco = { valor: '50.00', modalidadeAgente: 'AGTEC', prestadorDoServicoDeSaque: '12345678' }
    const e2eid = await received({ valor: { original: '10.00', retirada: { troco } } })
    expect((await put(e2eid, 'd1', { valor: '10.01' })).status).toBe(400)
    expect((await put(e2eid, 'd2', { valor: '50.01', natureza: 'RETIRADA' })).status).toBe(400)
    expect((await put(e2eid, 'd3', { valor: '50.00', natureza: 'RETIRADA' })).status).toBe(201)
    expect((await put(e2eid, 'd4', { valor: '10.00' })).status).toBe(201)
  })

  test('of a Pix Saque is of the cash, never of a purchase that there was not', async () => {
    const saque = { valor: '50.00', modalidadeAgente: 'AGPSS', prestadorDoServicoDeSaque: '12345678' }
    const e2eid = await received({ valor: { original: '0.00', retirada: { saque } } })
    expect((await put(e2eid, 'd1', { valor: '0.01' })).status).toBe(400)
    expect((await put(e2eid, 'd2', { valor: '50.00', natureza: 'RETIRADA' })).status).toBe(201)
  })

  test('goes back in several parts, until nothing is left', async () => {
    const e2eid = await received()
    for (const [index, valor] of ['10.00', '10.00', '3.50'].entries())
      expect((await put(e2eid, `d${index}`, { valor })).status).toBe(201)
    expect((await put(e2eid, 'd9', { valor: '0.01' })).status).toBe(400)
    expect((await merchant.api('GET', `/pix/${e2eid}`)).body.devolucoes).toHaveLength(3)
  })

  test('finds no balance in an account that passes its money on, and ends NAO_REALIZADO', async () => {
    const e2eid = await received()
    await merchant.control('PUT', '/account', { mode: 'simplified' })
    expect(await put(e2eid, 'd1', { valor: '1.00' })).toMatchObject({
      status: 201,
      body: { status: 'EM_PROCESSAMENTO' },
    })
    await merchant.restart()
    merchant.clock.at += 1000
    await merchant.sandbox.settle()
    expect(await get(e2eid, 'd1')).toMatchObject({
      status: 'NAO_REALIZADO',
      motivo: 'Saldo insuficiente na conta do recebedor.',
    })
    expect((await merchant.control('GET', '/state')).body.account).toEqual({ mode: 'simplified' })
    await merchant.control('PUT', '/account', { mode: 'free' })
    expect((await put(e2eid, 'd2', { valor: '23.50' })).status).toBe(201)
    merchant.clock.at += 1000
    await merchant.sandbox.settle()
    expect((await get(e2eid, 'd2')).status).toBe('DEVOLVIDO')
  })

  test('that is held is ended alone, with the reason that is given', async () => {
    await merchant.control('PUT', '/faults', { refund: { settleAfterMs: null } })
    const [e2eid, other] = [await received(), await received()]
    for (const [pix, id] of [
      [e2eid, 'd1'],
      [e2eid, 'd2'],
      [other, 'd1'],
    ] as const)
      await put(pix, id, { valor: '1.00' })
    await merchant.control('DELETE', '/faults')
    const one = { endToEndId: e2eid, id: 'd1', outcome: 'NAO_REALIZADO', motivo: 'Negado por timeout' }
    expect((await merchant.control('POST', '/refunds/settle', one)).body).toEqual({ settled: 1 })
    expect(await get(e2eid, 'd1')).toMatchObject({ status: 'NAO_REALIZADO', motivo: 'Negado por timeout' })
    expect((await get(e2eid, 'd2')).status).toBe('EM_PROCESSAMENTO')
    expect((await get(other, 'd1')).status).toBe('EM_PROCESSAMENTO')
    await merchant.control('POST', '/refunds/settle', { endToEndId: e2eid })
    expect((await get(e2eid, 'd2')).status).toBe('DEVOLVIDO')
    expect((await get(other, 'd1')).status).toBe('EM_PROCESSAMENTO')
  })

  test.each([undefined, 'MED_OPERACIONAL', 'MED_FRAUDE'])(
    'may come from elsewhere, with an id that nobody asked for: %s',
    async (nature) => {
      const e2eid = await received()
      const elsewhere = (amountCents: number) =>
        merchant.control('POST', '/refund', {
          endToEndId: e2eid,
          amountCents,
          ...(nature && { nature }),
        })
      const { status, body } = await elsewhere(2000)
      expect(status).toBe(201)
      expect(body).toMatchObject({
        id: expect.stringMatching(/^[a-zA-Z0-9]{32}$/),
        natureza: nature ?? 'ORIGINAL',
        status: 'DEVOLVIDO',
        valor: '20.00',
      })
      expect(await get(e2eid, body.id)).toEqual(body)
      expect((await put(e2eid, 'd1', { valor: '3.51' })).status).toBe(400)
      expect((await elsewhere(351)).status).toBe(409)
      expect((await put(e2eid, 'd1', { valor: '3.50' })).status).toBe(201)
    },
  )

  test('from elsewhere needs a Pix', async () => {
    const nobody = { endToEndId: 'E'.padEnd(32, '0'), amountCents: 1 }
    expect((await merchant.control('POST', '/refund', nobody)).status).toBe(404)
  })

  test.each<[string, string, unknown, string]>([
    ['no amount', 'd1', {}, 'devolucao.valor'],
    ['amount as number', 'd1', { valor: 1 }, 'devolucao.valor'],
    ['amount of zero', 'd1', { valor: '0.00' }, 'devolucao.valor'],
    ['one decimal', 'd1', { valor: '1.0' }, 'devolucao.valor'],
    ['nature of a MED', 'd1', { valor: '1.00', natureza: 'MED_FRAUDE' }, 'devolucao.natureza'],
    ['text of 141', 'd1', { valor: '1.00', descricao: 'a'.repeat(141) }, 'devolucao.descricao'],
    ['id of 36', 'a'.repeat(36), { valor: '1.00' }, 'devolucao.id'],
    ['id with a dash', 'a-b', { valor: '1.00' }, 'devolucao.id'],
  ])('is refused: %s', async (_name, id, body, propriedade) => {
    const answer = await put(await received(), id, body)
    expect(answer.status).toBe(400)
    expect(answer.body.type).toBe('https://pix.bcb.gov.br/api/v2/error/PixDevolucaoInvalida')
    expect(answer.body.violacoes.map((one: { propriedade: string }) => one.propriedade)).toEqual([
      propriedade,
    ])
  })

  test('that is not there, or of a Pix that is not there, is not found', async () => {
    const type = 'https://pix.bcb.gov.br/api/v2/error'
    const e2eid = await received()
    const nobody = 'E'.padEnd(32, '0')
    expect(await get(e2eid, 'd9')).toMatchObject({ status: 404, type: `${type}/PixDevolucaoNaoEncontrada` })
    expect(await get(nobody, 'd9')).toMatchObject({ status: 404, type: `${type}/PixDevolucaoNaoEncontrada` })
    expect((await put(nobody, 'd1', { valor: '1.00' })).body.type).toBe(`${type}/NaoEncontrado`)
  })
})
