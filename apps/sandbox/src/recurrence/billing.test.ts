import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openPayer, type Payer } from '../account/payer.ts'
import { addDays } from '../days.ts'
import { type Json, type Merchant, newTxid, openMerchant } from '../merchant.ts'
import { cycleStart } from './cycle.ts'

/** Charges of a recurrence, over the wires and on a moved clock: each test is in a year of its own. */

let merchant: Merchant
let payer: Payer
beforeAll(async () => {
  merchant = await openMerchant()
  payer = await openPayer(merchant)
})
afterAll(() => merchant.close())

let year = 2030
/** Midnight in Brasília, or another time of the day there. */
const at = (day: string, time = '00:00:00.000') => Date.parse(`${day}T${time}-03:00`)
const clock = async (body: object) => (await merchant.control('POST', '/clock', body)).body
const moveTo = (day: string, time?: string) => clock({ nowMs: at(day, time) })
const day = (monthDay: string) => `${year}-${monthDay}`
beforeEach(async () => {
  year += 1
  await merchant.control('PUT', '/payer', { balanceCents: 500_000, overdraftCents: 50_000 })
  await moveTo(day('01-01'), '12:00:00.000')
})

/** An authorised recurrence from 10 January on. */
async function authorised(fields: object = {}, limits: object = {}): Promise<Json> {
  const { body: loc } = await merchant.api('POST', '/locrec')
  const asked = merchant.rec(day('01-10'), { loc: loc.id, ...fields })
  const { body: rec } = await merchant.api('POST', '/rec', asked)
  const { body: shown } = await merchant.api('GET', `/rec/${rec.idRec}`)
  const { body: decoded } = await payer.decode(shown.dadosQR.pixCopiaECola)
  const sent = { limits: { useAccountLimit: false, maximumValue: null, ...limits } }
  expect((await payer.activate(decoded.recurrence, sent)).status).toBe(202)
  await clock({ advanceMs: 1_000 })
  return rec
}
const put = (idRec: string, due: string, fields: object = {}, txid = newTxid()) =>
  merchant.api('PUT', `/cobr/${txid}`, merchant.cobr(idRec, due, fields))
async function charge(idRec: string, due: string, fields: object = {}): Promise<string> {
  const { status, body } = await put(idRec, due, fields)
  expect(status).toBe(201)
  return body.txid
}
const get = async (txid: string) => (await merchant.api('GET', `/cobr/${txid}`)).body
const billing = async (txid: string) =>
  (await payer.at('GET', '/billings')).body.find((one: Json) => one.txid === txid)
const cancelBilling = (txid: string) => payer.at('POST', `/billings/${txid}/cancel`)
const retry = (txid: string, on: string) => merchant.api('POST', `/cobr/${txid}/retentativa/${on}`)
const reasons = ({ body }: Json) => body.violacoes.map(({ razao }: Json) => razao)

