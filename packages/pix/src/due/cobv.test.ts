import { describe, expect, it } from 'vitest'
import {
  type Cobv,
  type CobvChange,
  getCobv,
  listCobvs,
  type NewCobv,
  patchCobv,
  putCobv,
  readCobv,
  readCobvList,
} from '../index.ts'

const txid = '0123456789abcdef0123456789abcdef'
const cobv: NewCobv = {
  amountCents: 123_45,
  dueDate: '2020-12-31',
  chave: '5f84a4c5-c5cb-4599-9f13-7eb4d419dacc',
  debtor: { cpf: '12345678909', name: 'Pessoa de Teste' },
}
const refused = (field: string) => expect.objectContaining({ code: 'invalid-request', field })
const sent = (more: Partial<NewCobv> = {}) => JSON.parse(putCobv(txid, { ...cobv, ...more }).body ?? '')

describe('a charge with a due date to create', () => {
  it('is PUT at its txid', () => {
    expect(putCobv(txid, cobv)).toEqual({
      operation: 'putCobv',
      method: 'PUT',
      path: `/cobv/${txid}`,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: '{"calendario":{"dataDeVencimento":"2020-12-31"},"devedor":{"cpf":"12345678909","nome":"Pessoa de Teste"},"valor":{"original":"123.45"},"chave":"5f84a4c5-c5cb-4599-9f13-7eb4d419dacc"}',
    })
  })

  it('carries its validity, its location and the debtor’s address', () => {
    const debtor = {
      ...cobv.debtor,
      email: 'pessoa@example.com',
      street: 'Alameda Souza, 80',
      city: 'Recife',
      state: 'PE',
      postalCode: '70011750',
    }
    expect(sent({ validDaysAfterDue: 0, locId: 789, debtor, description: 'Serviço' })).toMatchObject({
      calendario: { dataDeVencimento: '2020-12-31', validadeAposVencimento: 0 },
      loc: { id: 789 },
      devedor: {
        email: 'pessoa@example.com',
        logradouro: 'Alameda Souza, 80',
        cidade: 'Recife',
        uf: 'PE',
        cep: '70011750',
      },
      solicitacaoPagador: 'Serviço',
    })
  })

  it.each<[Partial<NewCobv>, object]>([
    [{ fine: { mode: 'amount', hundredths: 15_00 } }, { multa: { modalidade: 1, valorPerc: '15.00' } }],
    [{ fine: { mode: 'percent', hundredths: 200 } }, { multa: { modalidade: 2, valorPerc: '2.00' } }],
    [{ rebate: { mode: 'amount', hundredths: 1 } }, { abatimento: { modalidade: 1, valorPerc: '0.01' } }],
    [
      { rebate: { mode: 'percent', hundredths: 99_99 } },
      { abatimento: { modalidade: 2, valorPerc: '99.99' } },
    ],
    [{ interest: { mode: 'amount-per-calendar-day', hundredths: 1 } }, { juros: { modalidade: 1 } }],
    [{ interest: { mode: 'percent-per-calendar-day', hundredths: 1 } }, { juros: { modalidade: 2 } }],
    [
      { interest: { mode: 'percent-per-month-by-calendar-days', hundredths: 1 } },
      { juros: { modalidade: 3 } },
    ],
    [
      { interest: { mode: 'percent-per-year-by-calendar-days', hundredths: 1 } },
      { juros: { modalidade: 4 } },
    ],
    [{ interest: { mode: 'amount-per-business-day', hundredths: 1 } }, { juros: { modalidade: 5 } }],
    [{ interest: { mode: 'percent-per-business-day', hundredths: 1 } }, { juros: { modalidade: 6 } }],
    [
      { interest: { mode: 'percent-per-month-by-business-days', hundredths: 1 } },
      { juros: { modalidade: 7 } },
    ],
    [
      { interest: { mode: 'percent-per-year-by-business-days', hundredths: 1 } },
      { juros: { modalidade: 8 } },
    ],
    [
      { discount: { mode: 'amount-until-date', steps: [{ until: '2020-12-31', hundredths: 30_00 }] } },
      { desconto: { modalidade: 1, descontoDataFixa: [{ data: '2020-12-31', valorPerc: '30.00' }] } },
    ],
    [
      { discount: { mode: 'percent-until-date', steps: [{ until: '2020-11-30', hundredths: 100 }] } },
      { desconto: { modalidade: 2, descontoDataFixa: [{ data: '2020-11-30', valorPerc: '1.00' }] } },
    ],
    [
      { discount: { mode: 'amount-per-calendar-day-early', hundredths: 5 } },
      { desconto: { modalidade: 3, valorPerc: '0.05' } },
    ],
    [{ discount: { mode: 'amount-per-business-day-early', hundredths: 5 } }, { desconto: { modalidade: 4 } }],
    [
      { discount: { mode: 'percent-per-calendar-day-early', hundredths: 5 } },
      { desconto: { modalidade: 5 } },
    ],
    [
      { discount: { mode: 'percent-per-business-day-early', hundredths: 5 } },
      { desconto: { modalidade: 6 } },
    ],
  ])('has the terms %j in the numbers of the standard', (terms, valor) => {
    expect(sent(terms).valor).toMatchObject(valor)
  })

  const step = (until: string, hundredths = 100) => ({ until, hundredths })
  it.each<[string, object]>([
    ['amountCents', { amountCents: 0 }],
    ['dueDate', { dueDate: '2021-02-29' }],
    ['dueDate', { dueDate: '31/12/2020' }],
    ['dueDate', { dueDate: '2020-12-31T00:00:00Z' }],
    ['dueDate', { dueDate: undefined }],
    ['debtor', { debtor: undefined }],
    ['chave', { chave: undefined }],
    ['validDaysAfterDue', { validDaysAfterDue: -1 }],
    ['validDaysAfterDue', { validDaysAfterDue: 1.5 }],
    ['debtor.cpf', { debtor: { ...cobv.debtor, cpf: '12345678900' } }],
    ['debtor.street', { debtor: { ...cobv.debtor, street: 'x'.repeat(201) } }],
    ['debtor.city', { debtor: { ...cobv.debtor, city: '' } }],
    ['debtor.state', { debtor: { ...cobv.debtor, state: 'Pe' } }],
    ['debtor.postalCode', { debtor: { ...cobv.debtor, postalCode: '70011-750' } }],
    ['debtor.email', { debtor: { ...cobv.debtor, email: 'x'.repeat(255) } }],
    ['fine.mode', { fine: { mode: 'flat', hundredths: 1 } }],
    ['fine.hundredths', { fine: { mode: 'percent', hundredths: 0 } }],
    ['fine.hundredths', { fine: { mode: 'percent', hundredths: 2.5 } }],
    ['interest.mode', { interest: { mode: 'amount', hundredths: 1 } }],
    ['interest.hundredths', { interest: { mode: 'percent-per-business-day', hundredths: 1e12 } }],
    ['rebate.hundredths', { rebate: { mode: 'amount', hundredths: 123_45 } }],
    ['rebate.hundredths', { rebate: { mode: 'percent', hundredths: 100_00 } }],
    ['discount.mode', { discount: { mode: 'toString', hundredths: 1 } }],
    ['discount.hundredths', { discount: { mode: 'amount-per-calendar-day-early', hundredths: 123_45 } }],
    ['discount.hundredths', { discount: { mode: 'percent-per-business-day-early', hundredths: 100_00 } }],
    ['discount.hundredths', { discount: { mode: 'percent-per-business-day-early' } }],
    [
      'discount.hundredths',
      { discount: { mode: 'amount-until-date', steps: [step('2020-12-01')], hundredths: 1 } },
    ],
    ['discount.steps', { discount: { mode: 'amount-until-date', steps: [] } }],
    ['discount.steps', { discount: { mode: 'percent-until-date' } }],
    [
      'discount.steps',
      {
        discount: {
          mode: 'amount-until-date',
          steps: ['2020-12-01', '2020-12-02', '2020-12-03', '2020-12-04'].map((date) => step(date)),
        },
      },
    ],
    [
      'discount.steps',
      { discount: { mode: 'amount-per-calendar-day-early', hundredths: 1, steps: [step('2020-12-01')] } },
    ],
    ['discount.steps[0].until', { discount: { mode: 'amount-until-date', steps: [step('2021-01-01')] } }],
    ['discount.steps[0].until', { discount: { mode: 'amount-until-date', steps: [step('2020-02-30')] } }],
    [
      'discount.steps[1].until',
      { discount: { mode: 'amount-until-date', steps: [step('2020-12-01'), step('2020-12-01', 200)] } },
    ],
    [
      'discount.steps[0].hundredths',
      { discount: { mode: 'amount-until-date', steps: [step('2020-12-01', 123_45)] } },
    ],
    [
      'discount.steps[1].hundredths',
      { discount: { mode: 'percent-until-date', steps: [step('2020-12-01'), step('2020-12-02', 100_00)] } },
    ],
  ])('is not sent with a bad %s: %j', (field, more) => {
    expect(() => putCobv(txid, { ...cobv, ...more } as NewCobv)).toThrow(refused(field))
  })
})

