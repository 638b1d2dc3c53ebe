import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Json, type Merchant, openMerchant } from '../merchant.ts'
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
afterAll(() => merchant.close())

const settle = () => merchant.sandbox.settle()
/** What is on its way between the two banks arrives. */
async function arrive(): Promise<void> {
  merchant.clock.at += 1_000
  await settle()
}
const newRec = async (fields: object = {}): Promise<Json> =>
  (await merchant.api('POST', '/rec', merchant.rec('2026-03-20', fields))).body
const getRec = async (idRec: string) => (await merchant.api('GET', `/rec/${idRec}`)).body
const recurrence = async (recId: string) => (await payer.at('GET', `/recurrences/${recId}`)).body

describe('a proposal (journey 1)', () => {
  const ask = async (idRec: string, more: object = {}) =>
    merchant.api('POST', '/solicrec', {
      idRec,
      calendario: { dataExpiracaoSolicitacao: new Date(merchant.clock.at + 60_000).toISOString() },
      destinatario: { conta: '487031', agencia: '1', ispbParticipante: '99999012', cpf: '12345678909' },
      ...more,
    })
  const requestOf = async (id: string) => (await payer.at('GET', `/recurrencesrequests/${id}`)).body
  const answer = (id: string, body: object, word = 'recurrences-requests') =>
    payer.at('POST', `/${word}/${id}/authorization`, body)

  test.each(['recurrences-requests', 'recurrencesrequests'])(
    'is proposed, received and accepted at …/%s',
    async (word) => {
      const rec = await newRec()
      const { status, body: asked } = await ask(rec.idRec)
      expect(status).toBe(201)
      expect(asked).toMatchObject({ idSolicRec: expect.stringMatching(/^SC.{27}$/), status: 'CRIADA' })
      await arrive()
      expect((await merchant.api('GET', `/solicrec/${asked.idSolicRec}`)).body.status).toBe('RECEBIDA')
      expect(await requestOf(asked.idSolicRec)).toMatchObject({
        status: 'RECEIVED',
        integrationStatus: 'SENDING_RECEIVING_CONFIRMATION',
      })
      const answered = await answer(asked.idSolicRec, { acceptance: true, maximumValue: 50 }, word)
      expect(answered).toMatchObject({ status: 202, body: { status: 'ACCEPTED' } })
      await arrive()
      expect(await recurrence(rec.idRec)).toMatchObject({
        integrationStatus: 'APPROVED',
        activation: { journey: 'JOURNEY_1' },
        limits: { useAccountLimit: false, maximumValue: 50 },
      })
      expect(await getRec(rec.idRec)).toMatchObject({
        status: 'APROVADA',
        solicitacao: [{ status: 'ACEITA' }],
      })
    },
  )

  test('is rejected with a reason', async () => {
    const rec = await newRec()
    const { body: asked } = await ask(rec.idRec)
    await arrive()
    expect(await answer(asked.idSolicRec, { acceptance: false })).toMatchObject({ status: 400 })
    await answer(asked.idSolicRec, { acceptance: false, rejectionCode: 'AP13' })
    await arrive()
    expect(await getRec(rec.idRec)).toMatchObject({
      status: 'REJEITADA',
      encerramento: { rejeicao: { codigo: 'AP13' } },
      solicitacao: [{ status: 'REJEITADA' }],
    })
    expect(await recurrence(rec.idRec)).toMatchObject({ status: 'REJECTED' })
  })

  test('expires at its time, and the recurrence may be offered again', async () => {
    const rec = await newRec()
    const { body: asked } = await ask(rec.idRec)
    await arrive()
    merchant.clock.at += 60_000
    await settle()
    expect(await requestOf(asked.idSolicRec)).toMatchObject({ status: 'EXPIRED' })
    expect(await answer(asked.idSolicRec, { acceptance: true })).toMatchObject({
      status: 422,
      body: { code: 'REQUEST_NOT_OPEN' },
    })
    expect(await getRec(rec.idRec)).toMatchObject({ status: 'CRIADA', solicitacao: [{ status: 'EXPIRADA' }] })
    expect((await ask(rec.idRec)).status).toBe(201)
  })

  test.each([
    ['of nobody', { conta: '1' }],
    ['of another bank', { ispbParticipante: '12345678' }],
  ])('is rejected by itself for an account %s', async (_name, other) => {
    const rec = await newRec()
    const destinatario = { conta: '487031', ispbParticipante: '99999012', cpf: '12345678909', ...other }
    const { body: asked } = await ask(rec.idRec, { destinatario })
    await arrive()
    expect((await merchant.api('GET', `/solicrec/${asked.idSolicRec}`)).body.status).toBe('REJEITADA')
  })

  test('is taken back before it is answered, even while the answer is on its way', async () => {
    const rec = await newRec()
    const { body: asked } = await ask(rec.idRec)
    await arrive()
    await answer(asked.idSolicRec, { acceptance: true })
    expect(
      await merchant.api('PATCH', `/solicrec/${asked.idSolicRec}`, { status: 'CANCELADA' }),
    ).toMatchObject({
      status: 201,
      body: { status: 'CANCELADA' },
    })
    await arrive()
    expect(await recurrence(rec.idRec)).toMatchObject({ status: 'REJECTED', integrationStatus: 'APPROVED' })
    expect((await getRec(rec.idRec)).status).toBe('CRIADA')
  })

  test('is answered once: the same answer again is the same, another is refused', async () => {
    const rec = await newRec()
    const { body: asked } = await ask(rec.idRec)
    await arrive()
    const first = await answer(asked.idSolicRec, { acceptance: true })
    expect(await answer(asked.idSolicRec, { acceptance: true })).toMatchObject({
      status: 202,
      body: first.body,
    })
    expect(await answer(asked.idSolicRec, { acceptance: false, rejectionCode: 'AP14' })).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_ANSWERED' },
    })
    await arrive()
    expect((await payer.at('GET', `/recurrences/${rec.idRec}/histories`)).body).toHaveLength(2)
  })

  test.each([
    [-1, 202, 'APROVADA'],
    [0, 422, 'CRIADA'],
  ])(
    'answered %i ms from its end it says %i, though nothing has woken the bank',
    async (ms, status, outcome) => {
      const { idRec } = await newRec()
      const { body: asked } = await ask(idRec)
      await arrive()
      merchant.clock.at = Date.parse(asked.calendario.dataExpiracaoSolicitacao) + ms
      expect((await answer(asked.idSolicRec, { acceptance: true })).status).toBe(status)
      // An answer that was in time arrives after the end.
      await arrive()
      expect((await getRec(idRec)).status).toBe(outcome)
    },
  )

  test('takes no maximum below what the receiver wants it to be', async () => {
    const rec = await newRec({ valor: { valorMinimoRecebedor: '10.00' } })
    const { body: asked } = await ask(rec.idRec)
    await arrive()
    expect(await answer(asked.idSolicRec, { acceptance: true, maximumValue: 9.99 })).toMatchObject({
      status: 422,
      body: { code: 'MAXIMUM_BELOW_MINIMUM' },
    })
    expect((await answer(asked.idSolicRec, { acceptance: true, maximumValue: 10 })).status).toBe(202)
    await arrive()
    const configure = (maximumValue: number) =>
      payer.at('PATCH', `/recurrences/${rec.idRec}/configure`, { maximumValue })
    expect((await configure(9.99)).status).toBe(422)
    expect((await configure(10.01)).status).toBe(200)
  })

  const destinatario = { conta: '487031', ispbParticipante: '99999012', cpf: '12345678909' }
  const expired = { dataExpiracaoSolicitacao: new Date(start).toISOString() }
  test.each<[string, object, string]>([
    ['without a time', { calendario: {} }, 'O objeto solicrec.calendario não respeita o schema.'],
    [
      'that has expired',
      { calendario: expired },
      'O campo solicrec.calendario.dataExpiracaoSolicitacao é anterior à data de criação da solicitação da recorrência.',
    ],
    ['to nobody', { destinatario: {} }, 'O objeto solicrec.destinatario não respeita o schema.'],
    [
      'to a person and a company',
      { destinatario: { ...destinatario, cnpj: '11222333000181' } },
      'O objeto solicrec.destinatario não respeita o schema.',
    ],
    [
      'to a branch of five digits',
      { destinatario: { ...destinatario, agencia: '12345' } },
      'O objeto solicrec.destinatario não respeita o schema.',
    ],
  ])('%s is refused', async (_name, fields, razao) => {
    const refused = await ask((await newRec()).idRec, fields)
    expect(refused).toMatchObject({ status: 400, body: { violacoes: [{ razao }] } })
  })

  test('is refused while there is another, and for a recurrence that is not open', async () => {
    const rec = await newRec()
    await ask(rec.idRec)
    const reasons = ({ body }: Json) => body.violacoes.map(({ razao }: Json) => razao)
    expect(reasons(await ask(rec.idRec))).toEqual([
      'Existe uma solicitação ativa referente ao mesmo solicrec.idRec.',
    ])
    await merchant.api('PATCH', `/rec/${rec.idRec}`, { status: 'CANCELADA' })
    expect(reasons(await ask(rec.idRec))).toEqual(['A recorrência não pode mais ser autorizada (CANCELADA).'])
    expect((await ask('x'.repeat(29))).status).toBe(404)
  })

  test('is taken back once, and by no other status', async () => {
    const { body: asked } = await ask((await newRec()).idRec)
    const patch = (status: string) => merchant.api('PATCH', `/solicrec/${asked.idSolicRec}`, { status })
    expect((await patch('ACEITA')).status).toBe(400)
    expect((await patch('CANCELADA')).status).toBe(201)
    expect((await patch('CANCELADA')).body.violacoes[0].razao).toContain(
      'diferente de CRIADA, ENVIADA ou RECEBIDA',
    )
  })
})
