import { describe, expect, it } from 'vitest'
import {
  cancelRec,
  getLocRec,
  getRec,
  listLocRecs,
  listRecs,
  type NewRec,
  patchRec,
  postLocRec,
  postRec,
  type Rec,
  type RecChange,
  type RecQuery,
  readLocRec,
  readLocRecList,
  readRec,
  readRecList,
  unlinkLocRec,
} from '../index.ts'

const idRec = 'RN1234567820240115abcdefghijk'
const txid = '0123456789abcdef0123456789abcdef'
const window = { from: '2026-03-02T00:00:00Z', to: '2026-03-02T01:00:00Z' }
const rec: NewRec = {
  contract: '63100862',
  debtor: { cpf: '52998224725', name: 'Fulano de Tal' },
  firstDay: '2026-04-01',
  frequency: 'monthly',
  retryPolicy: 'none',
}
const refused = (field: string) =>
  expect.objectContaining({ name: 'PixError', code: 'invalid-request', field })
const bodyOf = ({ body = '' }: { body?: string }) => JSON.parse(body)
const reply = (body: unknown, status = 200) => ({ status, headers: {}, body: JSON.stringify(body) })

describe('a recurrence to offer', () => {
  it('is POSTed with what it must have', () => {
    expect(postRec(rec)).toEqual({
      operation: 'postRec',
      method: 'POST',
      path: '/rec',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: '{"vinculo":{"contrato":"63100862","devedor":{"cpf":"52998224725","nome":"Fulano de Tal"}},"calendario":{"dataInicial":"2026-04-01","periodicidade":"MENSAL"},"politicaRetentativa":"NAO_PERMITE"}',
    })
  })

  it('carries what it may have', () => {
    const whole: NewRec = {
      ...rec,
      object: 'Serviço de música',
      lastDay: '2027-04-01',
      fixedCents: 3500,
      agreement: 'Master',
      locId: 108,
      cobTxid: txid,
      retryPolicy: 'three-in-seven-days',
    }
    expect(bodyOf(postRec(whole))).toMatchObject({
      vinculo: { objeto: 'Serviço de música' },
      calendario: { dataFinal: '2027-04-01' },
      valor: { valorRec: '35.00' },
      recebedor: { convenio: 'Master' },
      politicaRetentativa: 'PERMITE_3R_7D',
      // A number here, though an object in the answer.
      loc: 108,
      ativacao: { dadosJornada: { txid } },
    })
    expect(bodyOf(postRec({ ...rec, minimumCents: 500_000 })).valor).toEqual({
      valorMinimoRecebedor: '5000.00',
    })
  })

  it.each<[NewRec['frequency'], string]>([
    ['weekly', 'SEMANAL'],
    ['monthly', 'MENSAL'],
    ['quarterly', 'TRIMESTRAL'],
    ['semiannual', 'SEMESTRAL'],
    ['annual', 'ANUAL'],
  ])('that is %s is %s', (frequency, periodicidade) => {
    expect(bodyOf(postRec({ ...rec, frequency })).calendario).toMatchObject({ periodicidade })
  })

  it.each<[string, object]>([
    ['contract', { contract: '' }],
    ['contract', { contract: 'x'.repeat(36) }],
    ['contract', { contract: undefined }],
    ['object', { object: 'x'.repeat(36) }],
    ['debtor', { debtor: undefined }],
    ['debtor.cpf', { debtor: { cpf: '52998224726', name: 'a' } }],
    ['debtor.name', { debtor: { ...rec.debtor, name: 'x'.repeat(141) } }],
    ['firstDay', { firstDay: '2026-02-30' }],
    ['lastDay', { lastDay: '2026-03-31' }],
    ['lastDay', { lastDay: '01/04/2027' }],
    ['frequency', { frequency: 'MENSAL' }],
    ['frequency', { frequency: 'toString' }],
    ['fixedCents', { fixedCents: 0 }],
    ['minimumCents', { minimumCents: 1.5 }],
    ['minimumCents', { fixedCents: 3500, minimumCents: 3500 }],
    ['retryPolicy', { retryPolicy: 'always' }],
    ['agreement', { agreement: 'x'.repeat(61) }],
    ['locId', { locId: -1 }],
    ['txid', { cobTxid: 'short' }],
  ])('is refused before the wire with a wrong %s: %j', (field, wrong) => {
    expect(() => postRec({ ...rec, ...wrong } as NewRec)).toThrow(refused(field))
  })
})