describe('a charge with a due date to change', () => {
  it.each<[CobvChange, object]>([
    [{ remove: true }, { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' }],
    [
      { dueDate: '2021-01-15', validDaysAfterDue: 5 },
      { calendario: { dataDeVencimento: '2021-01-15', validadeAposVencimento: 5 } },
    ],
    [{ amountCents: 1 }, { valor: { original: '0.01' } }],
    [
      { fine: { mode: 'percent', hundredths: 200 } },
      { valor: { multa: { modalidade: 2, valorPerc: '2.00' } } },
    ],
    [
      { locId: 7, description: 'x' },
      { loc: { id: 7 }, solicitacaoPagador: 'x' },
    ],
  ])('is PATCHed with %j and nothing else', (change, content) => {
    const request = patchCobv(txid, change)
    expect(request).toMatchObject({ operation: 'patchCobv', method: 'PATCH', path: `/cobv/${txid}` })
    expect(JSON.parse(request.body ?? '')).toEqual(content)
  })

  it.each<[string, object]>([
    ['change', {}],
    ['change', { remove: true, amountCents: 1 }],
    ['dueDate', { validDaysAfterDue: 5 }],
    ['rebate.hundredths', { amountCents: 100, rebate: { mode: 'amount', hundredths: 100 } }],
    ['rebate.hundredths', { amountCents: 1, rebate: { mode: 'percent', hundredths: 99_99 } }],
  ])('is refused (%s) as %j', (field, change) => {
    expect(() => patchCobv(txid, change as CobvChange)).toThrow(refused(field))
  })
})

describe('charges with a due date to ask for', () => {
  it('are one, an older revision of it, or a list', () => {
    expect(getCobv(txid)).toMatchObject({ operation: 'getCobv', path: `/cobv/${txid}` })
    expect(getCobv(txid, 2).path).toBe(`/cobv/${txid}?revisao=2`)
    const window = { from: '2026-03-02T00:00:00Z', to: '2026-03-02T01:00:00Z' }
    const query = {
      ...window,
      cpf: '12345678909',
      hasLocation: true,
      status: 'concluded',
      batchId: 9,
      page: 0,
    } as const
    expect(listCobvs(query).path).toBe(
      '/cobv?inicio=2026-03-02T00%3A00%3A00.000Z&fim=2026-03-02T01%3A00%3A00.000Z&cpf=12345678909&locationPresente=true&status=CONCLUIDA&loteCobVId=9&paginacao.paginaAtual=0',
    )
    expect(() => listCobvs({ ...query, cnpj: '12345678000195' })).toThrow(refused('cnpj'))
    expect(() => listCobvs({ ...query, batchId: 2 ** 31 })).toThrow(refused('batchId'))
    expect(() => getCobv(txid, -1)).toThrow(refused('revisao'))
  })
})

/** After API Pix 2.9.0, CobVGerada, in the numbers as text that its examples have. */
const wire = {
  calendario: {
    criacao: '2020-09-09T20:15:00.358Z',
    dataDeVencimento: '2020-12-31',
    validadeAposVencimento: 30,
  },
  txid,
  revisao: 0,
  loc: { id: 789, location: 'pix.example.com/qr/c2/cobv/9d36b84f', tipoCob: 'cobv' },
  status: 'ATIVA',
  devedor: {
    logradouro: 'Alameda Souza',
    cidade: 'Recife',
    uf: 'PE',
    cep: '70011750',
    cpf: '1',
    nome: 'Pessoa',
  },
  recebedor: { cnpj: '56989000019533', nome: 'Empresa', nomeFantasia: 'Loja' },
  valor: {
    original: '123.45',
    multa: { modalidade: '2', valorPerc: '15.00' },
    juros: { modalidade: '8', valorPerc: '2.00' },
    abatimento: null,
    desconto: { modalidade: '1', descontoDataFixa: [{ data: '2020-11-30', valorPerc: '30.00' }] },
  },
  chave: 'k',
}
const reply = (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) })
const read = (change: object): Cobv => readCobv(reply({ ...wire, ...change }))

