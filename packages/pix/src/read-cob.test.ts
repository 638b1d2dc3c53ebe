import { describe, expect, it } from 'vitest'
import { type Cob, readCob } from './index.ts'

/** Written after API Pix 2.9.0, CobCompleta, with everything in it that we do not use. */
const wire = {
  calendario: { criacao: '2020-09-09T20:15:00.358Z', expiracao: 3600 },
  txid: '7978c0c97ea847e78e8849634473c1f1',
  revisao: 1,
  loc: { id: 789, location: 'pix.example.com/qr/v2/9d36b84fc70b478fb95c12729b90ca25', tipoCob: 'cob' },
  location: 'pix.example.com/qr/v2/9d36b84fc70b478fb95c12729b90ca25',
  status: 'CONCLUIDA',
  devedor: { cnpj: '12345678000195', nome: 'Empresa de Serviços SA' },
  valor: { original: '567.89' },
  chave: '7d9f0335-8dcc-4054-9bf9-0dbd61d36906',
  pixCopiaECola: '00020101021226770014BR.GOV.BCB.PIX2555…6304AAAA',
  solicitacaoPagador: 'Informar matrícula',
  infoAdicionais: [{ nome: 'Campo 1', valor: 'x' }],
  pix: [
    {
      endToEndId: 'E12345678202009091221ghijk78901234',
      txid: '7978c0c97ea847e78e8849634473c1f1',
      valor: '567.89',
      horario: '2020-09-09T17:20:00-03:00',
      chave: '7d9f0335-8dcc-4054-9bf9-0dbd61d36906',
      infoPagador: 'segredo do pagador',
      devolucoes: [{ id: '123ABC', rtrId: 'D1', valor: '10.00', horario: {}, status: 'EM_PROCESSAMENTO' }],
    },
  ],
}

const reply = (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) })
const read = (change: object): Cob => readCob(reply({ ...wire, ...change }))

