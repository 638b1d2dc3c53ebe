import { writeBrCode } from '@balcao/brcode'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Json, type Merchant, newTxid, openMerchant } from '../merchant.ts'
import { openPayer, type Payer } from './payer.ts'

let merchant: Merchant
let payer: Payer
/** A Tuesday, at nine in Brasília. */
const start = Date.parse('2026-03-10T12:00:00.000Z')
beforeAll(async () => {
  merchant = await openMerchant()
  merchant.clock.at = start
  await merchant.newToken()
  payer = await openPayer(merchant)
})
beforeEach(() => merchant.control('PUT', '/payer', { balanceCents: 500_000, overdraftCents: 50_000 }))
afterAll(() => merchant.close())

const settle = () => merchant.sandbox.settle()
/** What is on its way between the two banks arrives. */
async function arrive(): Promise<void> {
  merchant.clock.at += 1_000
  await settle()
}

async function newRec(fields: object = {}): Promise<Json> {
  const { body: loc } = await merchant.api('POST', '/locrec')
  return (await merchant.api('POST', '/rec', merchant.rec('2026-03-20', { loc: loc.id, ...fields }))).body
}
const getRec = async (idRec: string, query = '') => (await merchant.api('GET', `/rec/${idRec}${query}`)).body
const codeOf = async (idRec: string, txid?: string): Promise<string> =>
  (await getRec(idRec, txid ? `?txid=${txid}` : '')).dadosQR.pixCopiaECola
const recurrence = async (recId: string) => (await payer.at('GET', `/recurrences/${recId}`)).body
const balance = async () =>
  (await merchant.control('GET', '/state')).body.accounts.find(
    ({ id }: { id: string }) => id === payer.accountId,
  ).balanceCents

describe('journey 2', () => {
  test('is read, agreed to, and holds a moment later', async () => {
    const rec = await newRec()
    const { status, body } = await payer.decode(await codeOf(rec.idRec))
    expect(status).toBe(200)
    expect(body).toEqual({
      payment: null,
      recurrence: {
        recId: rec.idRec,
        contractLink: {
          contract: '63100862',
          debtor: { name: 'Ana Souza', taxDocument: { type: 'CPF', number: '12345678909' } },
          object: 'Assinatura de café',
        },
        calendar: { initialDate: '2026-03-20', finalDate: null, frequencyType: 'MNTH' },
        value: { recValue: 29.5, receiverMinimumValue: null },
        receiver: { cnpj: '12345678000195', name: 'PADARIA DO BAIRRO', participantIspb: '99999011' },
        retryPolicy: 'ALLOWED_3R_7D',
        creationDateTime: expect.any(Number),
        journey: 'JOURNEY_2',
        location: rec.loc.location,
      },
    })
    const activated = await payer.activate(body.recurrence, { payer: { municipalityCode: '3550308' } })
    expect(activated).toMatchObject({
      status: 202,
      body: { recId: rec.idRec, status: 'APPROVED', integrationStatus: 'SENDING_APPROVAL' },
    })
    expect((await getRec(rec.idRec)).status).toBe('CRIADA')
    await arrive()
    expect(await recurrence(rec.idRec)).toMatchObject({
      status: 'APPROVED',
      integrationStatus: 'APPROVED',
      activation: { journey: 'JOURNEY_2' },
      authorization: { acceptance: true, statusAckId: expect.stringMatching(/^IS.{27}$/), flow: 'EXTERNAL' },
    })
    expect(await getRec(rec.idRec)).toMatchObject({
      status: 'APROVADA',
      ativacao: { tipoJornada: 'JORNADA_2' },
      pagador: { ispbParticipante: '99999012', cpf: '12345678909', codMun: '3550308' },
      atualizacao: [{ status: 'CRIADA' }, { status: 'APROVADA' }],
    })
  })
})

test('no maximum below the least that the receiver wants is taken, nor another value than was offered', async () => {
  const rec = await newRec({ valor: { valorMinimoRecebedor: '10.00' } })
  const { body } = await payer.decode(await codeOf(rec.idRec))
  expect(body.recurrence.value).toEqual({ recValue: null, receiverMinimumValue: 10 })
  const limits = (maximumValue: number) => ({ limits: { maximumValue } })
  expect(await payer.activate(body.recurrence, limits(9.99))).toMatchObject({
    status: 422,
    body: { code: 'MAXIMUM_BELOW_MINIMUM' },
  })
  expect(await payer.activate(body.recurrence, { value: { recValue: 1 } })).toMatchObject({
    status: 422,
    body: { code: 'TERMS_DIFFER' },
  })
  expect((await payer.activate(body.recurrence, limits(10))).status).toBe(202)
})

