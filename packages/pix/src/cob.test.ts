import { describe, expect, it } from 'vitest'
import {
  type CobChange,
  getCob,
  listCobs,
  type NewCob,
  patchCob,
  postCob,
  putCob,
  putCobBytes,
  type Withdrawal,
} from './index.ts'

const txid = '0123456789abcdef0123456789abcdef'
const cob: NewCob = {
  amountCents: 1023,
  expirationSeconds: 300,
  chave: '7d9f0335-8dcc-4054-9bf9-0dbd61d36906',
}
const window = { from: '2026-03-02T00:00:00Z', to: '2026-03-02T01:00:00-03:00' }

const refused = (field: string) =>
  expect.objectContaining({ name: 'PixError', code: 'invalid-request', field })

describe('a charge to create', () => {
  it('is PUT at its txid, as the bytes that every retry repeats', () => {
    const request = putCob(txid, cob)
    expect(request).toEqual({
      operation: 'putCob',
      method: 'PUT',
      path: `/cob/${txid}`,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: '{"calendario":{"expiracao":300},"valor":{"original":"10.23"},"chave":"7d9f0335-8dcc-4054-9bf9-0dbd61d36906"}',
    })
    const { chave, expirationSeconds, amountCents } = cob
    expect(putCob(txid, { chave, expirationSeconds, amountCents })).toEqual(request)
    expect(putCob(txid, { ...cob, description: undefined, additionalInfo: [] })).toEqual(request)
  })

  it('is POSTed without a txid, which the PSP then makes', () => {
    expect(postCob(cob)).toEqual({
      ...putCob(txid, cob),
      operation: 'postCob',
      method: 'POST',
      path: '/cob',
    })
  })

  it('carries what the payer reads', () => {
    const additionalInfo = [{ name: 'Mesa', value: '12 "varanda"' }]
    const { body = '' } = putCob(txid, { ...cob, description: 'Café ☕ & pão', additionalInfo })
    expect(JSON.parse(body)).toMatchObject({
      solicitacaoPagador: 'Café ☕ & pão',
      infoAdicionais: [{ nome: 'Mesa', valor: '12 "varanda"' }],
    })
  })

  it.each<[string, Partial<NewCob>]>([
    ['description', { description: 'é'.repeat(140) }],
    ['description of whole characters', { description: '😀'.repeat(140) }],
    ['key', { chave: 'a'.repeat(77) }],
    [
      'list',
      {
        additionalInfo: Array.from({ length: 50 }, () => ({ name: 'n'.repeat(50), value: 'v'.repeat(200) })),
      },
    ],
    ['expiration', { expirationSeconds: 2 ** 31 - 1 }],
    ['amount', { amountCents: 999_999_999_999 }],
  ])('may have the longest %s', (_what, more) => {
    expect(putCob(txid, { ...cob, ...more }).body).toBeDefined()
  })

  it.each<[string, Partial<NewCob>]>([
    ['amountCents', { amountCents: 0 }],
    ['amountCents', { amountCents: -100 }],
    ['amountCents', { amountCents: 10.5 }],
    ['amountCents', { amountCents: 1_000_000_000_000 }],
    ['amountCents', { amountCents: '1023' as unknown as number }],
    ['expirationSeconds', { expirationSeconds: 0 }],
    ['expirationSeconds', { expirationSeconds: -1 }],
    ['expirationSeconds', { expirationSeconds: 1.5 }],
    ['expirationSeconds', { expirationSeconds: 2 ** 31 }],
    ['expirationSeconds', { expirationSeconds: Number.NaN }],
    ['chave', { chave: '' }],
    ['chave', { chave: undefined as unknown as string }],
    ['chave', { chave: 'a'.repeat(78) }],
    ['description', { description: '' }],
    ['description', { description: 'x'.repeat(141) }],
    ['description', { description: 'duas\nlinhas' }],
    ['description', { description: 'meia \ud83d letra' }],
    [
      'additionalInfo.length',
      { additionalInfo: Array.from({ length: 51 }, () => ({ name: 'n', value: 'v' })) },
    ],
    ['additionalInfo[0].name', { additionalInfo: [{ name: 'n'.repeat(51), value: 'v' }] }],
    ['additionalInfo[0].name', { additionalInfo: [{ name: '', value: 'v' }] }],
    [
      'additionalInfo[1].value',
      {
        additionalInfo: [
          { name: 'n', value: 'v' },
          { name: 'n', value: 'v'.repeat(201) },
        ],
      },
    ],
  ])('is not sent with a bad %s: %j', (field, more) => {
    expect(() => putCob(txid, { ...cob, ...more })).toThrow(refused(field))
    expect(() => postCob({ ...cob, ...more })).toThrow(refused(field))
  })
})

const person = { cpf: '12345678909', name: 'Pessoa de Teste' }
const saque: Withdrawal = { kind: 'saque', amountCents: 50_00, agentMode: 'AGPSS', providerIspb: '1234567A' }
const troco: Withdrawal = { kind: 'troco', amountCents: 5_00, agentMode: 'AGTEC', providerIspb: '12345678' }