describe('a charge', () => {
  test('goes to the bank ten days before, is debited as the day begins, and is a Pix with its txid', async () => {
    const { idRec } = await authorised()
    const txid = await charge(idRec, day('02-10'))
    await moveTo(day('01-30'), '23:59:59.999')
    expect(await get(txid)).toMatchObject({ status: 'CRIADA', calendario: { criacao: day('01-01') } })
    expect(await billing(txid)).toBeUndefined()
    await moveTo(day('01-31'), '00:00:00.300')
    expect(await get(txid)).toMatchObject({
      status: 'ATIVA',
      tentativas: [{ dataLiquidacao: day('02-10'), tipo: 'AGND', status: 'AGENDADA' }],
    })
    expect(await billing(txid)).toMatchObject({
      status: 'SCHEDULED',
      value: 29.5,
      dueDate: day('02-10'),
      scheduledDate: day('02-10'),
      endToEndId: null,
    })
    await moveTo(day('02-09'), '23:59:59.999')
    expect((await get(txid)).status).toBe('ATIVA')
    await moveTo(day('02-10'))
    const paid = await get(txid)
    expect(paid).toMatchObject({ status: 'CONCLUIDA', tentativas: [{ status: 'PAGA' }] })
    const [pix] = paid.pix
    expect(pix).toMatchObject({ txid, valor: '29.50', horario: `${day('02-10')}T03:00:00.000Z` })
    const window = `inicio=${day('02-10')}T00:00:00Z&fim=${day('02-11')}T00:00:00Z`
    expect((await merchant.api('GET', `/pix?${window}&txid=${txid}`)).body.pix).toEqual([pix])
    expect(await billing(txid)).toMatchObject({ status: 'PAID', endToEndId: pix.endToEndId })
  })

  test('of a year is twelve, each on its day, out of the balance', async () => {
    const start = day('01-31')
    const { idRec } = await authorised({ calendario: { dataInicial: start, periodicidade: 'MENSAL' } })
    const days = Array.from({ length: 12 }, (_, number) => cycleStart(start, 'MENSAL', number))
    const txids: string[] = []
    for (const due of days) txids.push(await charge(idRec, due))
    await moveTo(cycleStart(start, 'MENSAL', 12))
    const all = await Promise.all(txids.map(get))
    expect(all.map(({ tentativas }) => tentativas[0].dataLiquidacao)).toEqual(days)
    expect(all.map(({ pix }) => pix[0].horario.slice(0, 10))).toEqual(days)
    const { accounts } = (await merchant.control('GET', '/state')).body
    expect(accounts.find(({ id }: Json) => id === payer.accountId).balanceCents).toBe(500_000 - 12 * 2950)
    year += 1
  })

  test.each([
    [true, 'the Monday after', 2],
    [false, 'the Saturday itself', 0],
  ])('due on a Saturday with ajusteDiaUtil %s is settled on %s', async (ajusteDiaUtil, _day, later) => {
    let saturday = day('01-10')
    while (new Date(saturday).getUTCDay() !== 6) saturday = addDays(saturday, 1)
    const { idRec } = await authorised()
    const txid = await charge(idRec, saturday, { ajusteDiaUtil })
    const settled = addDays(saturday, later)
    await moveTo(settled)
    expect((await get(txid)).tentativas).toMatchObject([{ dataLiquidacao: settled, status: 'PAGA' }])
  })

  test('of the same day is debited at once', async () => {
    const { idRec } = await authorised()
    await moveTo(day('01-10'), '15:00:00.000')
    const txid = await charge(idRec, day('01-10'))
    await clock({ advanceMs: 1_000 })
    expect((await get(txid)).status).toBe('CONCLUIDA')
  })

  test('that is refunded is told as any Pix', async () => {
    const { idRec } = await authorised()
    const txid = await charge(idRec, day('01-12'))
    await moveTo(day('01-12'))
    const [{ endToEndId }] = (await get(txid)).pix
    expect((await merchant.api('PUT', `/pix/${endToEndId}/devolucao/1`, { valor: '29.50' })).status).toBe(201)
  })
})

describe('is refused', () => {
  test.each<[string, (idRec: string) => Promise<Json>, string]>([
    [
      'twice under one txid',
      async (idRec) => put(idRec, day('03-11'), {}, await charge(idRec, day('02-11'))),
      'O campo cobr.txid encontra-se em uso.',
    ],
    ['yesterday', (idRec) => put(idRec, `${year - 1}-12-31`), 'anterior à data de criação'],
    ['before its recurrence begins', (idRec) => put(idRec, day('01-09')), 'fora da vigência'],
    ['after it ends', (idRec) => put(idRec, day('12-11')), 'fora da vigência'],
    [
      'a second time in a cycle',
      async (idRec) => (await charge(idRec, day('01-10'))) && put(idRec, day('02-09')),
      'no mesmo ciclo',
    ],
    [
      'of another account',
      (idRec) => put(idRec, day('01-10'), { recebedor: { conta: '9', tipoConta: 'CORRENTE' } }),
      'não pertence a este usuário recebedor',
    ],
    [
      'of nothing',
      (idRec) => put(idRec, day('01-10'), { valor: { original: '0.00' } }),
      'O campo cobr.valor',
    ],
    ['without a day', (idRec) => put(idRec, '2030-02-30'), 'O objeto cobr.calendario'],
    ['of no recurrence', () => put('x'.repeat(29), day('01-10')), 'O campo cobr.idRec'],
  ])('%s', async (_name, ask, razao) => {
    const calendario = { dataInicial: day('01-10'), dataFinal: day('12-10'), periodicidade: 'MENSAL' }
    const { idRec } = await authorised({ calendario })
    const answer = await ask(idRec)
    expect(answer.status).toBe(400)
    expect(reasons(answer).join()).toContain(razao)
  })

  test('while nobody has authorised the recurrence', async () => {
    const { body: rec } = await merchant.api('POST', '/rec', merchant.rec(day('01-10')))
    expect(reasons(await put(rec.idRec, day('01-10')))).toEqual(['A recorrência não está APROVADA (CRIADA).'])
  })

  test('but in a cycle whose charge was cancelled there may be another', async () => {
    const { idRec } = await authorised()
    const txid = await charge(idRec, day('01-10'))
    await merchant.api('PATCH', `/cobr/${txid}`, { status: 'CANCELADA' })
    expect((await put(idRec, day('01-11'))).status).toBe(201)
  })
})