describe('a recurrence that exists', () => {
  it('is read alone, or with the charge whose composite QR is wanted', () => {
    expect(getRec(idRec)).toMatchObject({ operation: 'getRec', method: 'GET', path: `/rec/${idRec}` })
    expect(getRec(idRec, txid).path).toBe(`/rec/${idRec}?txid=${txid}`)
  })

  it('is changed where it may be', () => {
    const change: RecChange = { debtorName: 'Fulano', firstDay: '2026-05-01', locId: 7, cobTxid: txid }
    expect(patchRec(idRec, change)).toMatchObject({
      operation: 'patchRec',
      method: 'PATCH',
      path: `/rec/${idRec}`,
    })
    expect(bodyOf(patchRec(idRec, change))).toEqual({
      vinculo: { devedor: { nome: 'Fulano' } },
      calendario: { dataInicial: '2026-05-01' },
      loc: 7,
      ativacao: { dadosJornada: { txid } },
    })
    expect(cancelRec(idRec)).toMatchObject({ operation: 'patchRec', body: '{"status":"CANCELADA"}' })
  })

  it.each<[string, RecChange]>([
    ['change', {}],
    ['change', { locId: undefined }],
    ['debtorName', { debtorName: '' }],
    ['firstDay', { firstDay: 'soon' }],
    ['locId', { locId: 1.5 }],
    ['txid', { cobTxid: '../rec' }],
  ])('is not changed with a wrong %s', (field, change) => {
    expect(() => patchRec(idRec, change)).toThrow(refused(field))
  })

  it.each([
    '',
    '..',
    'RX1234567820240115abcdefghijk',
    `${idRec}0`,
    `${idRec.slice(0, -1)}/`,
    'rn1234567820240115abcdefghijk',
  ])('has no path by the id %j', (id) => {
    for (const call of [getRec, cancelRec]) expect(() => call(id)).toThrow(refused('idRec'))
  })

  it('is listed by what the standard filters', () => {
    const query: RecQuery = {
      ...window,
      cpf: '52998224725',
      hasLocation: true,
      status: 'approved',
      agreement: 'A B',
      page: 1,
    }
    expect(listRecs(query).path).toBe(
      '/rec?inicio=2026-03-02T00%3A00%3A00.000Z&fim=2026-03-02T01%3A00%3A00.000Z&cpf=52998224725&locationPresente=true&status=APROVADA&convenio=A%20B&paginacao.paginaAtual=1',
    )
    expect(() => listRecs({ ...window, status: 'paid' as 'approved' })).toThrow(refused('status'))
    expect(() => listRecs({ ...window, cpf: '52998224725', cnpj: '12345678000195' })).toThrow(refused('cnpj'))
  })
})

/** Written after API Pix 2.9.0, RecCompleta, with everything in it. */
const wire = {
  idRec,
  status: 'APROVADA',
  valor: { valorRec: '300.00' },
  vinculo: {
    contrato: '98625023',
    devedor: { cpf: '87734514122', nome: 'Fulano de Tal' },
    objeto: 'Aluguel',
  },
  calendario: { dataInicial: '2024-02-01', dataFinal: '2028-09-01', periodicidade: 'MENSAL' },
  politicaRetentativa: 'NAO_PERMITE',
  loc: {
    id: 5100,
    location: 'https://pix.example.com/qr/v2/rec/2353',
    criacao: '2023-12-19T12:28:05.230Z',
    idRec,
  },
  pagador: { codMun: '2673833', cpf: '75633122216', ispbParticipante: '81102623' },
  recebedor: { cnpj: '92221288310574', nome: 'Imobiliária', convenio: 'Master' },
  ativacao: { tipoJornada: 'JORNADA_3', dadosJornada: { txid } },
  solicitacao: [
    {
      idSolicRec: 'SC8764567820240215abcdefghijk',
      idRec,
      calendario: { dataExpiracaoSolicitacao: '2024-01-20T12:17:11.926Z' },
      status: 'ENVIADA',
    },
    { idSolicRec: 7 },
  ],
  atualizacao: [
    { status: 'CRIADA', data: '2024-01-03T08:30:02.050Z' },
    { status: 'APROVADA', data: '2024-01-04T06:40:42.210-03:00' },
  ],
  dadosQR: { jornada: 'JORNADA_3', pixCopiaECola: '00020101021226…63047741' },
}
const read = (change: object): Rec => readRec(reply({ ...wire, ...change }))

