import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { coveredOperations } from './testing/examples.ts'
import { successesOf } from './testing/operations.ts'
import { agent, cnpj, cpf, openShop, removed, type Shop, staticCode } from './testing/shop.ts'
import { openStranger, type Stranger } from './testing/stranger.ts'

/** Every answer is held against the document where it arrives (stranger.ts); here is which answers there are. */
let bank: Stranger
let shop: Shop
beforeAll(async () => {
  bank = await openStranger()
  shop = openShop(bank)
})
afterAll(() => bank.close())

const start = Date.parse('2026-03-10T12:00:00.000Z')
beforeEach(async () => {
  bank.clock.at = start
  await bank.newToken()
})
afterEach(() => bank.control('DELETE', '/faults'))

const windowed = 'inicio=2026-03-01T00:00:00Z&fim=2026-03-31T00:00:00Z'
const empty = 'inicio=2020-01-01T00:00:00Z&fim=2020-01-02T00:00:00Z'

const everything = {
  solicitacaoPagador: 'Pão',
  infoAdicionais: [{ nome: 'Mesa', valor: '12' }],
}

describe('an immediate charge', () => {
  test.each<[string, object]>([
    ['with what it must have', {}],
    ['of a person', { devedor: cpf }],
    ['of a company, with everything', { devedor: cnpj, ...everything }],
    ['of any amount', { valor: { original: '0.00', modalidadeAlteracao: 1 } }],
    ['of a Pix Saque', { valor: { original: '0.00', retirada: { saque: { valor: '50.00', ...agent } } } }],
    ['of a Pix Troco', { valor: { original: '9.00', retirada: { troco: { valor: '50.00', ...agent } } } }],
  ])('%s is made, read at its location, paid and read again', async (_name, fields) => {
    const one = await shop.made('cob', fields)
    await bank.reads(one.location)
    expect((await bank.does('GET', one.path)).json).toMatchObject({ status: 'ATIVA', ...fields })
    await shop.pay(one.pixCopiaECola, { amountCents: 10_000, infoPagador: 'Obrigada' })
    const { json } = await bank.does('GET', one.path)
    expect(json).toMatchObject({ status: 'CONCLUIDA', pix: [{ valor: '100.00', infoPagador: 'Obrigada' }] })
    expect((await bank.reads(one.location)).status).toBe(410)
  })

  test('may be made with a txid of the bank', async () => {
    const { json } = await bank.does('POST', '/cob', shop.cob())
    expect((await bank.does('GET', `/cob/${json.txid}`)).json.revisao).toBe(0)
  })

  test('keeps its revisions, and is removed', async () => {
    const { path } = await shop.made('cob', { devedor: cpf })
    await bank.does('PATCH', path, { valor: { original: '24.00' }, devedor: cnpj })
    expect((await bank.does('PATCH', path, removed)).json).toMatchObject({ revisao: 2, ...removed })
    for (const [revisao, original] of [
      ['0', '23.50'],
      ['1', '24.00'],
      ['2', '24.00'],
    ] as const)
      expect((await bank.does('GET', `${path}?revisao=${revisao}`)).json.valor.original).toBe(original)
  })

  test('is removed by the bank', async () => {
    const { path, txid } = await shop.made('cob')
    await bank.control('POST', '/charges/remove', { txid })
    expect((await bank.does('GET', path)).json.status).toBe('REMOVIDA_PELO_PSP')
  })
})

