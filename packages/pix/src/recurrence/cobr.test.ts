import { describe, expect, it } from 'vitest'
import {
  type Cobr,
  type CobrTry,
  cancelCobr,
  getCobr,
  listCobrs,
  type NewCobr,
  postCobr,
  putCobr,
  readCobr,
  readCobrList,
  retryCobr,
} from '../index.ts'

const idRec = 'RR1234567820240115abcdefghijk'
const txid = '3136957d93134f2184b369e8f1c0729d'
const cobr: NewCobr = {
  idRec,
  amountCents: 10_607,
  dueDate: '2026-04-15',
  movesToBusinessDay: true,
  account: { number: '012682', type: 'checking', branch: '9708' },
}
const refused = (field: string) => expect.objectContaining({ code: 'invalid-request', field })

describe('a charge of a recurrence to create', () => {
  it('is PUT at its txid, or POSTed for the PSP to make one', () => {
    const request = putCobr(txid, cobr)
    expect(request).toEqual({
      operation: 'putCobr',
      method: 'PUT',
      path: `/cobr/${txid}`,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: `{"idRec":"${idRec}","calendario":{"dataDeVencimento":"2026-04-15"},"valor":{"original":"106.07"},"ajusteDiaUtil":true,"recebedor":{"agencia":"9708","conta":"012682","tipoConta":"CORRENTE"}}`,
    })
    expect(postCobr(cobr)).toEqual({ ...request, operation: 'postCobr', method: 'POST', path: '/cobr' })
  })

  it('carries what the payer reads, and the debtor', () => {
    const debtor = {
      email: 'a@b.com',
      street: 'Alameda Franco 1056',
      city: 'Uberlândia',
      state: 'MG',
      postalCode: '89256140',
    }
    const account = { number: '1', type: 'savings' as const }
    const { body = '' } = putCobr(txid, {
      ...cobr,
      movesToBusinessDay: false,
      info: 'Filmes',
      debtor,
      account,
    })
    expect(JSON.parse(body)).toMatchObject({
      infoAdicional: 'Filmes',
      ajusteDiaUtil: false,
      devedor: {
        email: 'a@b.com',
        logradouro: 'Alameda Franco 1056',
        cidade: 'Uberlândia',
        uf: 'MG',
        cep: '89256140',
      },
      recebedor: { conta: '1', tipoConta: 'POUPANCA' },
    })
  })

  it.each<[string, object]>([
    ['idRec', { idRec: 'x' }],
    ['amountCents', { amountCents: 0 }],
    ['amountCents', { amountCents: undefined }],
    ['dueDate', { dueDate: '15/04/2026' }],
    ['movesToBusinessDay', { movesToBusinessDay: undefined }],
    ['account', { account: undefined }],
    ['account.number', { account: { number: '', type: 'checking' } }],
    ['account.type', { account: { number: '1', type: 'CORRENTE' } }],
    ['account.branch', { account: { number: '1', type: 'checking', branch: '12345' } }],
    ['info', { info: 'x'.repeat(141) }],
    ['debtor.postalCode', { debtor: { postalCode: '89256-140' } }],
  ])('is refused before the wire with a wrong %s', (field, wrong) => {
    expect(() => putCobr(txid, { ...cobr, ...wrong } as NewCobr)).toThrow(refused(field))
  })
})

describe('a charge of a recurrence that exists', () => {
  it('is read, cancelled, tried again and listed', () => {
    expect(getCobr(txid)).toMatchObject({ method: 'GET', path: `/cobr/${txid}` })
    expect(cancelCobr(txid)).toMatchObject({
      operation: 'patchCobr',
      method: 'PATCH',
      body: '{"status":"CANCELADA"}',
    })
    expect(retryCobr(txid, '2026-04-18')).toEqual({
      operation: 'retryCobr',
      method: 'POST',
      path: `/cobr/${txid}/retentativa/2026-04-18`,
      headers: { accept: 'application/json' },
    })
    const window = { from: '2026-03-02T00:00:00Z', to: '2026-03-02T01:00:00Z' }
    expect(
      listCobrs({ ...window, idRec, status: 'concluded', cnpj: '12345678000195', agreement: 'A' }).path,
    ).toMatch(new RegExp(`&idRec=${idRec}&cnpj=12345678000195&status=CONCLUIDA&convenio=A$`))
  })

  it('has no path by a wrong txid or day', () => {
    for (const call of [getCobr, cancelCobr]) expect(() => call('../rec')).toThrow(refused('txid'))
    expect(() => retryCobr(txid, '2026-02-30')).toThrow(refused('day'))
  })
})