describe('a charge to create may', () => {
  it.each<[string, Partial<NewCob>, object]>([
    ['name a person', { debtor: person }, { devedor: { cpf: '12345678909', nome: 'Pessoa de Teste' } }],
    [
      'name a company whose CNPJ has letters',
      { debtor: { cnpj: '12ABC34501DE35', name: 'Loja' } },
      { devedor: { cnpj: '12ABC34501DE35', nome: 'Loja' } },
    ],
    ['use a location made before', { locId: 789 }, { loc: { id: 789 } }],
    [
      'leave the amount to the payer',
      { payerMayChangeAmount: true },
      { valor: { original: '10.23', modalidadeAlteracao: 1 } },
    ],
    [
      'leave the whole amount to the payer',
      { amountCents: 0, payerMayChangeAmount: true },
      { valor: { original: '0.00', modalidadeAlteracao: 1 } },
    ],
    ['say that the amount stays', { payerMayChangeAmount: false }, { valor: { modalidadeAlteracao: 0 } }],
    [
      'be a saque, whose own amount is zero',
      { amountCents: 0, withdrawal: saque },
      {
        valor: {
          original: '0.00',
          retirada: {
            saque: { valor: '50.00', modalidadeAgente: 'AGPSS', prestadorDoServicoDeSaque: '1234567A' },
          },
        },
      },
    ],
    [
      'be a saque of what the payer wants',
      { amountCents: 0, withdrawal: { ...saque, amountCents: 0, payerMayChangeAmount: true } },
      { valor: { retirada: { saque: { valor: '0.00', modalidadeAlteracao: 1 } } } },
    ],
    [
      'give change',
      { payerMayChangeAmount: false, withdrawal: troco },
      { valor: { original: '10.23', modalidadeAlteracao: 0, retirada: { troco: { valor: '5.00' } } } },
    ],
  ])('%s', (_what, more, content) => {
    expect(JSON.parse(putCob(txid, { ...cob, ...more }).body ?? '')).toMatchObject(content)
  })

  it.each<[string, object]>([
    ['debtor.cpf', { debtor: { cpf: '12345678900', name: 'Pessoa' } }],
    ['debtor.cpf', { debtor: { cpf: '123.456.789-09', name: 'Pessoa' } }],
    ['debtor.cpf', { debtor: { cpf: '11111111111', name: 'Pessoa' } }],
    ['debtor.cpf', { debtor: { name: 'Pessoa' } }],
    ['debtor.cnpj', { debtor: { cnpj: '12345678000194', name: 'Loja' } }],
    ['debtor.cnpj', { debtor: { cnpj: '12ABC34501DE53', name: 'Loja' } }],
    ['debtor.cnpj', { debtor: { cnpj: '12abc34501de35', name: 'Loja' } }],
    ['debtor.cnpj', { debtor: { cnpj: '12ABC34501DEAB', name: 'Loja' } }],
    ['debtor.cnpj', { debtor: { cnpj: '00000000000000', name: 'Loja' } }],
    ['debtor.cnpj', { debtor: { ...person, cnpj: '12345678000195' } }],
    ['debtor.name', { debtor: { ...person, name: '' } }],
    ['debtor.name', { debtor: { ...person, name: 'x'.repeat(201) } }],
    ['debtor.name', { debtor: { cpf: person.cpf } }],
    ['locId', { locId: -1 }],
    ['locId', { locId: 1.5 }],
    ['payerMayChangeAmount', { payerMayChangeAmount: 1 }],
    ['payerMayChangeAmount', { amountCents: 0, payerMayChangeAmount: true, withdrawal: saque }],
    ['payerMayChangeAmount', { payerMayChangeAmount: true, withdrawal: troco }],
    ['amountCents', { withdrawal: saque }],
    ['amountCents', { amountCents: 0, withdrawal: troco }],
    ['amountCents', { amountCents: 0, payerMayChangeAmount: false }],
    ['withdrawal.kind', { amountCents: 0, withdrawal: { ...saque, kind: 'constructor' } }],
    ['withdrawal.amountCents', { amountCents: 0, withdrawal: { ...saque, amountCents: 0 } }],
    ['withdrawal.amountCents', { withdrawal: { ...troco, amountCents: -1, payerMayChangeAmount: true } }],
    ['withdrawal.payerMayChangeAmount', { withdrawal: { ...troco, payerMayChangeAmount: 'yes' } }],
    ['withdrawal.agentMode', { withdrawal: { ...troco, agentMode: 'AGPSS' } }],
    ['withdrawal.agentMode', { amountCents: 0, withdrawal: { ...saque, agentMode: 'AGFSS' } }],
    ['withdrawal.providerIspb', { withdrawal: { ...troco, providerIspb: '1234567' } }],
    ['withdrawal.providerIspb', { withdrawal: { ...troco, providerIspb: '1234567a' } }],
  ])('not have a bad %s: %j', (field, more) => {
    expect(() => putCob(txid, { ...cob, ...more } as NewCob)).toThrow(refused(field))
  })

  it('be sent again as the bytes that were kept', () => {
    const request = putCob(txid, cob)
    expect(putCobBytes(txid, request.body ?? '')).toEqual(request)
    expect(() => putCobBytes('../x', '{}')).toThrow(refused('txid'))
  })
})

