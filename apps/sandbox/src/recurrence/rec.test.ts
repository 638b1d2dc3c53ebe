import { readBrCode } from '@balcao/brcode'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { moveTo, start } from '../due-charges.ts'
import { type Json, type Merchant, newTxid, openMerchant } from '../merchant.ts'

let merchant: Merchant
const at = (ms: number) => moveTo(merchant, ms)
beforeAll(async () => {
  merchant = await openMerchant()
  await at(start)
})
afterAll(() => merchant.close())

const newLoc = async (): Promise<Json> => (await merchant.api('POST', '/locrec')).body
const post = (fields: object = {}) => merchant.api('POST', '/rec', merchant.rec('2026-03-20', fields))
const patch = (idRec: string, body: object) => merchant.api('PATCH', `/rec/${idRec}`, body)
const get = (idRec: string, query = '') => merchant.api('GET', `/rec/${idRec}${query}`)
const made = async (fields: object = {}): Promise<Json> => (await post(fields)).body
const payloadAt = (location: string) =>
  merchant.call('GET', location.slice(location.indexOf('/')), { token: null })
const reasons = ({ body }: Json): string[] => body.violacoes.map(({ razao }: Json) => razao)
const violated = (razao: string, propriedade: string) => ({
  status: 400,
  body: {
    type: 'https://pix.bcb.gov.br/api/v2/error/RecOperacaoInvalida',
    violacoes: [{ razao, propriedade }],
  },
})

describe('a recurrence', () => {
  test('is made as it was asked for, under an id of the PSP, and read back', async () => {
    const loc = await newLoc()
    expect(loc).toEqual({
      id: expect.any(Number),
      location: expect.stringMatching(/^localhost:\d+\/qr\/v2\/rec\/[0-9a-f]{32}$/),
      criacao: new Date(start).toISOString(),
    })
    const { status, body: rec } = await post({ loc: loc.id, recebedor: { convenio: 'CONVENIO-1' } })
    expect(status).toBe(201)
    expect(rec).toEqual({
      idRec: expect.stringMatching(/^RR9999901120260310[a-zA-Z0-9]{11}$/),
      ...merchant.rec('2026-03-20'),
      status: 'CRIADA',
      recebedor: { cnpj: '12345678000195', nome: 'PADARIA DO BAIRRO', convenio: 'CONVENIO-1' },
      loc: { ...loc, idRec: rec.idRec },
      atualizacao: [{ status: 'CRIADA', data: new Date(start).toISOString() }],
      ativacao: { tipoJornada: 'AGUARDANDO_DEFINICAO' },
    })
    const { dadosQR, ...read } = (await get(rec.idRec)).body
    expect(read).toEqual(rec)
    expect(dadosQR.jornada).toBe('JORNADA_2')
    expect((await merchant.api('GET', `/locrec/${loc.id}`)).body).toEqual(rec.loc)
  })

  test('that allows no retries says so in its id', async () => {
    expect((await made({ politicaRetentativa: 'NAO_PERMITE' })).idRec).toMatch(/^RN/)
  })

  test.each<[string, object, string, string]>([
    ['vinculo', { vinculo: { contrato: 'x' } }, 'O objeto rec.vinculo não respeita o schema.', 'rec.vinculo'],
    [
      'dataInicial',
      { calendario: { dataInicial: '2026-03-09', periodicidade: 'MENSAL' } },
      'O campo rec.calendario.dataInicial é anterior à data de criação da recorrência.',
      'rec.calendario.dataInicial',
    ],
    [
      'dataFinal',
      { calendario: { dataInicial: '2026-03-20', dataFinal: '2026-03-19', periodicidade: 'MENSAL' } },
      'O campo rec.calendario.dataFinal é anterior ao campo rec.calendario.dataInicial.',
      'rec.calendario.dataFinal',
    ],
    [
      'periodicidade',
      { calendario: { dataInicial: '2026-03-20', periodicidade: 'DIARIA' } },
      'O campo rec.calendario.periodicidade não respeita o schema.',
      'rec.calendario.periodicidade',
    ],
    ['valor', { valor: '1.00' }, 'O objeto rec.valor não respeita o schema.', 'rec.valor'],
    [
      'valorRec',
      { valor: { valorRec: 1 } },
      'O campo rec.valor.valorRec não respeita o schema.',
      'rec.valor.valorRec',
    ],
    [
      'valorMinimoRecebedor',
      { valor: { valorMinimoRecebedor: '1' } },
      'O campo rec.valor.valorMinimoRecebedor não respeita o schema.',
      'rec.valor.valorMinimoRecebedor',
    ],
    [
      'both amounts',
      { valor: { valorRec: '1.00', valorMinimoRecebedor: '1.00' } },
      'Ambos os campos rec.valor.valorRec e rec.valor.valorMinimoRecebedor estão preenchidos.',
      'rec.valor',
    ],
    ['recebedor', { recebedor: 'x' }, 'O objeto rec.recebedor não respeita o schema.', 'rec.recebedor'],
    [
      'politicaRetentativa',
      { politicaRetentativa: 'SEMPRE' },
      'O campo rec.politicaRetentativa não respeita o schema.',
      'rec.politicaRetentativa',
    ],
    ['loc of nobody', { loc: 999 }, 'O location referenciado por rec.loc inexiste.', 'rec.loc'],
    ['loc as an object', { loc: { id: 1 } }, 'O campo rec.loc não respeita o schema.', 'rec.loc'],
    [
      'convenio',
      { recebedor: { convenio: 'OUTRO' } },
      'O valor do campo rec.recebedor.convenio não é aceito pelo PSP Recebedor.',
      'rec.recebedor.convenio',
    ],
  ])('is refused for its %s', async (_name, fields, razao, propriedade) => {
    expect(await post(fields)).toMatchObject(violated(razao, propriedade))
  })

  test('takes no location that another one has', async () => {
    const loc = await newLoc()
    await made({ loc: loc.id })
    const razao = 'O location referenciado por rec.loc já está sendo utilizado por outra recorrência.'
    expect(await post({ loc: loc.id })).toMatchObject(violated(razao, 'rec.loc'))
  })

  test('may begin today, and is over when today is its last day', async () => {
    expect((await post({ calendario: { dataInicial: '2026-03-10', periodicidade: 'ANUAL' } })).status).toBe(
      201,
    )
  })
})