describe('a charge with due date', () => {
  const address = { logradouro: 'Rua 1', cidade: 'Recife', uf: 'PE', cep: '70011750', email: 'a@b.example' }
  const dates = [
    { data: '2026-03-11', valorPerc: '2.00' },
    { data: '2026-03-12', valorPerc: '1.00' },
  ]
  const rate = (modalidade: number) => ({ modalidade, valorPerc: '1.00' })

  test.each<[string, object]>([
    ['with what it must have', {}],
    ['of a company with its address', { devedor: { ...cnpj, ...address }, ...everything }],
    [
      'with a discount until dates',
      { valor: { original: '100.00', desconto: { modalidade: 1, descontoDataFixa: dates } } },
    ],
    [
      'with every term',
      {
        valor: { original: '100.00', multa: rate(2), juros: rate(8), abatimento: rate(1), desconto: rate(5) },
      },
    ],
  ])('%s is made, read at its location, paid and read again', async (_name, fields) => {
    const one = await shop.made('cobv', fields)
    for (const query of [
      {},
      { codMun: '3550308', DPP: '2026-03-12' },
      { codMun: '3550308', DPP: '2026-03-20' },
    ])
      expect((await bank.reads(one.location, query)).status).toBe(200)
    expect((await bank.does('GET', one.path)).json).toMatchObject({ status: 'ATIVA', ...fields })
    bank.clock.at = Date.parse('2026-03-20T12:00:00Z')
    await bank.newToken()
    await shop.pay(one.pixCopiaECola)
    expect((await bank.does('GET', one.path)).json).toMatchObject({ status: 'CONCLUIDA', pix: [{}] })
    expect((await bank.reads(one.location)).status).toBe(410)
  })

  test('keeps its revisions, and is removed', async () => {
    const { path } = await shop.made('cobv')
    const terms = { multa: rate(1), desconto: rate(3) }
    await bank.does('PATCH', path, { valor: { original: '90.00', ...terms }, ...everything })
    await bank.does('PATCH', path, removed)
    expect((await bank.does('GET', `${path}?revisao=1`)).json.valor).toMatchObject({
      original: '90.00',
      ...terms,
    })
    expect((await bank.does('GET', path)).json.status).toBe(removed.status)
  })

  test('does not show where its debtor lives to whoever has the code', async () => {
    const one = await shop.made('cobv', { devedor: { ...cpf, ...address } })
    expect((await bank.reads(one.location)).json.devedor).toEqual(cpf)
  })
})

test.each(['cob', 'cobv'] as const)(
  'a location of a %s is made, chosen, read and taken away',
  async (tipoCob) => {
    const { json } = await bank.does('POST', '/loc', { tipoCob })
    const path = `/loc/${json.id}`
    expect((await bank.does('GET', path)).json).not.toHaveProperty('txid')
    expect((await bank.reads(json.location)).status).toBe(404)
    const charge = await shop.made(tipoCob, { loc: { id: json.id } })
    expect((await bank.does('GET', path)).json.txid).toBe(charge.txid)
    await bank.does('DELETE', `${path}/txid`)
    expect((await bank.does('GET', charge.path)).json).not.toHaveProperty('location')
  },
)

describe('a refund', () => {
  test.each(['EM_PROCESSAMENTO', 'DEVOLVIDO', 'NAO_REALIZADO'])('is asked for, and is %s', async (status) => {
    await bank.control('PUT', '/faults', { refund: { settleAfterMs: null } })
    const e2eid = await shop.received()
    const path = `/pix/${e2eid}/devolucao/d1`
    await bank.does('PUT', path, { valor: '10.00', natureza: 'ORIGINAL', descricao: 'Troca' })
    if (status !== 'EM_PROCESSAMENTO') await bank.control('POST', '/refunds/settle', { outcome: status })
    expect((await bank.does('GET', path)).json.status).toBe(status)
    expect((await bank.does('GET', `/pix/${e2eid}`)).json.devolucoes).toHaveLength(1)
  })

  test.each(['MED_OPERACIONAL', 'MED_FRAUDE'])('may be the bank’s own: %s', async (nature) => {
    const endToEndId = await shop.received()
    const { id } = await bank.control('POST', '/refund', { endToEndId, amountCents: 100, nature })
    expect((await bank.does('GET', `/pix/${endToEndId}/devolucao/${id}`)).json.natureza).toBe(nature)
  })

  test('of cash is of its own nature', async () => {
    const saque = { valor: '50.00', ...agent }
    const e2eid = await shop.received({ valor: { original: '0.00', retirada: { saque } } })
    await bank.does('PUT', `/pix/${e2eid}/devolucao/d1`, { valor: '50.00', natureza: 'RETIRADA' })
    expect((await bank.does('GET', `/pix/${e2eid}`)).json.componentesValor).toHaveProperty('saque')
  })
})

