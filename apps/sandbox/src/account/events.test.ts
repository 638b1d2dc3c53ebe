import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Json, type Merchant, newTxid, openMerchant, openReceiver } from '../merchant.ts'
import { openPayer, type Payer } from './payer.ts'

/** What the payer and the receiver are told, and in which order. */

let merchant: Merchant
let payer: Payer
let listener: Awaited<ReturnType<typeof openReceiver>>
beforeAll(async () => {
  merchant = await openMerchant()
  merchant.clock.at = Date.parse('2026-03-10T12:00:00.000Z')
  await merchant.newToken()
  payer = await openPayer(merchant)
  listener = await openReceiver(merchant.pki)
})
afterAll(async () => {
  await listener.close()
  await merchant.close()
})
afterEach(async () => {
  await merchant.control('DELETE', '/faults')
  listener.received.length = 0
})

const register = (url: string) => payer.call('PUT', '/v1/autopix/webhook', { callbackAddress: url })
const moveTo = (time: string) => merchant.control('POST', '/clock', { nowMs: Date.parse(time) })
/** What has come at one path, oldest first, without what is the same in all. */
const bodies = (path: string): Json[] =>
  listener.received.filter((one) => one.path === path).map(({ body }) => body)
const events = () => bodies('/webhook').filter(({ recId }) => recId)

async function offered(): Promise<Json> {
  const { body: loc } = await merchant.api('POST', '/locrec')
  const today = new Date(await now()).toISOString().slice(0, 10)
  return (await merchant.api('POST', '/rec', merchant.rec(today, { loc: loc.id }))).body
}
const now = async (): Promise<number> => (await merchant.control('GET', '/clock')).body.nowMs
async function activated(): Promise<Json> {
  const rec = await offered()
  const { dadosQR } = (await merchant.api('GET', `/rec/${rec.idRec}`)).body
  const { body } = await payer.decode(dadosQR.pixCopiaECola)
  await payer.activate(body.recurrence)
  await merchant.control('POST', '/clock', { advanceMs: 1_000 })
  return rec
}

describe('the webhook of the provider', () => {
  test('is tried out before it is taken, read back, and taken away', async () => {
    expect(await payer.call('GET', '/v1/autopix/webhook')).toMatchObject({ status: 404 })
    listener.answers.push(500)
    expect(await register(listener.url)).toMatchObject({ status: 422, body: { code: 'WEBHOOK_TEST_FAILED' } })
    expect(await payer.call('GET', '/v1/autopix/webhook')).toMatchObject({ status: 404 })
    expect(await register(listener.url)).toMatchObject({ status: 200 })
    const test = { message: 'This is a webhook configuration test' }
    expect(listener.received.map(({ path, body, peer }) => [path, body, peer])).toEqual([
      ['/webhook', test, 'Balcao Sandbox PSP'],
      ['/webhook', test, 'Balcao Sandbox PSP'],
    ])
    expect((await payer.call('GET', '/v1/autopix/webhook')).body.callbackAddress).toBe(listener.url)
    expect((await payer.call('DELETE', '/v1/autopix/webhook')).status).toBe(204)
    expect((await payer.call('DELETE', '/v1/autopix/webhook')).status).toBe(404)
  })

  test.each([{}, { callbackAddress: 'http://localhost/x' }, { callbackAddress: 1 }])(
    'is refused: %j',
    async (body) => {
      expect(await payer.call('PUT', '/v1/autopix/webhook', body)).toMatchObject({
        status: 400,
        body: { code: 'INVALID_REQUEST', message: expect.stringContaining('callbackAddress') },
      })
    },
  )
})