describe('a charge of the PSP', () => {
  it('becomes ours', () => {
    expect(read({})).toEqual({
      txid: '7978c0c97ea847e78e8849634473c1f1',
      status: 'concluded',
      rawStatus: 'CONCLUIDA',
      amountCents: 567_89,
      revision: 1,
      createdAt: '2020-09-09T20:15:00.358Z',
      expirationSeconds: 3600,
      expiresAt: '2020-09-09T21:15:00.358Z',
      chave: '7d9f0335-8dcc-4054-9bf9-0dbd61d36906',
      copiaECola: '00020101021226770014BR.GOV.BCB.PIX2555…6304AAAA',
      location: 'pix.example.com/qr/v2/9d36b84fc70b478fb95c12729b90ca25',
      loc: {
        id: 789,
        location: 'pix.example.com/qr/v2/9d36b84fc70b478fb95c12729b90ca25',
        kind: 'cob',
      },
      debtor: { cnpj: '12345678000195', name: 'Empresa de Serviços SA' },
      description: 'Informar matrícula',
      additionalInfo: [{ name: 'Campo 1', value: 'x' }],
      payments: [
        {
          endToEndId: 'E12345678202009091221ghijk78901234',
          txid: '7978c0c97ea847e78e8849634473c1f1',
          amountCents: 567_89,
          paidAt: '2020-09-09T20:20:00.000Z',
          chave: '7d9f0335-8dcc-4054-9bf9-0dbd61d36906',
          payerMessage: 'segredo do pagador',
          refunds: [{ id: '123ABC', rtrId: 'D1', amountCents: 10_00, status: 'processing' }],
        },
      ],
    })
  })

  it.each([
    ['ATIVA', 'active'],
    ['ativa', 'active'],
    ['CONCLUIDA', 'concluded'],
    ['CONCLUÍDA', 'concluded'],
    ['CONCLUI\u0301DA', 'concluded'],
    [' concluída ', 'concluded'],
    ['REMOVIDA_PELO_USUARIO_RECEBEDOR', 'removed-by-receiver'],
    ['REMOVIDO_PELO_USUARIO_RECEBEDOR', 'removed-by-receiver'],
    ['REMOVIDO_PELO_USUÁRIO_RECEBEDOR', 'removed-by-receiver'],
    ['REMOVIDA_PELO_PSP', 'removed-by-psp'],
    ['REMOVIDO_PELO_PSP', 'removed-by-psp'],
    ['REMOVIDX_PELO_PSP', 'undetermined'],
    ['NAO_CONCLUIDA', 'undetermined'],
    ['CONCLUIDA_PARCIALMENTE', 'undetermined'],
    ['CONCLUIDA:', 'undetermined'],
    ['PAGA', 'undetermined'],
    ['constructor', 'undetermined'],
    ['__proto__', 'undetermined'],
  ])('with status %j is %s, and the word is kept', (status, ours) => {
    expect(read({ status })).toMatchObject({ status: ours, rawStatus: status })
  })

  it.each([[undefined], [null], [''], [3], [true], [['CONCLUIDA']], [{ CONCLUIDA: 1 }]])(
    'with status %j is undetermined, never paid',
    (status) => {
      expect(read({ status })).toMatchObject({ status: 'undetermined', rawStatus: '' })
    },
  )

  it.each<[string, object, string | undefined]>([
    ['the field of the standard first', { brcode: 'B', textoImagemQRcode: 'T' }, wire.pixCopiaECola],
    ['then brcode', { pixCopiaECola: undefined, brcode: 'B', textoImagemQRcode: 'T' }, 'B'],
    ['then textoImagemQRcode', { pixCopiaECola: null, textoImagemQRcode: 'T' }, 'T'],
    ['an empty one is none', { pixCopiaECola: '', brcode: '  ', textoImagemQRcode: 'T' }, 'T'],
    ['one of another type is none', { pixCopiaECola: 12, brcode: {}, textoImagemQRcode: 'T' }, 'T'],
    ['then nothing, with the location', { pixCopiaECola: undefined }, undefined],
  ])('has its copia e cola in order: %s', (_what, change, copiaECola) => {
    const cob = read(change)
    expect(cob.copiaECola).toBe(copiaECola)
    expect('copiaECola' in cob).toBe(copiaECola !== undefined)
    expect(cob.location).toBe(wire.location)
  })

  it('has its copia e cola where the profile says', () => {
    const fields = { copiaEColaFields: ['qr', 'pixCopiaECola'] }
    expect(readCob(reply({ ...wire, qr: 'Q' }), fields).copiaECola).toBe('Q')
    expect(readCob(reply(wire), fields).copiaECola).toBe(wire.pixCopiaECola)
  })

  it.each<[string, object, string | undefined]>([
    ['at the top', { location: 'a.example/1', loc: { location: 'a.example/2' } }, 'a.example/1'],
    ['inside loc', { location: undefined, loc: { location: 'a.example/2' } }, 'a.example/2'],
    ['with the scheme that it must not have', { location: 'https://a.example/1' }, 'a.example/1'],
    ['nowhere', { location: null, loc: null }, undefined],
    ['nowhere, loc being a number', { location: undefined, loc: 7 }, undefined],
  ])('has its location %s', (_what, change, location) => {
    expect(read(change).location).toBe(location)
  })

  it.each<[string, object, Partial<Cob>]>([
    ['without pix', { pix: undefined }, { payments: [] }],
    ['with pix null', { pix: null }, { payments: [] }],
    ['with pix {}', { pix: {} }, { payments: [] }],
    ['without revisao', { revisao: undefined }, { revision: 0 }],
    ['with revisao as text', { revisao: '4' }, { revision: 4 }],
    [
      'with infoAdicionais and devedor null',
      { infoAdicionais: null, devedor: null },
      { amountCents: 567_89 },
    ],
    [
      'with expiracao as text, as the examples of the standard',
      { calendario: { criacao: '2020-09-09T20:15:00Z', expiracao: '3600' } },
      { expirationSeconds: 3600, expiresAt: '2020-09-09T21:15:00.000Z' },
    ],
    [
      'with fields from a later version',
      { novo: { campo: [1] }, calendario: { ...wire.calendario, novo: 1 } },
      {},
    ],
    [
      'with a zero amount in a withdrawal',
      { valor: { original: '0.00', retirada: { saque: { valor: '50.00' } } } },
      { amountCents: 0 },
    ],
  ])('is read %s', (_what, change, expected) => {
    expect(read(change)).toMatchObject(expected)
  })

  it.each<[string, object, Partial<Cob>]>([
    [
      'an amount that the payer may change, and zero with it',
      { valor: { original: '0.00', modalidadeAlteracao: 1 } },
      { amountCents: 0, payerMayChangeAmount: true },
    ],
    [
      'an amount that stays',
      { valor: { original: '1.00', modalidadeAlteracao: 0 } },
      { payerMayChangeAmount: false },
    ],
    [
      'a saque',
      {
        valor: {
          original: '0.00',
          retirada: {
            saque: {
              valor: '50.00',
              modalidadeAlteracao: 0,
              modalidadeAgente: 'AGPSS',
              prestadorDoServicoDeSaque: '12345678',
            },
          },
        },
      },
      {
        withdrawal: {
          kind: 'saque',
          amountCents: 50_00,
          payerMayChangeAmount: false,
          agentMode: 'AGPSS',
          providerIspb: '12345678',
        },
      },
    ],
    [
      'a troco of an agent that nobody here knows',
      {
        valor: {
          original: '1.00',
          retirada: {
            troco: { valor: 50, modalidadeAgente: 'AGNEW', prestadorDeServicoDeSaque: '12345678' },
          },
        },
      },
      { withdrawal: { kind: 'troco', providerIspb: '12345678' } },
    ],
  ])('has %s', (_what, change, expected) => {
    expect(read(change)).toMatchObject(expected)
    const { withdrawal } = expected
    if (withdrawal) expect(read(change).withdrawal).toEqual(withdrawal)
  })

  it.each([
    ['a number', 7],
    ['without an id', { location: 'a.example/1' }],
    ['with an id that is a word', { id: 'um', location: 'a.example/1' }],
    ['null', null],
  ])('has no loc where it is %s', (_what, loc) => {
    expect('loc' in read({ loc })).toBe(false)
  })

  const {
    pix: [payment],
  } = wire
  it.each<[string, object]>([
    ['the amount as a number', { valor: { original: 567.89 } }],
    ['the amount with a comma', { valor: { original: '567,89' } }],
    ['the amount negative', { valor: { original: '-567.89' } }],
    ['the amount zero', { valor: { original: '0.00' } }],
    [
      'the amount zero with change given',
      { valor: { original: '0.00', retirada: { troco: { valor: '50.00' } } } },
    ],
    ['no amount', { valor: {} }],
    ['valor as text', { valor: '567.89' }],
    ['no valor', { valor: undefined }],
    ['no calendario', { calendario: undefined }],
    ['no criacao', { calendario: { expiracao: 3600 } }],
    ['criacao without offset', { calendario: { criacao: '2020-09-09T20:15:00', expiracao: 3600 } }],
    ['no expiracao', { calendario: { criacao: '2020-09-09T20:15:00Z' } }],
    ['expiracao zero', { calendario: { ...wire.calendario, expiracao: 0 } }],
    ['expiracao negative', { calendario: { ...wire.calendario, expiracao: -3600 } }],
    ['expiracao a fraction', { calendario: { ...wire.calendario, expiracao: 0.5 } }],
    ['expiracao beyond int32', { calendario: { ...wire.calendario, expiracao: 9e15 } }],
    ['expiracao as text with words', { calendario: { ...wire.calendario, expiracao: '1 hora' } }],
    ['no txid', { txid: undefined }],
    ['txid as a number', { txid: 79780097 }],
    ['txid with a path in it', { txid: '../webhook/x' }],
    ['no chave', { chave: null }],
    ['revisao negative', { revisao: -1 }],
    ['revisao as words', { revisao: 'um' }],
    ['pix as text', { pix: 'nenhum' }],
    ['a payment that is null', { pix: [null] }],
    ['a payment without endToEndId', { pix: [{ ...payment, endToEndId: undefined }] }],
    ['a payment whose valor is a number', { pix: [payment, { ...payment, valor: 567.89 }] }],
    ['a payment of zero', { pix: [{ ...payment, valor: '0.00' }] }],
    ['a payment without horario', { pix: [{ ...payment, horario: undefined }] }],
    ['a refund whose valor is a number', { pix: [{ ...payment, devolucoes: [{ id: 'a', valor: 1 }] }] }],
  ])('is nonsense with %s', (_what, change) => {
    expect(() => read(change)).toThrow(
      expect.objectContaining({ name: 'PixError', code: 'malformed-reply', status: 200 }),
    )
  })

  it('that is nonsense says where, not what', () => {
    const wrong = { pix: [payment, { ...payment, valor: 'R$ 567,89' }] }
    expect(() => read(wrong)).toThrow('reply.pix[1].valor: not a string of the form 0.00')
  })

  it('takes nothing from a prototype', () => {
    const text = JSON.stringify({ ...wire, status: undefined, pix: undefined }).replace(
      '{',
      '{"__proto__":{"status":"CONCLUIDA","pix":[{}]},',
    )
    expect(readCob({ status: 200, headers: {}, body: text })).toMatchObject({
      status: 'undetermined',
      payments: [],
    })
  })
})