describe('changing it', () => {
  test('names, start, location and first charge, while it is CRIADA', async () => {
    const { idRec } = await made()
    const loc = await newLoc()
    const txid = newTxid()
    const changed = await patch(idRec, {
      vinculo: { devedor: { nome: 'Ana de Souza' } },
      calendario: { dataInicial: '2026-04-01' },
      loc: loc.id,
      ativacao: { dadosJornada: { txid } },
    })
    expect(changed).toMatchObject({
      status: 200,
      body: {
        vinculo: { devedor: { nome: 'Ana de Souza', cpf: '12345678909' } },
        calendario: { dataInicial: '2026-04-01', periodicidade: 'MENSAL' },
        loc: { id: loc.id },
        ativacao: { dadosJornada: { txid } },
      },
    })
  })

  test('cancels it, once, and the payload is gone with it', async () => {
    const loc = await newLoc()
    const { idRec } = await made({ loc: loc.id })
    expect((await payloadAt(loc.location)).status).toBe(200)
    expect(await patch(idRec, { status: 'CANCELADA' })).toMatchObject({
      status: 200,
      body: {
        status: 'CANCELADA',
        encerramento: { cancelamento: { solicitante: 'USUARIO_RECEBEDOR', codigo: 'SLCR' } },
      },
    })
    expect((await payloadAt(loc.location)).status).toBe(400)
    const razao = 'A recorrência encontra-se expirada, cancelada ou rejeitada.'
    expect(await patch(idRec, { status: 'CANCELADA' })).toMatchObject(violated(razao, 'rec.status'))
  })

  test.each<[string, object, string]>([
    ['another status', { status: 'APROVADA' }, 'O campo rec.status não respeita o schema.'],
    [
      'a cancellation with more',
      { status: 'CANCELADA', calendario: { dataInicial: '2026-04-01' } },
      'O cancelamento da recorrência não admite outras alterações.',
    ],
    [
      'a start in the past',
      { calendario: { dataInicial: '2026-03-01' } },
      'O campo rec.calendario.dataInicial é anterior à data de criação da recorrência.',
    ],
    ['a location of nobody', { loc: 999 }, 'O location referenciado por rec.loc inexiste.'],
  ])('is refused: %s', async (_name, body, razao) => {
    const { idRec } = await made()
    expect(reasons(await patch(idRec, body))).toEqual([razao])
  })
})

