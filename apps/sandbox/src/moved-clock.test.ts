import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openPayer, type Payer } from './account/payer.ts'
import { type Json, type Merchant, openMerchant, openReceiver } from './merchant.ts'

let merchant: Merchant
let payer: Payer
const start = Date.parse('2026-03-10T12:00:00.000Z')
beforeAll(async () => {
  merchant = await openMerchant()
  merchant.clock.at = start
  await merchant.newToken()
  payer = await openPayer(merchant)
})
afterAll(() => merchant.close())

const clock = (body: object) => merchant.control('POST', '/clock', body)
async function authorised(fields: object = {}): Promise<string> {
  const { body: loc } = await merchant.api('POST', '/locrec')
  const { body: rec } = await merchant.api(
    'POST',
    '/rec',
    merchant.rec('2026-03-20', { loc: loc.id, ...fields }),
  )
  const { dadosQR } = (await merchant.api('GET', `/rec/${rec.idRec}`)).body
  const { body: decoded } = await payer.decode(dadosQR.pixCopiaECola)
  await payer.activate(decoded.recurrence)
  await clock({ advanceMs: 1_000 })
  return rec.idRec
}

test('runs forward, by so much or to a time, and every answer is dated by it', async () => {
  const at = async () => (await merchant.control('GET', '/clock')).body.nowMs
  const before = await at()
  expect((await clock({ advanceMs: 86_400_000 })).body).toMatchObject({
    nowMs: before + 86_400_000,
    steps: 0,
  })
  expect((await clock({ nowMs: before + 86_400_001 })).status).toBe(200)
  expect(await at()).toBe(before + 86_400_001)
  const answer = await merchant.api('GET', '/webhook')
  expect(Date.parse(answer.headers.date ?? '')).toBe(Math.floor((before + 86_400_001) / 1000) * 1000)
})

test.each([
  [{ nowMs: 0 }, 409],
  [{ advanceMs: -1 }, 400],
  [{ advanceMs: 1e13 }, 400],
  [{}, 400],
  [{ advanceMs: 1, nowMs: 1 }, 400],
])('is not moved by %j', async (body, status) => {
  expect((await clock(body)).status).toBe(status)
})

test('stops at everything on its way, so that what is told is in order and of its own time', async () => {
  const receiver = await openReceiver(merchant.pki)
  await merchant.api('PUT', '/webhookcobr', { webhookUrl: receiver.url })
  const ids = [await authorised(), await authorised()]
  for (const due of ['2026-04-20', '2026-03-20', '2026-05-20'])
    for (const idRec of ids) await merchant.api('POST', '/cobr', merchant.cobr(idRec, due))
  const { body } = await clock({ nowMs: Date.parse('2026-06-01T00:00:00Z') })
  expect(body.steps).toBeGreaterThanOrEqual(6)
  const paid = receiver.received
    .map((one) => one.body.cobsr[0])
    .filter(({ status }: Json) => status === 'CONCLUIDA')
    .map(({ pix }: Json) => pix[0].horario.slice(0, 10))
  expect(paid).toEqual(['2026-03-20', '2026-03-20', '2026-04-20', '2026-04-20', '2026-05-20', '2026-05-20'])
  await merchant.api('DELETE', '/webhookcobr')
  await receiver.close()
})

test('a restart forgets neither the time nor what is to come', async () => {
  const calendario = { dataInicial: '2026-07-01', periodicidade: 'MENSAL' }
  const idRec = await authorised({ calendario })
  const { body: cobr } = await merchant.api('POST', '/cobr', merchant.cobr(idRec, '2026-07-10'))
  const { body: loc } = await merchant.api('POST', '/locrec')
  const before = (await merchant.control('GET', '/state')).body
  await merchant.restart()
  const after = (await merchant.control('GET', '/state')).body
  for (const part of [
    'now',
    'nextAppointment',
    'locsRec',
    'recs',
    'cobsR',
    'accounts',
    'recurrences',
    'billings',
    'listeners',
  ])
    expect([part, after[part]]).toEqual([part, before[part]])
  expect((await merchant.api('POST', '/locrec')).body.id).toBe(loc.id + 1)
  await clock({ nowMs: Date.parse('2026-07-10T03:00:00Z') })
  expect((await merchant.api('GET', `/cobr/${cobr.txid}`)).body.status).toBe('CONCLUIDA')
})

test('what fell due while no process was there is done at the start, each at its own time', async () => {
  const calendario = { dataInicial: '2026-08-01', periodicidade: 'MENSAL' }
  const idRec = await authorised({ calendario })
  const dues = ['2026-08-10', '2026-09-10']
  const txids: string[] = []
  for (const due of dues)
    txids.push((await merchant.api('POST', '/cobr', merchant.cobr(idRec, due))).body.txid)
  merchant.clock.at += 120 * 86_400_000
  await merchant.restart()
  await merchant.newToken()
  const days = await Promise.all(
    txids.map(async (txid) => (await merchant.api('GET', `/cobr/${txid}`)).body.pix[0].horario.slice(0, 10)),
  )
  expect(days).toEqual(dues)
})

test('waits for what is decades away without asking the timer for more than it can count', async () => {
  const timers = vi.spyOn(globalThis, 'setTimeout')
  const calendario = { dataInicial: '2090-01-01', dataFinal: '2099-01-01', periodicidade: 'ANUAL' }
  expect((await merchant.api('POST', '/rec', merchant.rec('2090-01-01', { calendario }))).status).toBe(201)
  const delays = timers.mock.calls.map(([, ms]) => ms ?? 0)
  timers.mockRestore()
  // Beyond 2^31 - 1 a timer rings at once, and again, and again.
  expect(Math.max(...delays)).toBe(0x7fffffff)
})