test('an approval is as slow as the script says, and a cancellation meanwhile is heard first', async () => {
  await merchant.control('PUT', '/faults', { recurrence: { messageMs: 3_600_000 } })
  const rec = await newRec()
  const { body } = await payer.decode(await codeOf(rec.idRec))
  await payer.activate(body.recurrence)
  await merchant.control('DELETE', '/faults')
  await arrive()
  expect(await recurrence(rec.idRec)).toMatchObject({ integrationStatus: 'SENDING_APPROVAL' })
  await merchant.api('PATCH', `/rec/${rec.idRec}`, { status: 'CANCELADA' })
  merchant.clock.at += 3_600_000
  await settle()
  await merchant.newToken()
  await payer.newToken()
  expect((await getRec(rec.idRec)).status).toBe('CANCELADA')
  expect(await recurrence(rec.idRec)).toMatchObject({ status: 'CANCELED', integrationStatus: 'APPROVED' })
})

describe('once it is authorised', () => {
  /** By journey 2, though an immediate charge was meant. */
  async function approved(): Promise<{ idRec: string; cob: Json }> {
    const { body: cob } = await merchant.api('PUT', `/cob/${newTxid()}`, merchant.cob())
    const { idRec } = await newRec({ ativacao: { dadosJornada: { txid: cob.txid } } })
    const { body } = await payer.decode(await codeOf(idRec))
    await payer.activate(body.recurrence)
    await arrive()
    return { idRec, cob }
  }

  test('the first charge of another journey is forgotten, and no code of another journey is given', async () => {
    const { idRec, cob } = await approved()
    expect((await getRec(idRec)).ativacao).toEqual({ tipoJornada: 'JORNADA_2' })
    const { violacoes } = await getRec(idRec, `?txid=${cob.txid}`)
    expect(violacoes[0].razao).toContain('compatível com o campo ativacao.tipoJornada')
  })

  test('start and location stay, the name of the debtor may change', async () => {
    const { idRec } = await approved()
    const patch = (body: object) => merchant.api('PATCH', `/rec/${idRec}`, body)
    const only = 'somente pode ser alterado quando a recorrência apresentar-se com o status CRIADA.'
    const refused = await patch({ loc: 1, calendario: { dataInicial: '2026-04-01' } })
    expect(refused.body.violacoes.map(({ razao }: Json) => razao)).toEqual(
      expect.arrayContaining([`O campo rec.loc ${only}`, `O campo rec.calendario.dataInicial ${only}`]),
    )
    expect((await patch({ vinculo: { devedor: { nome: 'Outra' } } })).body.vinculo.devedor.nome).toBe('Outra')
    await patch({ status: 'CANCELADA' })
    const { violacoes } = (await patch({ ativacao: { dadosJornada: { txid: newTxid() } } })).body
    expect(violacoes.at(-1)).toMatchObject({ propriedade: 'rec.dadosJornada.txid' })
  })

  test('each change is later than the one before, even in the same millisecond', async () => {
    const { idRec } = await approved()
    const configure = (maximumValue: number | null) =>
      payer.at('PATCH', `/recurrences/${idRec}/configure`, { maximumValue })
    const [one, other, last] = [await configure(1), await configure(2), await configure(null)]
    expect(other.body.updatedAt).toBeGreaterThan(one.body.updatedAt)
    expect(last.body.updatedAt).toBeGreaterThan(other.body.updatedAt)
    expect([one, other, last].map(({ body }) => body.limits.maximumValue)).toEqual([1, 2, null])
  })

  test('it is not authorised again, by this account or another', async () => {
    const { idRec } = await approved()
    const body = { recId: idRec, activation: { journey: 'JOURNEY_2' } }
    expect((await payer.at('POST', '/recurrence', body)).status).toBe(202)
    const other = `/v1/accounts/${payer.companyAccountId}/recurrence`
    expect(await payer.call('POST', other, body)).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_AUTHORIZED' },
    })
    expect(
      (await payer.call('GET', `/v1/accounts/${payer.companyAccountId}/recurrences/${idRec}`)).status,
    ).toBe(404)
  })
})