describe('its code', () => {
  test('is of the recurrence alone, and its payload is signed by the host', async () => {
    const loc = await newLoc()
    const rec = await made({ loc: loc.id })
    const { dadosQR } = (await get(rec.idRec)).body
    expect(readBrCode(dadosQR.pixCopiaECola)).toMatchObject({
      kind: 'recurrence',
      recurrenceUrl: loc.location,
    })
    const payload = await payloadAt(loc.location)
    expect(payload.headers['content-type']).toBe('application/jose')
    const [header, claims] = payload.text
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()))
    expect(header.jku).toBe(`https://localhost:${merchant.sandbox.port}/qr/jwks`)
    expect(claims).toEqual({
      idRec: rec.idRec,
      ...merchant.rec('2026-03-20'),
      recebedor: { cnpj: '12345678000195', nome: 'PADARIA DO BAIRRO', ispbParticipante: '99999011' },
      atualizacao: rec.atualizacao,
    })
  })

  test('holds both addresses with a charge: an immediate one makes journey 3, one with due date journey 4', async () => {
    const loc = await newLoc()
    const { body: cob } = await merchant.api('PUT', `/cob/${newTxid()}`, merchant.cob())
    const { body: cobv } = await merchant.api('PUT', `/cobv/${newTxid()}`, merchant.cobv('2026-03-17'))
    const { idRec } = await made({ loc: loc.id, ativacao: { dadosJornada: { txid: cob.txid } } })
    for (const [charge, jornada, kind] of [
      [cob, 'JORNADA_3', 'dynamic+recurrence'],
      [cobv, 'JORNADA_4', 'cobv+recurrence'],
    ]) {
      const { dadosQR } = (await get(idRec, `?txid=${charge.txid}`)).body
      expect(dadosQR.jornada).toBe(jornada)
      expect(dadosQR.pixCopiaECola.length).toBeLessThanOrEqual(512)
      expect(readBrCode(dadosQR.pixCopiaECola)).toMatchObject({
        kind,
        url: charge.location,
        recurrenceUrl: loc.location,
      })
      // The phone pays the part that is to be paid.
      const { body } = await merchant.control('POST', '/read', { pixCopiaECola: dadosQR.pixCopiaECola })
      expect(body.txid).toBe(charge.txid)
      expect(body.warnings).toEqual(['O código também oferece um Pix Automático: este celular só paga.'])
    }
    const other = (await merchant.api('PUT', `/cob/${newTxid()}`, merchant.cob())).body
    const refused = await get(idRec, `?txid=${other.txid}`)
    expect(refused).toMatchObject({
      status: 400,
      body: { type: expect.stringContaining('RecConsultaInvalida') },
    })
    expect(reasons(refused)[0]).toContain('diferente da informada')
    expect(reasons(await get(idRec, `?txid=${newTxid()}`))[0]).toContain('não corresponde a uma cobrança')
  })

  test('is not there without a location, of either side', async () => {
    const { body: cob } = await merchant.api('PUT', `/cob/${newTxid()}`, merchant.cob())
    const loc = await newLoc()
    const { idRec } = await made({ ativacao: { dadosJornada: { txid: cob.txid } } })
    expect((await get(idRec)).body).not.toHaveProperty('dadosQR')
    await patch(idRec, { loc: loc.id })
    await merchant.api('DELETE', `/loc/${cob.loc.id}/txid`)
    expect((await get(idRec, `?txid=${cob.txid}`)).body).not.toHaveProperty('dadosQR')
    await merchant.api('DELETE', `/locrec/${loc.id}/idRec`)
    expect((await get(idRec)).body).not.toHaveProperty('dadosQR')
    expect((await payloadAt(loc.location)).status).toBe(404)
  })

  test('alone is no payment: the phone says so', async () => {
    const { idRec } = await made({ loc: (await newLoc()).id })
    const { dadosQR } = (await get(idRec)).body
    const paid = await merchant.control('POST', '/pay', { pixCopiaECola: dadosQR.pixCopiaECola })
    expect(paid).toMatchObject({ status: 422, body: { title: 'only-recurrence' } })
  })
})

describe('the lists', () => {
  const day = 24 * 60 * 60 * 1000
  const window = 'inicio=2026-06-01T00:00:00Z&fim=2026-07-01T00:00:00Z'
  const debtor = { cnpj: '11222333000181', nome: 'Empresa' }
  let ids: string[]
  beforeAll(async () => {
    await at(Date.parse('2026-06-10T12:00:00Z'))
    const calendario = { dataInicial: '2026-07-01', periodicidade: 'SEMANAL' }
    const loc = await newLoc()
    await newLoc()
    ids = [
      (await made({ calendario, loc: loc.id })).idRec,
      (await made({ calendario, vinculo: { contrato: '2', devedor: debtor } })).idRec,
      (await made({ calendario, recebedor: { convenio: 'CONVENIO-1' } })).idRec,
    ]
    await patch(ids[1] ?? '', { status: 'CANCELADA' })
    await at(merchant.clock.at + day)
  })

  test.each<[string, number[]]>([
    ['', [0, 1, 2]],
    ['&status=CANCELADA', [1]],
    ['&locationPresente=true', [0]],
    ['&locationPresente=false', [1, 2]],
    ['&cnpj=11222333000181', [1]],
    ['&cpf=12345678909', [0, 2]],
    ['&convenio=CONVENIO-1', [2]],
    ['&paginacao.itensPorPagina=2&paginacao.paginaAtual=1', [2]],
  ])('GET /rec?%s', async (query, expected) => {
    const { body } = await merchant.api('GET', `/rec?${window}${query}`)
    expect(body.recs.map(({ idRec }: Json) => idRec)).toEqual(expected.map((index) => ids[index]))
  })

  test.each([
    ['&idRecPresente=true', 1],
    ['&idRecPresente=false', 1],
    ['', 2],
  ])('GET /locrec?%s', async (query, count) => {
    const { body } = await merchant.api('GET', `/locrec?${window}${query}`)
    expect(body.loc).toHaveLength(count)
    expect(body.parametros.paginacao.quantidadeTotalDeItens).toBe(count)
  })

  test.each([
    '',
    'inicio=2026-06-01T00:00:00Z',
    `${window}&cpf=12345678909&cnpj=11222333000181`,
    `${window}&status=x`,
  ])('is refused: ?%s', async (query) => {
    expect((await merchant.api('GET', `/rec?${query}`)).body.type).toMatch(/RecConsultaInvalida$/)
  })
})