describe('a list', () => {
  const lists = ['/cob', '/cobv', '/loc', '/pix', '/webhook']
  const itemsOf = ({ parametros: _, ...rest }: { parametros: unknown }) => Object.values(rest)[0]

  test.each(lists)('of %s may be empty', async (path) => {
    expect(itemsOf((await bank.does('GET', `${path}?${empty}`)).json)).toEqual([])
  })

  test.each(lists.slice(0, 4))('of %s has pages', async (path) => {
    for (let count = 0; count < 3; count++) {
      const { pixCopiaECola } = await shop.made(path === '/cobv' ? 'cobv' : 'cob')
      if (path === '/pix') await shop.pay(pixCopiaECola)
    }
    const { json } = await bank.does(
      'GET',
      `${path}?${windowed}&paginacao.paginaAtual=1&paginacao.itensPorPagina=2`,
    )
    expect(json.parametros.paginacao.paginaAtual).toBe(1)
    expect(itemsOf(json)).not.toEqual([])
  })

  test.each([
    '/cob?cpf=12345678909&locationPresente=true&status=ATIVA',
    '/cobv?cnpj=12345678000195&locationPresente=false&status=CONCLUIDA&loteCobVId=1',
    '/loc?txIdPresente=true&tipoCob=cob',
    `/pix?txid=${'a'.repeat(26)}&txIdPresente=true&devolucaoPresente=false&cpf=12345678909`,
  ])('says what was asked for: %s', async (path) => {
    const asked = new URLSearchParams(path.slice(path.indexOf('?')))
    const { parametros } = (await bank.does('GET', `${path}&${windowed}`)).json
    for (const [name, value] of asked) expect(String(parametros[name])).toBe(value)
  })

  test('of everything there is shows charges in every state', async () => {
    for (const kind of ['cob', 'cobv'] as const) {
      const [paid, other] = [await shop.made(kind), await shop.made(kind)]
      await shop.made(kind)
      await shop.pay(paid.pixCopiaECola)
      await bank.does('PATCH', other.path, removed)
      const { json } = await bank.does('GET', `/${kind}?${windowed}&paginacao.itensPorPagina=1000`)
      const states = new Set(json.cobs.map(({ status }: { status: string }) => status))
      expect([...states]).toEqual(expect.arrayContaining(['ATIVA', 'CONCLUIDA', removed.status]))
    }
  })

  test('of Pix has one without a charge, and one of a static code with a short txid', async () => {
    for (const txid of ['CAIXA1', '***']) {
      const code = staticCode(bank.chave, txid)
      const { endToEndId } = await shop.pay(code, { amountCents: 100 })
      const { json } = await bank.does('GET', `/pix/${endToEndId}`)
      expect(json.txid).toBe(txid === '***' ? undefined : txid)
    }
    expect((await bank.does('GET', `/pix?${windowed}&txid=CAIXA1`)).json.pix).toHaveLength(1)
  })
})

test('a webhook is registered, told of a Pix and of its refund, read, listed and taken away', async () => {
  const path = `/webhook/${bank.chave}`
  const { receiver, checker } = bank
  await bank.does('PUT', path, { webhookUrl: receiver.url })
  expect((await bank.does('GET', path)).json.webhookUrl).toBe(receiver.url)
  expect((await bank.does('GET', '/webhook')).json.webhooks).toHaveLength(1)
  expect((await bank.does('GET', `/webhook?${windowed}`)).json.webhooks).toHaveLength(1)

  const e2eid = await shop.received({}, { infoPagador: 'Obrigada' })
  await bank.settle()
  await bank.does('PUT', `/pix/${e2eid}/devolucao/d1`, { valor: '1.00' })
  bank.clock.at += 1000
  await bank.settle()
  await receiver.until(2)
  const schema = '/components/requestBodies/WebhookPixBody/content/application~1json/schema'
  for (const { path: called, body } of receiver.received) {
    expect(called).toBe('/webhook/pix')
    expect(checker.judge(schema, body, 'closed')).toEqual([])
  }
  const told = receiver.received.flatMap(({ body }) => body.pix).filter((pix) => pix.endToEndId === e2eid)
  expect(told.map(({ devolucoes }) => devolucoes?.length ?? 0)).toEqual([0, 1])

  await bank.does('DELETE', path)
  expect((await bank.ask('GET', path)).status).toBe(404)
})

test('every success that the document declares for who receives has been seen', () => {
  const { document } = bank.checker
  const declared = coveredOperations(document).flatMap((name) =>
    successesOf(document, name).map((status) => `${name} ${status}`),
  )
  expect(declared.filter((one) => !bank.seen.has(one))).toEqual([])
})
