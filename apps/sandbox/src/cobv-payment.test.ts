import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { devedor, dueCharges, fieldsOf, removed, start, type } from './due-charges.ts'
import { type Merchant, openMerchant } from './merchant.ts'

let merchant: Merchant
beforeAll(async () => {
  merchant = await openMerchant()
  await at(start)
})
afterAll(() => merchant.close())
const { at, patch, get, made } = dueCharges(() => merchant)

const pay = (pixCopiaECola: string, more: object = {}) =>
  merchant.control('POST', '/pay', { pixCopiaECola, ...more })

describe('its payload', () => {
  const read = (location: string, query = '') =>
    merchant.call('GET', location.slice(location.indexOf('/')) + query, { token: null })
  const claims = (jws: string) => JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString())

  test.each([
    ['today, in time', '', { original: '100.00', final: '100.00' }],
    ['on the due date', '?codMun=3550308&DPP=2026-03-17', { original: '100.00', final: '100.00' }],
    [
      'two days late',
      '?codMun=3550308&DPP=2026-03-19',
      { original: '100.00', multa: '2.00', juros: '2.00', final: '104.00' },
    ],
  ])('says the final amount: %s', async (_name, query, valor) => {
    const one = await made()
    const answer = await read(one.location, query)
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/jose' } })
    expect(claims(answer.text)).toEqual({
      txid: one.txid,
      revisao: 0,
      status: 'ATIVA',
      calendario: { ...one.calendario, apresentacao: new Date(merchant.clock.at).toISOString() },
      devedor,
      recebedor: one.recebedor,
      valor,
      chave: merchant.chave,
    })
  })

  test('gives no discount for paying early to who does not say that they will', async () => {
    const desconto = { modalidade: 3, valorPerc: '1.00' }
    const one = await made({
      calendario: { dataDeVencimento: '2026-03-14' },
      valor: { original: '100.00', desconto },
    })
    // Saturday 14 is due on Monday 16, six days from today.
    expect(claims((await read(one.location)).text).valor).toEqual({ original: '100.00', final: '100.00' })
    expect(claims((await read(one.location, '?DPP=2026-03-10')).text).valor.desconto).toBe('6.00')
  })

  test('shows who the debtor is and not where they live', async () => {
    const one = await made({ devedor: { ...devedor, email: 'ana@exemplo.com.br', cep: '01001000' } })
    expect(claims((await read(one.location)).text).devedor).toEqual(devedor)
  })

  test.each([
    ['city of six digits', 'codMun=355030', 'codMun'],
    ['city of no state', 'codMun=9999999', 'codMun'],
    ['no day', 'DPP=amanha', 'DPP'],
    ['no such day', 'DPP=2026-02-30', 'DPP'],
    ['yesterday', 'DPP=2026-03-09', 'DPP'],
    // Valid until ten days after Tuesday 17, Friday 27.
    ['after its validity', 'DPP=2026-03-28', 'DPP'],
  ])('is refused: %s', async (_name, query, propriedade) => {
    const answer = await read((await made()).location, `?${query}`)
    expect(answer).toMatchObject({ status: 400, body: { type: type('CobPayloadOperacaoInvalida') } })
    expect(fieldsOf(answer)).toEqual([propriedade])
  })

  test('is at its own address alone, and on the phone too', async () => {
    const one = await made()
    const path = one.location.slice(one.location.indexOf('/'))
    expect((await merchant.call('GET', path.replace('/cobv/', '/'))).status).toBe(404)
    const onPhone = await fetch(`http://127.0.0.1:${merchant.sandbox.controlPort}${path}?DPP=2026-03-19`)
    expect(claims(await onPhone.text()).valor.final).toBe('104.00')
  })

  test.each<[string, (one: { txid: string; pixCopiaECola: string }) => unknown]>([
    ['paid', ({ pixCopiaECola }) => pay(pixCopiaECola)],
    ['removed', ({ txid }) => patch(txid, { status: removed })],
    ['past its last day', () => (merchant.clock.at = Date.parse('2026-03-28T03:00:00Z'))],
  ])('is gone once the charge is %s', async (_name, prepare) => {
    const one = await made()
    await prepare(one)
    expect(await read(one.location)).toMatchObject({
      status: 410,
      body: { type: type('CobPayloadNaoEncontrado') },
    })
    await at(start)
  })
})

describe('paying it', () => {
  test('in time is of the original, and concludes it', async () => {
    const one = await made()
    const { body } = await pay(one.pixCopiaECola, { force: false })
    expect(body).toMatchObject({ txid: one.txid, amountCents: 10000 })
    expect(await get(one.txid)).toMatchObject({
      status: 'CONCLUIDA',
      revisao: 0,
      pix: [{ valor: '100.00', componentesValor: { original: { valor: '100.00' } } }],
    })
  })

  test('late is of what is due on that day, part by part', async () => {
    const one = await made()
    await at(Date.parse('2026-03-20T02:59:59Z'))
    const { body } = await pay(one.pixCopiaECola, { force: false })
    expect(body.amountCents).toBe(10400)
    const { body: pix } = await merchant.api('GET', `/pix/${body.endToEndId}`)
    expect(pix).toMatchObject({ txid: one.txid, valor: '104.00' })
    expect(pix.componentesValor).toEqual({
      original: { valor: '100.00' },
      multa: { valor: '2.00' },
      juros: { valor: '2.00' },
    })
    await at(start)
  })

  test('early is less the discount, and less the rebate', async () => {
    const one = await made({
      valor: {
        original: '100.00',
        abatimento: { modalidade: 1, valorPerc: '10.00' },
        desconto: { modalidade: 1, descontoDataFixa: [{ data: '2026-03-10', valorPerc: '5.00' }] },
      },
    })
    const { body } = await pay(one.pixCopiaECola)
    expect((await merchant.api('GET', `/pix/${body.endToEndId}`)).body).toMatchObject({
      valor: '85.00',
      componentesValor: {
        original: { valor: '100.00' },
        abatimento: { valor: '10.00' },
        desconto: { valor: '5.00' },
      },
    })
  })

  test('is refused by a bank after its last day, or with another amount; by force it goes through', async () => {
    const one = await made()
    expect((await pay(one.pixCopiaECola, { amountCents: 9999, force: false })).body.type).toBe(
      '/problems/fixed-amount',
    )
    await at(Date.parse('2026-03-28T02:59:59Z'))
    const other = await made({ calendario: { dataDeVencimento: '2026-04-01' } })
    expect((await merchant.control('GET', '/charges')).body[0].txid).toBe(other.txid)
    merchant.clock.at += 1001
    expect((await pay(one.pixCopiaECola, { force: false })).body.type).toBe('/problems/expired')
    const { body } = await pay(one.pixCopiaECola, { amountCents: 9999 })
    const { body: pix } = await merchant.api('GET', `/pix/${body.endToEndId}`)
    expect(pix.componentesValor).toEqual({ original: { valor: '99.99' } })
    expect((await get(one.txid)).status).toBe('CONCLUIDA')
    await at(start)
  })

  test('is shown by the phone with everything that a bank shows', async () => {
    const one = await made()
    await at(Date.parse('2026-03-19T12:00:00Z'))
    const { body } = await merchant.control('POST', '/read', { pixCopiaECola: one.pixCopiaECola })
    expect(body).toMatchObject({
      amountCents: 10400,
      alterable: false,
      dueDate: '2026-03-17',
      expiresAt: '2026-03-28T02:59:59.999Z',
      parts: { original: 10000, multa: 200, juros: 200, abatimento: 0, desconto: 0, final: 10400 },
    })
    await at(start)
  })
})