describe('a recurrence of the PSP', () => {
  it('becomes ours', () => {
    expect(read({})).toEqual({
      idRec,
      status: 'approved',
      rawStatus: 'APROVADA',
      contract: '98625023',
      object: 'Aluguel',
      debtor: { cpf: '87734514122', name: 'Fulano de Tal' },
      firstDay: '2024-02-01',
      lastDay: '2028-09-01',
      frequency: 'monthly',
      fixedCents: 30_000,
      retryPolicy: 'none',
      receiver: { cnpj: '92221288310574', name: 'Imobiliária' },
      agreement: 'Master',
      payer: { cpf: '75633122216', ispb: '81102623', municipalityCode: '2673833' },
      loc: {
        id: 5100,
        location: 'pix.example.com/qr/v2/rec/2353',
        createdAt: '2023-12-19T12:28:05.230Z',
        idRec,
      },
      journey: 3,
      cobTxid: txid,
      history: [
        { status: 'created', at: '2024-01-03T08:30:02.050Z' },
        { status: 'approved', at: '2024-01-04T09:40:42.210Z' },
      ],
      requests: [
        {
          idSolicRec: 'SC8764567820240215abcdefghijk',
          idRec,
          status: 'sent',
          rawStatus: 'ENVIADA',
          expiresAt: '2024-01-20T12:17:11.926Z',
          history: [],
        },
      ],
      qr: { journey: 3, copiaECola: '00020101021226…63047741' },
    })
  })

  it('may be as little as the standard allows', () => {
    const { vinculo, calendario } = wire
    const least = { idRec, vinculo: { contrato: vinculo.contrato }, calendario }
    expect(readRec(reply({ ...least, calendario: { ...calendario, dataFinal: null } }, 201))).toEqual({
      idRec,
      status: 'undetermined',
      rawStatus: '',
      contract: '98625023',
      firstDay: '2024-02-01',
      frequency: 'monthly',
      retryPolicy: 'undetermined',
      history: [],
      requests: [],
    })
  })

  it.each<[string, Rec['status']]>([
    ['CRIADA', 'created'],
    ['aprovada', 'approved'],
    ['REJEITADA', 'rejected'],
    ['EXPIRADA', 'expired'],
    ['CANCELADA', 'cancelled'],
    ['SUSPENSA', 'undetermined'],
  ])('that is %s is %s', (status, ours) => {
    expect(read({ status })).toMatchObject({ status: ours, rawStatus: status })
  })

  it.each<[string, object, Partial<Rec>]>([
    [
      'a name where the status should be',
      { atualizacao: [{ nome: 'CRIADA', data: '2024-01-03T08:30:02Z' }] },
      { history: [{ status: 'created', at: '2024-01-03T08:30:02.000Z' }] },
    ],
    ['a history without times', { atualizacao: [{ status: 'CRIADA' }, 7] }, { history: [] }],
    [
      'the journey a level too deep',
      { ativacao: { dadosJornada: { tipoJornada: 'JORNADA_4' } } },
      { journey: 4 },
    ],
    [
      'a journey not known yet',
      { ativacao: { tipoJornada: 'AGUARDANDO_DEFINICAO' } },
      { journey: 'awaited' },
    ],
    ['a journey of a later version', { ativacao: { tipoJornada: 'JORNADA_5' } }, { journey: 'undetermined' }],
    ['a lowest maximum', { valor: { valorMinimoRecebedor: '800.00' } }, { minimumCents: 80_000 }],
    ['no loc that can be read', { loc: { id: 'x' } }, {}],
  ])('may have %s', (_what, change, ours) => {
    expect(read(change)).toMatchObject(ours)
  })

  it.each<[string, object, Rec['end']]>([
    [
      'cancelled, by whom and why',
      { cancelamento: { solicitante: 'USUARIO_RECEBEDOR', codigo: 'SLCR', descricao: 'Cancelado' } },
      { kind: 'cancellation', requester: 'receiver', code: 'SLCR', description: 'Cancelado' },
    ],
    [
      'cancelled by nobody known',
      { cancelamento: { codigo: 'ZZZZ' } },
      { kind: 'cancellation', requester: 'undetermined', code: 'ZZZZ' },
    ],
    [
      'rejected',
      { rejeicao: { codigo: 'AP13', descricao: 'Não reconhecida' } },
      { kind: 'rejection', code: 'AP13', description: 'Não reconhecida' },
    ],
    ['over, nobody knows why', { rejeicao: null }, undefined],
  ])('may be %s', (_what, encerramento, end) => {
    expect(read({ encerramento }).end).toEqual(end)
  })

  it.each([
    { jornada: 'JORNADA_1', pixCopiaECola: 'x' },
    { jornada: 'JORNADA_2' },
    { pixCopiaECola: 'x' },
    null,
    'x',
  ])('has no QR where it has %j', (dadosQR) => {
    expect(read({ dadosQR })).not.toHaveProperty('qr')
  })

  it.each<[string, object]>([
    ['idRec', { idRec: '' }],
    ['vinculo', { vinculo: null }],
    ['vinculo.contrato', { vinculo: {} }],
    ['calendario.dataInicial', { calendario: { dataInicial: '2024-02-30' } }],
    ['calendario.dataFinal', { calendario: { dataInicial: '2024-02-01', dataFinal: 'nunca' } }],
    ['valor.valorRec', { valor: { valorRec: 35 } }],
    ['valor.valorMinimoRecebedor', { valor: { valorMinimoRecebedor: '0.00' } }],
  ])('is not understood with a wrong %s', (place, change) => {
    expect(() => read(change)).toThrow(
      expect.objectContaining({
        code: 'malformed-reply',
        message: expect.stringContaining(`reply.${place}`),
      }),
    )
  })

  it('is one of a page, and one that cannot be read hides no other', () => {
    const parametros = {
      paginacao: { paginaAtual: 0, itensPorPagina: 2, quantidadeDePaginas: 3, quantidadeTotalDeItens: 5 },
    }
    const list = readRecList(reply({ parametros, recs: [wire, { idRec: 1 }] }))
    expect([list.items.length, list.unreadable.length, list.pages, list.totalItems]).toEqual([1, 1, 3, 5])
  })
})

