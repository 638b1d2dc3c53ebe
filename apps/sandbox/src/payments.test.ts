import { writeBrCode } from '@balcao/brcode'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Merchant, newTxid, openMerchant } from './merchant.ts'

let merchant: Merchant
beforeAll(async () => {
  merchant = await openMerchant()
})
afterAll(() => merchant.close())

async function charge(fields: object = {}): Promise<{ txid: string; pixCopiaECola: string }> {
  return (await merchant.api('PUT', `/cob/${newTxid()}`, merchant.cob(fields))).body
}
const pay = (pixCopiaECola: string, more: object = {}) =>
  merchant.control('POST', '/pay', { pixCopiaECola, ...more })
const get = async (txid: string) => (await merchant.api('GET', `/cob/${txid}`)).body

describe('a payment', () => {
  test('of what is asked concludes the charge and can be read back', async () => {
    const { txid, pixCopiaECola } = await charge()
    const { status, body } = await pay(`  ${pixCopiaECola}\n`, { infoPagador: 'Obrigado' })
    expect(status).toBe(201)
    const minute = new Date(merchant.clock.at).toISOString().replace(/\D/g, '').slice(0, 12)
    expect(body.endToEndId).toMatch(new RegExp(`^E[0-9A-Z]{8}${minute}[a-zA-Z0-9]{11}$`))
    expect(body).toMatchObject({ txid, amountCents: 2350, paidAt: new Date(merchant.clock.at).toISOString() })
    const pix = (await merchant.api('GET', `/pix/${body.endToEndId}`)).body
    expect(pix).toMatchObject({ txid, valor: '23.50', chave: merchant.chave, infoPagador: 'Obrigado' })
    expect(await get(txid)).toMatchObject({ status: 'CONCLUIDA', pix: [pix] })
  })

  test.each([
    ['one cent', 1, '0.01'],
    ['one cent less', 2349, '23.49'],
    ['one cent more', 2351, '23.51'],
  ])('of %s is taken and concludes too: only the sum tells', async (_name, amountCents, valor) => {
    const { txid, pixCopiaECola } = await charge()
    await pay(pixCopiaECola, { amountCents })
    expect(await get(txid)).toMatchObject({
      status: 'CONCLUIDA',
      valor: { original: '23.50' },
      pix: [{ valor }],
    })
  })

  test('may come twice', async () => {
    const { txid, pixCopiaECola } = await charge()
    const ids = [await pay(pixCopiaECola), await pay(pixCopiaECola)].map(({ body }) => body.endToEndId)
    expect(new Set(ids).size).toBe(2)
    expect((await get(txid)).pix.map((pix: { endToEndId: string }) => pix.endToEndId)).toEqual(ids)
  })

  test('may come late, at a time of its own', async () => {
    const { txid, pixCopiaECola } = await charge({ calendario: { expiracao: 1 } })
    merchant.clock.at += 10_000
    await pay(pixCopiaECola)
    expect((await get(txid)).status).toBe('CONCLUIDA')
    const other = await charge()
    const { body } = await pay(other.pixCopiaECola, { at: '2026-01-02T03:04:05-03:00' })
    expect(body.paidAt).toBe('2026-01-02T06:04:05.000Z')
    expect(body.endToEndId.slice(9, 21)).toBe('202601020604')
  })

  test('may cross a removal: the charge stays removed and has its Pix', async () => {
    const { txid, pixCopiaECola } = await charge()
    await merchant.api('PATCH', `/cob/${txid}`, { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' })
    const { body } = await pay(pixCopiaECola)
    expect(await get(txid)).toMatchObject({
      status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR',
      pix: [{ endToEndId: body.endToEndId, txid }],
    })
  })

  test('of a Pix Troco says what was purchase and what was cash', async () => {
    const troco = { valor: '50.00', modalidadeAgente: 'AGTEC', prestadorDoServicoDeSaque: '12345678' }
    const { pixCopiaECola } = await charge({ valor: { original: '10.00', retirada: { troco } } })
    const { body } = await pay(pixCopiaECola)
    expect((await merchant.api('GET', `/pix/${body.endToEndId}`)).body).toMatchObject({
      valor: '60.00',
      componentesValor: { original: { valor: '10.00' }, troco },
    })
  })
})

test.each<[string, object, object]>([
  ['with amount and txid', { amountCents: 500, txid: 'BALCAO1' }, { amountCents: 500, txid: 'BALCAO1' }],
  ['with amount and no txid', { amountCents: 500 }, { amountCents: 500 }],
])('a static code of the key %s brings a Pix of no charge', async (_name, fields, pix) => {
  const { status, body } = await pay(staticCode(fields))
  expect([status, body]).toEqual([
    201,
    { endToEndId: expect.any(String), paidAt: expect.any(String), ...pix },
  ])
  const { body: read } = await merchant.api('GET', `/pix/${body.endToEndId}`)
  expect(read).toMatchObject({ valor: '5.00', chave: merchant.chave })
  expect(read.txid).toBe('txid' in pix ? 'BALCAO1' : undefined)
})

test('a static code without amount is paid what the payer says, and not without', async () => {
  expect(await pay(staticCode())).toMatchObject({ status: 422, body: { type: '/problems/no-amount' } })
  expect((await pay(staticCode(), { amountCents: 700 })).body.amountCents).toBe(700)
})

const staticCode = (fields: object = {}) =>
  writeBrCode({
    kind: 'static',
    chave: merchant.chave,
    merchantName: 'PADARIA DO BAIRRO',
    merchantCity: 'SAO PAULO',
    ...fields,
  })

describe('an amount that the payer may change', () => {
  const agent = { modalidadeAgente: 'AGTEC', prestadorDoServicoDeSaque: '12345678', modalidadeAlteracao: 1 }

  test('is whatever the payer says', async () => {
    const { pixCopiaECola } = await charge({ valor: { original: '10.00', modalidadeAlteracao: 1 } })
    expect((await merchant.control('POST', '/read', { pixCopiaECola })).body.alterable).toBe(true)
    expect(await pay(pixCopiaECola, { amountCents: 1234, force: false })).toMatchObject({
      status: 201,
      body: { amountCents: 1234 },
    })
  })

  test('must be said where the charge is of zero', async () => {
    const { pixCopiaECola } = await charge({ valor: { original: '0.00', modalidadeAlteracao: 1 } })
    expect((await pay(pixCopiaECola)).body.type).toBe('/problems/no-amount')
    expect((await pay(pixCopiaECola, { amountCents: 1, force: false })).status).toBe(201)
  })

  test.each<[string, object, number, object]>([
    [
      'saque',
      { original: '0.00', retirada: { saque: { ...agent, valor: '50.00' } } },
      8000,
      { original: { valor: '0.00' }, saque: { valor: '80.00' } },
    ],
    [
      'troco',
      { original: '10.00', retirada: { troco: { ...agent, valor: '0.00' } } },
      3000,
      { original: { valor: '10.00' }, troco: { valor: '20.00' } },
    ],
  ])(
    'of the cash of a %s changes the cash and never the purchase',
    async (_kind, valor, amountCents, parts) => {
      const { pixCopiaECola } = await charge({ valor })
      const { status, body } = await pay(pixCopiaECola, { amountCents, force: false })
      expect(status).toBe(201)
      expect((await merchant.api('GET', `/pix/${body.endToEndId}`)).body.componentesValor).toMatchObject(
        parts,
      )
    },
  )
})

describe('without force, as a bank would', () => {
  test.each<[string, (one: { txid: string; pixCopiaECola: string }) => unknown, string]>([
    ['a paid charge', ({ pixCopiaECola }) => pay(pixCopiaECola), 'concluded'],
    [
      'a removed charge',
      ({ txid }) => merchant.api('PATCH', `/cob/${txid}`, { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' }),
      'removed',
    ],
    ['an expired charge', () => (merchant.clock.at += 3_600_001), 'expired'],
  ])('%s is refused', async (_name, prepare, why) => {
    await merchant.newToken()
    const one = await charge()
    await prepare(one)
    const answer = await pay(one.pixCopiaECola, { force: false })
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ type: `/problems/${why}`, detail: expect.any(String) })
    const view = await merchant.control('POST', '/read', { pixCopiaECola: one.pixCopiaECola })
    expect(view.body.objection.unpayable).toBe(why)
  })

  test('another amount is refused where the charge does not allow it', async () => {
    await merchant.newToken()
    const { pixCopiaECola } = await charge()
    const answer = await pay(pixCopiaECola, { amountCents: 2349, force: false })
    expect(answer).toMatchObject({ status: 422, body: { type: '/problems/fixed-amount' } })
    expect((await pay(pixCopiaECola, { amountCents: 2350, force: false })).status).toBe(201)
  })

  test('in the last millisecond it still goes through', async () => {
    await merchant.newToken()
    const { pixCopiaECola } = await charge({ calendario: { expiracao: 60 } })
    merchant.clock.at += 60_000
    expect((await pay(pixCopiaECola, { force: false })).status).toBe(201)
  })
})

describe('a code', () => {
  test('shows what a bank shows', async () => {
    const one = await charge({
      solicitacaoPagador: 'Pão',
      infoAdicionais: [{ nome: 'Mesa', valor: '4' }],
    })
    const { body } = await merchant.control('POST', '/read', { pixCopiaECola: one.pixCopiaECola })
    expect(body).toEqual({
      receiver: { name: 'PADARIA DO BAIRRO', city: 'SAO PAULO' },
      amountCents: 2350,
      alterable: false,
      description: 'Pão',
      details: [{ nome: 'Mesa', valor: '4' }],
      txid: one.txid,
      expiresAt: new Date(merchant.clock.at + 3_600_000).toISOString(),
      warnings: [],
    })
    const open = await merchant.control('GET', '/charges')
    expect(open.body[0]).toMatchObject({
      txid: one.txid,
      amountCents: 2350,
      pixCopiaECola: one.pixCopiaECola,
    })
  })

  test('that is not of this bank, or no code at all, is refused with a reason', async () => {
    const { pixCopiaECola } = await charge()
    const rows: [string, number, string][] = [
      ['', 422, 'unreadable-code'],
      ['lixo', 422, 'unreadable-code'],
      [`${pixCopiaECola.slice(0, -1)}${pixCopiaECola.endsWith('0') ? '1' : '0'}`, 422, 'unreadable-code'],
    ]
    for (const [code, status, why] of rows) {
      expect(await pay(code)).toMatchObject({ status, body: { type: `/problems/${why}` } })
      const view = await merchant.control('POST', '/read', { pixCopiaECola: code })
      expect(view).toMatchObject({ status: 200, body: { unpayable: { unpayable: why } } })
    }
    // A published code of another PSP (the Central Bank's own example of a dynamic code).
    const foreign =
      '00020101021226700014br.gov.bcb.pix2548pix.example.com/8b3da2f39a4140d1a91abd93113bd4415204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***630464E4'
    expect(await pay(foreign)).toMatchObject({ status: 404, body: { type: '/problems/unknown-charge' } })
  })
})