describe('the payer is told', () => {
  beforeAll(() => register(listener.url))

  test('of an approval twice: on its way, and taken', async () => {
    const rec = await activated()
    const [first, second, ...others] = events()
    expect(others).toEqual([])
    expect(first).toEqual({
      recId: rec.idRec,
      createdAt: expect.any(Number),
      updatedAt: expect.any(Number),
      aggregateId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      creationDateTime: Date.parse(rec.atualizacao[0].data),
      contractLink: {
        contract: '63100862',
        debtor: { name: 'Ana Souza', taxDocument: { type: 'CPF', number: '12345678909' } },
        object: 'Assinatura de café',
      },
      calendar: { initialDate: rec.calendario.dataInicial, finalDate: null, frequencyType: 'MNTH' },
      value: { recValue: 29.5, receiverMinimumValue: null },
      receiver: { cnpj: '12345678000195', name: 'PADARIA DO BAIRRO', participantIspb: '99999011' },
      retryPolicy: 'ALLOWED_3R_7D',
      payer: {
        taxDocument: { type: 'CPF', number: '12345678909' },
        participantIspb: '99999012',
        account: { number: '487031', branch: '1' },
        municipalityCode: null,
        name: 'Ana Souza',
      },
      status: 'APPROVED',
      integrationStatus: 'SENDING_APPROVAL',
      activation: { journey: 'JOURNEY_2', journeyDateTime: first.createdAt },
      authorization: {
        id: expect.stringMatching(/^IS[a-zA-Z0-9]{27}$/),
        createdAt: first.createdAt,
        updatedAt: first.createdAt,
        acceptance: true,
        rejectionCode: null,
        statusAckId: null,
        elapsedTime: null,
        flow: null,
      },
      limits: { useAccountLimit: false, maximumValue: null },
      cancellation: {
        id: null,
        createdAt: null,
        requester: null,
        code: null,
        description: null,
        requesterTaxId: null,
        statusAckId: null,
      },
      accountId: payer.accountId,
      mediatorId: merchant.sandbox.account.mediatorId,
    })
    expect(second).toEqual({
      ...first,
      updatedAt: expect.any(Number),
      integrationStatus: 'APPROVED',
      authorization: {
        ...first.authorization,
        statusAckId: expect.stringMatching(/^IS[a-zA-Z0-9]{27}$/),
        elapsedTime: '300',
        flow: 'EXTERNAL',
      },
    })
    expect(second.updatedAt).toBeGreaterThan(first.updatedAt)
  })

  test('of a proposal, with the terms as a text of JSON', async () => {
    const rec = await offered()
    const expires = (await now()) + 60_000
    const { body: asked } = await merchant.api('POST', '/solicrec', {
      idRec: rec.idRec,
      calendario: { dataExpiracaoSolicitacao: new Date(expires).toISOString() },
      destinatario: { conta: '487031', ispbParticipante: '99999012', cpf: '12345678909' },
    })
    await merchant.control('POST', '/clock', { advanceMs: 1_000 })
    const [event, ...others] = events()
    expect(others).toEqual([])
    expect(event).toMatchObject({
      requestRecId: asked.idSolicRec,
      recId: rec.idRec,
      status: 'RECEIVED',
      integrationStatus: 'SENDING_RECEIVING_CONFIRMATION',
      expirationDate: expires,
      recipient: {
        account: { branch: '1', number: '487031' },
        taxDocument: { type: 'CPF', number: '12345678909' },
        participantIspb: '99999012',
      },
      accountId: payer.accountId,
    })
    expect(JSON.parse(event.recPayload)).toMatchObject({
      recId: rec.idRec,
      value: { recValue: 29.5 },
      updates: [{ status: 'CREATED', datetime: rec.atualizacao[0].data.slice(0, -1) }],
      creationDateTime: rec.atualizacao[0].data.slice(0, -1),
    })
  })

  test('of a change, a charge that is too large, and the end, each later than the one before', async () => {
    const { idRec } = await activated()
    const configured = await payer.at('PATCH', `/recurrences/${idRec}/configure`, {
      useAccountLimit: true,
      maximumValue: 29.49,
    })
    expect(configured).toMatchObject({
      status: 200,
      body: { status: 'APPROVED', limits: { maximumValue: 29.49 } },
    })
    const due = new Date((await now()) + 86_400_000).toISOString().slice(0, 10)
    const { body: cobr } = await merchant.api('POST', '/cobr', merchant.cobr(idRec, due))
    await moveTo(`${due}T03:00:00.000Z`)
    await payer.at('POST', `/recurrences/${idRec}/cancel`)
    await merchant.sandbox.settle()
    const of = (one: Json) => [one.status, one.integrationStatus ?? one.rejection?.code ?? null]
    const ours = events().filter(({ recId }) => recId === idRec)
    expect(ours.filter(({ txid }) => !txid).map(of)).toEqual([
      ['APPROVED', 'SENDING_APPROVAL'],
      ['APPROVED', 'APPROVED'],
      ['APPROVED', 'APPROVED'],
      ['CANCELED', 'APPROVED'],
    ])
    expect(ours.filter(({ txid }) => txid === cobr.txid).map(of)).toEqual([
      ['SCHEDULED', null],
      ['REJECTED', 'AM02'],
      ['CANCELED', 'AM02'],
    ])
    const times = ours.filter(({ txid }) => !txid).map(({ updatedAt }) => updatedAt)
    expect(times).toEqual([...new Set(times)].sort((one, other) => one - other))
    const { body: histories } = await payer.at('GET', `/recurrences/${idRec}/histories`)
    expect(histories.map(({ type }: Json) => type)).toEqual([
      'AUTHORIZATION',
      'AUTHORIZATION',
      'CONFIGURATION',
      'CANCELLATION',
    ])
  })
})