describe('not paid', () => {
  const never = { politicaRetentativa: 'NAO_PERMITE' }

  test('for lack of money at midnight, it is tried again at 18 h of the same day', async () => {
    const { idRec } = await authorised(never)
    const txid = await charge(idRec, day('01-10'))
    await merchant.control('PUT', '/payer', { balanceCents: 2949 })
    await moveTo(day('01-10'), '17:59:59.999')
    expect((await get(txid)).tentativas).toMatchObject([{ status: 'AGENDADA' }])
    await merchant.control('PUT', '/payer', { balanceCents: 2950 })
    await moveTo(day('01-10'), '18:00:00.000')
    expect(await get(txid)).toMatchObject({ status: 'CONCLUIDA' })
  })

  test('for lack of money all day, it expires where no other try is allowed', async () => {
    const { idRec } = await authorised(never)
    const txid = await charge(idRec, day('01-10'))
    await merchant.control('PUT', '/payer', { balanceCents: 0 })
    await moveTo(day('01-10'), '18:00:00.000')
    expect(await get(txid)).toMatchObject({ status: 'EXPIRADA', tentativas: [{ status: 'EXPIRADA' }] })
    expect(await billing(txid)).toMatchObject({ status: 'EXPIRED' })
    expect(reasons(await retry(txid, day('01-12'))).join()).toContain('não permite retentativa')
  })

  test.each([
    [false, 'ATIVA'],
    [true, 'CONCLUIDA'],
  ])('the overdraft is used when the payer says so: %s', async (useAccountLimit, status) => {
    const { idRec } = await authorised({}, { useAccountLimit })
    const txid = await charge(idRec, day('01-10'))
    await merchant.control('PUT', '/payer', { balanceCents: 0, overdraftCents: 2950 })
    await moveTo(day('01-10'), '18:00:00.000')
    expect((await get(txid)).status).toBe(status)
  })

  test.each([
    [29.49, 'REJEITADA', { status: 'REJECTED', rejection: { code: 'AM02' } }],
    [29.5, 'CONCLUIDA', { status: 'PAID', rejection: null }],
  ])('under a maximum of %d it is %s', async (maximumValue, status, seen) => {
    const { idRec } = await authorised(never, { maximumValue })
    const txid = await charge(idRec, day('01-10'))
    await moveTo(day('01-10'))
    expect((await get(txid)).status).toBe(status)
    expect(await billing(txid)).toMatchObject(seen)
    expect((await payer.at('GET', `/recurrences/${idRec}`)).body.status).toBe('APPROVED')
  })

  test('of another amount than was authorised it is rejected by the bank at once', async () => {
    const { idRec } = await authorised()
    const txid = await charge(idRec, day('01-10'), { valor: { original: '29.51' } })
    await clock({ advanceMs: 1_000 })
    expect(await get(txid)).toMatchObject({
      status: 'REJEITADA',
      encerramento: { rejeicao: { codigo: 'AM09' } },
      tentativas: [{ status: 'REJEITADA' }],
    })
  })

  test('it may be tried three times more, on other days, within seven', async () => {
    const { idRec } = await authorised()
    const txid = await charge(idRec, day('01-10'))
    await merchant.control('PUT', '/payer', { balanceCents: 0 })
    await clock({ advanceMs: 1_000 })
    expect(reasons(await retry(txid, day('01-11')))).toEqual([
      'Existe uma tentativa com status SOLICITADA ou AGENDADA.',
    ])
    await moveTo(day('01-10'), '18:00:00.000')
    expect(reasons(await retry(txid, day('01-10')))).toEqual([
      'O parâmetro data não corresponde a uma data futura.',
    ])
    expect(reasons(await retry(txid, day('01-18')))).toEqual([
      `O parâmetro data é posterior ao prazo de novas tentativas (${day('01-17')}).`,
    ])
    for (const next of ['01-11', '01-12', '01-13']) {
      const asked = await retry(txid, day(next))
      expect(asked).toMatchObject({ status: 201, body: { status: 'ATIVA' } })
      expect(asked.body.tentativas.at(-1)).toMatchObject({ tipo: 'NTAG', dataLiquidacao: day(next) })
      await moveTo(day(next), '18:00:00.000')
    }
    expect(await get(txid)).toMatchObject({
      status: 'EXPIRADA',
      tentativas: Array.from({ length: 4 }, () => ({ status: 'EXPIRADA' })),
    })
    expect(reasons(await retry(txid, day('01-14')))).toContain(
      'A cobrança já teve as três novas tentativas permitidas.',
    )
  })

  test('a later try pays', async () => {
    const { idRec } = await authorised()
    const txid = await charge(idRec, day('01-10'))
    await merchant.control('PUT', '/payer', { balanceCents: 0 })
    await moveTo(day('01-10'), '18:00:00.000')
    await retry(txid, day('01-17'))
    await merchant.control('PUT', '/payer', { balanceCents: 10_000 })
    await moveTo(day('01-17'))
    const { status, tentativas, pix } = await get(txid)
    expect([status, ...tentativas.map((one: Json) => one.status)]).toEqual(['CONCLUIDA', 'EXPIRADA', 'PAGA'])
    expect(pix[0].endToEndId).toBe(tentativas[1].endToEndId)
  })

  test('without another try it expires after the seventh day', async () => {
    const { idRec } = await authorised()
    const txid = await charge(idRec, day('01-10'))
    await merchant.control('PUT', '/payer', { balanceCents: 0 })
    await moveTo(day('01-17'), '23:59:59.999')
    expect((await get(txid)).status).toBe('ATIVA')
    await moveTo(day('01-18'))
    expect((await get(txid)).status).toBe('EXPIRADA')
  })
})