describe('a location of a recurrence', () => {
  it('is made, read, emptied and listed', () => {
    expect(postLocRec()).toEqual({
      operation: 'postLocRec',
      method: 'POST',
      path: '/locrec',
      headers: { accept: 'application/json' },
    })
    expect(getLocRec(12069)).toMatchObject({ method: 'GET', path: '/locrec/12069' })
    expect(unlinkLocRec(12069)).toMatchObject({
      operation: 'unlinkLocRec',
      method: 'DELETE',
      path: '/locrec/12069/idRec',
    })
    expect(listLocRecs({ ...window, hasIdRec: false, agreement: 'A' }).path).toMatch(
      /&idRecPresente=false&convenio=A$/,
    )
    expect(() => getLocRec(-1)).toThrow(refused('locId'))
  })

  it('is read with its recurrence or without', () => {
    const loc = { id: 12069, location: 'pix.example.com/qr/v2/rec/2353', criacao: '2023-12-20T12:38:28.774Z' }
    expect(readLocRec(reply(loc, 201))).toEqual({
      id: 12069,
      location: 'pix.example.com/qr/v2/rec/2353',
      createdAt: '2023-12-20T12:38:28.774Z',
    })
    const parametros = { paginacao: { quantidadeDePaginas: 1 } }
    expect(readLocRecList(reply({ parametros, loc: [{ ...loc, idRec, criacao: null }] })).items).toEqual([
      { id: 12069, location: 'pix.example.com/qr/v2/rec/2353', idRec },
    ])
    expect(() => readLocRec(reply({ id: 1 }))).toThrow(expect.objectContaining({ code: 'malformed-reply' }))
  })
})