describe('the receiver is told', () => {
  test('of recurrences on /rec and of charges on /cobr, by the certificate of the PSP', async () => {
    for (const path of ['/webhookrec', '/webhookcobr']) {
      expect((await merchant.api('PUT', path, { webhookUrl: listener.url })).status).toBe(200)
      expect((await merchant.api('GET', path)).body).toEqual({
        webhookUrl: listener.url,
        criacao: expect.any(String),
      })
    }
    const { idRec } = await activated()
    const due = new Date((await now()) + 86_400_000).toISOString().slice(0, 10)
    const { body: cobr } = await merchant.api('POST', '/cobr', merchant.cobr(idRec, due))
    await moveTo(`${due}T03:00:00.000Z`)
    expect(bodies('/webhook/rec')).toMatchObject([
      {
        recs: [{ idRec, status: 'APROVADA', ativacao: { tipoJornada: 'JORNADA_2' }, atualizacao: [{}, {}] }],
      },
    ])
    const told = bodies('/webhook/cobr').map(({ cobsr: [one] }) => one)
    expect(told.map(({ txid, status }) => [txid, status])).toEqual([
      [cobr.txid, 'ATIVA'],
      [cobr.txid, 'CONCLUIDA'],
    ])
    expect(told[1].pix).toMatchObject([{ txid: cobr.txid, valor: '29.50', horario: `${due}T03:00:00.000Z` }])
    expect(bodies('/webhook/pix')).toEqual([])
    expect(new Set(listener.received.map(({ peer }) => peer))).toEqual(new Set(['Balcao Sandbox PSP']))
  })

  test('of a payment of the payer, as of any', async () => {
    await merchant.api('PUT', `/webhook/${merchant.chave}`, { webhookUrl: listener.url })
    const { body: cob } = await merchant.api('PUT', `/cob/${newTxid()}`, merchant.cob())
    const { body: decoded } = await payer.decode(cob.pixCopiaECola)
    const { body: paid } = await payer.withdraw('payment-1', decoded.payment)
    await merchant.sandbox.settle()
    expect(bodies('/webhook/pix')).toMatchObject([{ pix: [{ txid: cob.txid, endToEndId: paid.endToEndId }] }])
  })

  test('again, where the first try was lost', async () => {
    await merchant.control('PUT', '/faults', {
      rules: [{ match: { operation: 'webhook' }, times: 1, dropRequest: true }],
    })
    const rec = await offered()
    await merchant.api('PATCH', `/rec/${rec.idRec}`, { status: 'CANCELADA' })
    await merchant.sandbox.settle()
    expect(bodies('/webhook/rec')).toEqual([])
    merchant.clock.at += 1_000
    await merchant.sandbox.settle()
    expect(bodies('/webhook/rec')).toMatchObject([{ recs: [{ status: 'CANCELADA' }] }])
  })

  test('never, where the script drops it or nobody listens', async () => {
    await merchant.control('PUT', '/faults', { webhook: { drop: true } })
    await merchant.api('PATCH', `/rec/${(await offered()).idRec}`, { status: 'CANCELADA' })
    await merchant.sandbox.settle()
    await merchant.control('DELETE', '/faults')
    for (const path of ['/webhookrec', '/webhookcobr'])
      expect((await merchant.api('DELETE', path)).status).toBe(204)
    expect((await merchant.api('GET', '/webhookrec')).status).toBe(404)
    await merchant.api('PATCH', `/rec/${(await offered()).idRec}`, { status: 'CANCELADA' })
    await merchant.sandbox.settle()
    expect(bodies('/webhook/rec')).toEqual([])
  })
})