describe('a charge with a due date of the PSP', () => {
  it('becomes ours', () => {
    expect(read({})).toEqual({
      txid,
      status: 'active',
      rawStatus: 'ATIVA',
      amountCents: 123_45,
      revision: 0,
      createdAt: '2020-09-09T20:15:00.358Z',
      chave: 'k',
      location: 'pix.example.com/qr/c2/cobv/9d36b84f',
      loc: { id: 789, location: 'pix.example.com/qr/c2/cobv/9d36b84f', kind: 'cobv' },
      debtor: {
        cpf: '1',
        name: 'Pessoa',
        street: 'Alameda Souza',
        city: 'Recife',
        state: 'PE',
        postalCode: '70011750',
      },
      additionalInfo: [],
      payments: [],
      dueDate: '2020-12-31',
      validDaysAfterDue: 30,
      fine: { mode: 'percent', hundredths: 15_00 },
      interest: { mode: 'percent-per-year-by-business-days', hundredths: 200 },
      discount: { mode: 'amount-until-date', steps: [{ until: '2020-11-30', hundredths: 30_00 }] },
      receiver: { cnpj: '56989000019533', name: 'Empresa', tradeName: 'Loja' },
    })
  })

  it('is valid for 30 days where the PSP does not say', () => {
    const calendario = { ...wire.calendario, validadeAposVencimento: undefined }
    expect(read({ calendario }).validDaysAfterDue).toBe(30)
  })

  it('comes back with the terms that went', () => {
    const discount = { mode: 'percent-per-business-day-early', hundredths: 12 } as const
    const { valor } = sent({ discount, rebate: { mode: 'amount', hundredths: 7 } })
    expect(read({ valor })).toMatchObject({ discount, rebate: { mode: 'amount', hundredths: 7 } })
  })

  it.each<[string, object]>([
    ['no due date', { calendario: { criacao: wire.calendario.criacao } }],
    ['a due date that is none', { calendario: { ...wire.calendario, dataDeVencimento: '2020-02-30' } }],
    [
      'a fine of an unknown mode',
      { valor: { original: '1.00', multa: { modalidade: 3, valorPerc: '1.00' } } },
    ],
    ['interest as a number', { valor: { original: '1.00', juros: { modalidade: 1, valorPerc: 1 } } }],
    ['a discount without its value', { valor: { original: '1.00', desconto: { modalidade: 3 } } }],
    [
      'a discount until no date',
      { valor: { original: '1.00', desconto: { modalidade: 1, descontoDataFixa: [{ valorPerc: '1.00' }] } } },
    ],
    ['an amount of zero', { valor: { original: '0.00' } }],
  ])('is nonsense with %s', (_what, change) => {
    expect(() => read(change)).toThrow(expect.objectContaining({ code: 'malformed-reply', status: 200 }))
  })

  it('comes in lists', () => {
    const paginacao = {
      paginaAtual: 0,
      itensPorPagina: 100,
      quantidadeDePaginas: 1,
      quantidadeTotalDeItens: 1,
    }
    expect(readCobvList(reply({ parametros: { paginacao }, cobs: [wire] })).items).toHaveLength(1)
  })
})