describe('a charge to change', () => {
  it.each([
    [{ remove: true } as const, '{"status":"REMOVIDA_PELO_USUARIO_RECEBEDOR"}'],
    [{ expirationSeconds: 60 }, '{"calendario":{"expiracao":60}}'],
  ])('is PATCHed with %j alone', (change, body) => {
    expect(patchCob(txid, change)).toMatchObject({ method: 'PATCH', path: `/cob/${txid}`, body })
  })

  it.each<[string, CobChange, object]>([
    ['its amount', { amountCents: 567_89 }, { valor: { original: '567.89' } }],
    ['who may change it', { payerMayChangeAmount: true }, { valor: { modalidadeAlteracao: 1 } }],
    [
      'what is handed out',
      { amountCents: 1_00, withdrawal: troco },
      { valor: { original: '1.00', retirada: { troco: { valor: '5.00' } } } },
    ],
    ['its debtor', { debtor: person }, { devedor: { cpf: '12345678909' } }],
    ['its location', { locId: 7768 }, { loc: { id: 7768 } }],
    ['its key', { chave: 'a@b.com' }, { chave: 'a@b.com' }],
    ['its texts', { description: 'Informar cartão' }, { solicitacaoPagador: 'Informar cartão' }],
    ['its information, to none', { additionalInfo: [] }, { infoAdicionais: [] }],
  ])('may change %s and nothing else', (_what, change, content) => {
    const sent = JSON.parse(patchCob(txid, change).body ?? '')
    expect(sent).toMatchObject(content)
    expect(Object.keys(sent)).toEqual(Object.keys(content))
  })

  it.each([
    ['amountCents', { withdrawal: troco }],
    ['amountCents', { amountCents: 0 }],
    ['amountCents', { amountCents: 1, withdrawal: saque }],
    ['debtor.cpf', { debtor: { cpf: '12345678900', name: 'Pessoa' } }],
    ['change', { remove: true, locId: 1 }],
    ['change', { remove: 'sim' }],
    ['change', { expirationSeconds: undefined }],
    ['change', {}],
    ['change', { remove: true, expirationSeconds: 60 }],
    ['change', { remove: false }],
    ['change', { remove: false, expirationSeconds: 60 }],
    ['expirationSeconds', { expirationSeconds: 0 }],
  ])('is refused (%s) as %j', (field, change) => {
    expect(() => patchCob(txid, change as { remove: true })).toThrow(refused(field))
  })
})

describe('a charge to read', () => {
  it.each([
    [undefined, `/cob/${txid}`],
    [0, `/cob/${txid}?revisao=0`],
    [3, `/cob/${txid}?revisao=3`],
  ])('at revision %s', (revision, path) => {
    expect(getCob(txid, revision)).toEqual({
      operation: 'getCob',
      method: 'GET',
      path,
      headers: { accept: 'application/json' },
    })
  })

  it.each([-1, 1.5, Number.NaN])('is refused at revision %d', (revision) => {
    expect(() => getCob(txid, revision)).toThrow(refused('revisao'))
  })
})

describe('charges to list', () => {
  const inside = '/cob?inicio=2026-03-02T00%3A00%3A00.000Z&fim=2026-03-02T04%3A00%3A00.000Z'
  it.each([
    [{}, inside],
    [{ page: 0, pageSize: 1000 }, `${inside}&paginacao.paginaAtual=0&paginacao.itensPorPagina=1000`],
    [{ status: 'active' } as const, `${inside}&status=ATIVA`],
    [{ status: 'removed-by-receiver' } as const, `${inside}&status=REMOVIDA_PELO_USUARIO_RECEBEDOR`],
    [{ cpf: '12345678909', hasLocation: true }, `${inside}&cpf=12345678909&locationPresente=true`],
  ])('by %j', (query, path) => {
    expect(listCobs({ ...window, ...query }).path).toBe(path)
  })

  it.each([
    ['to', { from: '2026-03-02T00:00:01Z', to: '2026-03-02T00:00:00Z' }],
    ['from', { from: '2026-03-02' }],
    ['to', { to: '2026-03-02T00:00:00' }],
    ['page', { page: -1 }],
    ['pageSize', { pageSize: 0 }],
    ['pageSize', { pageSize: 1001 }],
    ['cpf', { cpf: '123.456.789-09' }],
    ['cpf', { cpf: '12345678900' }],
    ['status', { status: 'undetermined' as 'active' }],
    ['status', { status: 'constructor' as 'active' }],
    ['cnpj', { cnpj: '12345678000194' }],
    ['cnpj', { cnpj: '12345678909', cpf: undefined }],
    ['cnpj', { cnpj: '12345678000195', cpf: '12345678909' }],
  ])('are refused for %s: %j', (field, query) => {
    expect(() => listCobs({ ...window, ...query })).toThrow(refused(field))
  })

  it('may be of one instant', () => {
    expect(listCobs({ from: window.from, to: window.from }).method).toBe('GET')
  })
})