/** Written after API Pix 2.9.0, CobRCompleta, with the oddities of its examples. */
const wire = {
  idRec,
  txid,
  infoAdicional: 'Filmes',
  calendario: { criacao: '2024-05-20', dataDeVencimento: '2024-06-20' },
  valor: { original: '50.33' },
  status: 'ATIVA',
  politicaRetentativa: 'PERMITE_3R_7D',
  ajusteDiaUtil: true,
  devedor: { cep: '63259-740' },
  recebedor: { cnpj: '58966551101210', conta: '997182', tipoConta: 'POUPANÇA' },
  tentativas: [
    {
      dataLiquidacao: '2024-06-22',
      tipo: 'AGND',
      endToEndId: 'E1',
      status: 'REJEITADA',
      rejeicao: { codigo: 'AM02', descricao: 'Acima do limite' },
    },
    {
      dataLiquidacao: '2024-20-08',
      tipo: 'NTAG',
      status: 'AGENDADA',
      atualizacao: [{ status: 'AGENDADA', data: '2024-06-23T10:00:00Z' }],
    },
  ],
  pix: [{ endToEndId: 'E2', txid, valor: '50.33', horario: '2024-06-24T06:00:00Z' }],
  atualizacao: [{ data: '2024-05-20T14:47:29.470Z', status: 'CRIADA' }],
  encerramento: {
    cancelamento: { solicitante: 'PSP_PAGADOR', codigo: 'ACCT', descricao: 'Conta encerrada' },
  },
}
const read = (change: object): Cobr =>
  readCobr({ status: 200, headers: {}, body: JSON.stringify({ ...wire, ...change }) })

describe('a charge of a recurrence of the PSP', () => {
  it('becomes ours', () => {
    expect(read({})).toEqual({
      txid,
      idRec,
      status: 'active',
      rawStatus: 'ATIVA',
      amountCents: 5033,
      dueDate: '2024-06-20',
      createdOn: '2024-05-20',
      movesToBusinessDay: true,
      retryPolicy: 'three-in-seven-days',
      info: 'Filmes',
      tries: [
        {
          kind: 'scheduled',
          status: 'rejected',
          settlesOn: '2024-06-22',
          endToEndId: 'E1',
          rejection: { code: 'AM02', description: 'Acima do limite' },
          history: [],
        },
        {
          kind: 'after-due-date',
          status: 'scheduled',
          history: [{ status: 'scheduled', at: '2024-06-23T10:00:00.000Z' }],
        },
      ],
      payments: [
        { endToEndId: 'E2', txid, amountCents: 5033, paidAt: '2024-06-24T06:00:00.000Z', refunds: [] },
      ],
      history: [{ status: 'created', at: '2024-05-20T14:47:29.470Z' }],
      end: { kind: 'cancellation', requester: 'payer-psp', code: 'ACCT', description: 'Conta encerrada' },
    })
  })

  it.each<[string, Cobr['status']]>([
    ['CRIADA', 'created'],
    ['ATIVA', 'active'],
    ['Concluída', 'concluded'],
    ['EXPIRADA', 'expired'],
    ['REJEITADA', 'rejected'],
    ['CANCELADA', 'cancelled'],
    ['PAUSADA', 'undetermined'],
  ])('that is %s is %s', (status, ours) => {
    expect(read({ status }).status).toBe(ours)
  })

  it.each<[string, CobrTry['status']]>([
    ['SOLICITADA', 'requested'],
    ['AGENDADA', 'scheduled'],
    ['PAGA', 'paid'],
    ['CANCELADA', 'cancelled'],
    ['REJEITADA', 'rejected'],
    ['EXPIRADA', 'expired'],
    ['NOVA', 'undetermined'],
  ])('with a try that is %s has one that is %s', (status, ours) => {
    expect(read({ tentativas: [{ tipo: 'RIFL', status }] }).tries).toEqual([
      { kind: 'same-day', status: ours, history: [] },
    ])
  })

  it('may be as little as the standard allows, made on a day or at a time', () => {
    const { idRec: id, valor, calendario } = wire
    const least = { idRec: id, txid, valor, calendario: { ...calendario, criacao: '2024-05-20T10:00:00Z' } }
    expect(readCobr({ status: 201, headers: {}, body: JSON.stringify(least) })).toEqual({
      txid,
      idRec,
      status: 'undetermined',
      rawStatus: '',
      amountCents: 5033,
      dueDate: '2024-06-20',
      createdOn: '2024-05-20',
      tries: [],
      payments: [],
      history: [],
    })
  })

  it.each<[string, object]>([
    ['txid', { txid: 'a b' }],
    ['idRec', { idRec: null }],
    ['valor.original', { valor: { original: 50.33 } }],
    ['calendario.dataDeVencimento', { calendario: {} }],
    ['tentativas[0]', { tentativas: [7] }],
    ['pix[0].valor', { pix: [{ endToEndId: 'E2', valor: '1', horario: '2024-06-24T06:00:00Z' }] }],
  ])('is not understood with a wrong %s', (place, change) => {
    expect(() => read(change)).toThrow(
      expect.objectContaining({
        code: 'malformed-reply',
        message: expect.stringContaining(`reply.${place}`),
      }),
    )
  })

  it('is one of a page', () => {
    const body = JSON.stringify({ parametros: { paginacao: { quantidadeDePaginas: 1 } }, cobsr: [wire] })
    expect(readCobrList({ status: 200, headers: {}, body }).items).toHaveLength(1)
  })
})