describe('cancelled', () => {
  test.each([
    ['01-09', '23:59:59.999', 200],
    ['01-10', '00:00:00.000', 422],
  ])('by the payer on %s at %s it is %i', async (on, time, status) => {
    const { idRec } = await authorised()
    const txid = await charge(idRec, day('01-10'))
    // Its day must not have begun for it to be still to settle: an empty account keeps it so.
    await merchant.control('PUT', '/payer', { balanceCents: 0 })
    await moveTo(day(on), time)
    expect((await cancelBilling(txid)).status).toBe(status)
    expect((await get(txid)).status).toBe(status === 200 ? 'CANCELADA' : 'ATIVA')
  })

  test.each([
    ['01-09', '23:59:59.999', 200],
    ['01-10', '00:00:00.000', 400],
  ])('by the receiver on %s at %s it is %i', async (on, time, status) => {
    const { idRec } = await authorised()
    const txid = await charge(idRec, day('01-10'))
    await merchant.control('PUT', '/payer', { balanceCents: 0 })
    await moveTo(day(on), time)
    expect((await merchant.api('PATCH', `/cobr/${txid}`, { status: 'CANCELADA' })).status).toBe(status)
  })

  test('with its recurrence, unless it is of today', async () => {
    const { idRec } = await authorised({
      calendario: { dataInicial: day('01-10'), periodicidade: 'SEMANAL' },
    })
    const [today, next, later] = [
      await charge(idRec, day('01-10')),
      await charge(idRec, day('01-17')),
      await charge(idRec, day('03-10')),
    ]
    await merchant.control('PUT', '/payer', { balanceCents: 0 })
    await moveTo(day('01-10'), '12:00:00.000')
    const cancelled = await payer.at('POST', `/recurrences/${idRec}/cancel`)
    expect(cancelled.body).toMatchObject({
      status: 'CANCELED',
      cancellation: { requester: 'PAYER', code: 'SLDB' },
    })
    expect((await merchant.api('GET', `/rec/${idRec}`)).body).toMatchObject({
      status: 'CANCELADA',
      encerramento: { cancelamento: { solicitante: 'USUARIO_PAGADOR', codigo: 'SLDB' } },
    })
    await merchant.control('PUT', '/payer', { balanceCents: 10_000 })
    await moveTo(day('03-11'))
    const statuses = await Promise.all([today, next, later].map(async (txid) => (await get(txid)).status))
    expect(statuses).toEqual(['CONCLUIDA', 'CANCELADA', 'CANCELADA'])
  })

  test('with its recurrence by the receiver, and the payer sees who did it', async () => {
    const { idRec } = await authorised()
    const txid = await charge(idRec, day('01-10'))
    await merchant.api('PATCH', `/rec/${idRec}`, { status: 'CANCELADA' })
    expect((await get(txid)).status).toBe('CANCELADA')
    expect((await payer.at('GET', `/recurrences/${idRec}`)).body).toMatchObject({
      status: 'CANCELED',
      cancellation: { requester: 'RECEIVER', code: 'SLCR' },
    })
  })
})

test('a recurrence expires when its last day is over', async () => {
  const calendario = { dataInicial: day('01-10'), dataFinal: day('06-10'), periodicidade: 'MENSAL' }
  const { idRec } = await authorised({ calendario })
  const status = async () => [
    (await merchant.api('GET', `/rec/${idRec}`)).body.status,
    (await payer.at('GET', `/recurrences/${idRec}`)).body.status,
  ]
  await moveTo(day('06-10'), '23:59:59.999')
  expect(await status()).toEqual(['APROVADA', 'APPROVED'])
  await moveTo(day('06-11'))
  expect(await status()).toEqual(['EXPIRADA', 'EXPIRED'])
})