describe('journey 3', () => {
  async function composite(): Promise<{ rec: Json; cob: Json; decoded: Json }> {
    const { body: cob } = await merchant.api('PUT', `/cob/${newTxid()}`, merchant.cob())
    const rec = await newRec({ ativacao: { dadosJornada: { txid: cob.txid } } })
    const { body: decoded } = await payer.decode(await codeOf(rec.idRec, cob.txid))
    return { rec, cob, decoded }
  }

  test('pays the charge and then agrees to the recurrence', async () => {
    const { rec, cob, decoded } = await composite()
    expect(decoded).toMatchObject({
      payment: { type: 'COB', txid: cob.txid, amount: 23.5, location: cob.location },
      recurrence: { journey: 'JOURNEY_3', recId: rec.idRec },
    })
    const before = await balance()
    const paid = await payer.withdraw('pay-1', decoded.payment)
    expect(paid).toMatchObject({
      status: 200,
      body: { status: 'APPROVED', endToEndId: decoded.payment.endToEndId },
    })
    expect(await balance()).toBe(before - 2350)
    await payer.activate(decoded.recurrence, { payment: { txid: cob.txid } })
    await arrive()
    expect(await getRec(rec.idRec)).toMatchObject({
      status: 'APROVADA',
      ativacao: { tipoJornada: 'JORNADA_3', dadosJornada: { txid: cob.txid } },
    })
    expect((await merchant.api('GET', `/cob/${cob.txid}`)).body).toMatchObject({
      status: 'CONCLUIDA',
      pix: [{ endToEndId: paid.body.endToEndId, valor: '23.50' }],
    })
  })

  test('is not agreed to before the charge is paid', async () => {
    const { rec, cob, decoded } = await composite()
    const refused = await payer.activate(decoded.recurrence, { payment: { txid: cob.txid } })
    expect(refused).toMatchObject({ status: 422, body: { code: 'FIRST_PAYMENT_MISSING' } })
    expect((await getRec(rec.idRec)).status).toBe('CRIADA')
  })

  test('is paid once, however often it is asked for', async () => {
    const { cob, decoded } = await composite()
    const before = await balance()
    const [one, other] = [
      await payer.withdraw('pay-2', decoded.payment),
      await payer.withdraw('pay-2', decoded.payment),
    ]
    expect(other.body).toEqual(one.body)
    expect(await balance()).toBe(before - 2350)
    expect((await merchant.api('GET', `/cob/${cob.txid}`)).body.pix).toHaveLength(1)
    expect(await payer.withdraw('pay-2', { ...decoded.payment, amount: 1 })).toMatchObject({
      status: 409,
      body: { code: 'DUPLICATED_IDENTIFIER' },
    })
    expect(await payer.withdraw('pay-3', decoded.payment)).toMatchObject({
      status: 422,
      body: { code: 'CHARGE_NOT_PAYABLE' },
    })
  })
})

describe('journey 4', () => {
  test('pays a charge with due date and is offered the recurrence', async () => {
    const { body: cobv } = await merchant.api('PUT', `/cobv/${newTxid()}`, merchant.cobv('2026-03-17'))
    const rec = await newRec()
    const { body: decoded } = await payer.decode(await codeOf(rec.idRec, cobv.txid))
    expect(decoded).toMatchObject({
      payment: { type: 'COBV', amount: 100, dueDate: '2026-03-17' },
      recurrence: { journey: 'JOURNEY_4' },
    })
    expect((await payer.withdraw('pay-4', decoded.payment)).status).toBe(200)
    await payer.activate(decoded.recurrence)
    await arrive()
    expect(await getRec(rec.idRec)).toMatchObject({
      status: 'APROVADA',
      ativacao: { tipoJornada: 'JORNADA_4' },
    })
  })

  test('is a static code with a recurrence too, of any amount', async () => {
    const rec = await newRec()
    const code = writeBrCode({
      kind: 'static+recurrence',
      chave: merchant.chave,
      recurrenceUrl: rec.loc.location,
      merchantName: 'PADARIA DO BAIRRO',
      merchantCity: 'SAO PAULO',
    })
    const { body: decoded } = await payer.decode(code)
    expect(decoded).toMatchObject({
      payment: { type: 'STATIC', amount: null, txid: null },
      recurrence: { journey: 'JOURNEY_4' },
    })
    const paid = await payer.withdraw('pay-5', { ...decoded.payment, amount: 7 })
    expect(paid.status).toBe(200)
    expect((await merchant.api('GET', `/pix/${paid.body.endToEndId}`)).body).toMatchObject({ valor: '7.00' })
  })
})
