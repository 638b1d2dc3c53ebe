import { readBrCode } from '@balcao/brcode'
import { type Charge, Recurrence, RecurrenceDetails } from '@balcao/contracts'
import { wallTime } from '@balcao/domain'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type AgreeingPayer, openAgreeingPayer } from '../testing/agreeing-payer.ts'
import { newTxid, patience, problemOf, startWorld, type World } from '../testing/world.ts'

let world: World
let payer: AgreeingPayer
beforeAll(async () => {
  world = await startWorld()
  payer = await openAgreeingPayer(world)
}, 60_000)
afterAll(async () => {
  await payer.close()
  await world.close()
})
afterEach(() => world.calm())

const dayMs = 24 * 3_600_000
const day = (days: number) => wallTime(world.clock.now() + days * dayMs, 'America/Sao_Paulo').day
const debtor = { name: 'Ana Souza', document: '12345678909' }
const bill = (due: object = {}) => ({ amountCents: 12_000, due: { day: day(10), debtor, ...due } })
const put = (body: object, txid = newTxid()) => world.api('PUT', `/api/charges/${txid}`, body)
const pay = ({ pixCopiaECola }: Charge) => world.control('POST', '/pay', { pixCopiaECola })

async function offerWith(txid: string): Promise<Recurrence> {
  const answer = await world.api('PUT', `/api/recurrences/${newTxid()}`, {
    ...{ txid, contract: `118-${txid.slice(0, 8)}`, object: 'Clube do café', debtor, frequency: 'monthly' },
    ...{ firstDay: day(30), fixedCents: 12_000, retryPolicy: 'none' },
  })
  expect(answer.status, answer.text).toBe(201)
  return Recurrence.parse(answer.json)
}
const details = async (id: string) =>
  RecurrenceDetails.parse((await world.api('GET', `/api/recurrences/${id}`)).json)
const recurrenceIs = (id: string, wanted: Partial<Recurrence>) =>
  vi.waitFor(async () => expect((await details(id)).recurrence).toMatchObject(wanted), patience)
const statusAtPsp = async (idRec: string | null) =>
  ((await world.control('GET', '/state')).json as { recs: { idRec: string; status: string }[] }).recs.find(
    (rec) => rec.idRec === idRec,
  )?.status

describe('a charge with a due date', () => {
  test('is one of the PSP’s other kind, payable until its day, and paid like any other', async () => {
    const charge = await world.create(newTxid(), bill())
    expect(charge).toMatchObject({ status: 'awaiting', dueDay: day(10), amountCents: 12_000 })
    expect(readBrCode(charge.pixCopiaECola ?? '').kind).toBe('cobv')
    // On a day without business the next one counts, so it is this day or one of the few after it.
    expect(charge.expiresAt?.slice(0, 10) ?? '').toSatisfy((until: string) => until > day(10))
    await pay(charge)
    expect((await world.becomes(charge.txid, 'paid')).flags).toEqual([])
  })

  test('is found paid without any webhook', async () => {
    const screen = await world.screen()
    await world.faults({ webhook: { drop: 1 } })
    const charge = await world.create(newTxid(), bill())
    await pay(charge)
    await screen.until(({ charges }) =>
      charges.some((one) => one.txid === charge.txid && one.status === 'paid'),
    )
    screen.close()
  })

  test('is made once, whatever is sent again or gets lost', async () => {
    const [txid, body] = [newTxid(), bill()]
    await world.faults({ rules: [{ match: { operation: 'putCobV' }, dropResponse: true, times: 1 }] })
    expect((await put(body, txid)).status).toBe(202)
    await world.becomes(txid, 'awaiting')
    expect((await put(body, txid)).status).toBe(200)
    const others = [
      bill({ day: day(11) }),
      bill({ debtor: { ...debtor, name: 'Bia' } }),
      { amountCents: 12_000 },
    ]
    for (const other of others) expect(problemOf(await put(other, txid)).name).toBe('txid-reused')
  })

  test('is taken back at the PSP, and lives by its day and no minutes', async () => {
    const { txid } = await world.create(newTxid(), bill())
    const longer = problemOf(await world.api('POST', `/api/charges/${txid}/extend`, { minutes: 10 }))
    expect([longer.status, longer.fields]).toEqual([400, ['minutes']])
    expect((await world.api('POST', `/api/charges/${txid}/cancel`)).status).toBe(200)
    await world.becomes(txid, 'cancelled')
    expect(await world.calls('patchCobV')).toBeGreaterThan(0)
  })

  test.each<[string, object, string]>([
    ['yesterday', { day: '2020-01-01' }, 'due.day'],
    ['a day too far away', { day: '2099-01-01' }, 'due.day'],
    ['a day that is none', { day: '2026-02-30' }, 'due.day'],
    ['nobody to pay it', { debtor: undefined }, 'due.debtor'],
    ['a CPF that is none', { debtor: { ...debtor, document: '12345678900' } }, 'due.debtor.document'],
    ['a name of blanks', { debtor: { ...debtor, name: '  ' } }, 'due.debtor.name'],
    ['a field that is none', { fine: 2 }, 'due.fine'],
  ])('with %s is refused by its name', async (_, due, field) => {
    const { status, fields } = problemOf(await put(bill(due)))
    expect([status, fields]).toEqual([400, [field]])
  })

  test('is no difference to the bank’s list of sales, which does not have it', async () => {
    const { txid } = await world.create(newTxid(), bill())
    const paid = await world.create(newTxid(), bill())
    await pay(paid)
    await world.becomes(paid.txid, 'paid')
    const from = day(0)
    // By then a sale that the list does not have would be missed.
    world.ahead.ms += 20 * 60_000
    const period = { from, to: day(0) }
    expect((await world.api('POST', '/api/reconciliation', period)).status).toBe(202)
    await vi.waitFor(async () => {
      const { json } = await world.api('GET', `/api/reconciliation/lines?${new URLSearchParams(period)}`)
      const { lines } = json as { lines: { txid: string; kind: string }[] }
      expect(lines.find((line) => line.txid === paid.txid)?.kind).toBe('matched')
      expect(lines.filter((line) => line.txid === txid)).toEqual([])
    }, patience)
  })
})

describe('journey 4', () => {
  test('has one code, by which the charge is paid and the recurrence is then agreed to', async () => {
    const charge = await world.create(newTxid(), bill())
    const offer = await offerWith(charge.txid)
    const code = readBrCode(offer.codeWithCharge ?? '')
    expect(code.kind).toBe('cobv+recurrence')
    expect(code.url).toBe(readBrCode(charge.pixCopiaECola ?? '').url)
    expect(readBrCode(offer.codeAlone ?? '').recurrenceUrl).toBe(code.recurrenceUrl)

    await payer.look(offer.codeWithCharge ?? '')
    await pay(charge)
    await world.becomes(charge.txid, 'paid')
    // Paid, and nothing is agreed to by that.
    expect((await details(offer.recurrenceId)).recurrence.status).toBe('offered')
    await payer.agree(offer.codeWithCharge ?? '', charge.txid)
    await recurrenceIs(offer.recurrenceId, { status: 'approved', journey: 4 })
  })

  test('may end with the payment alone: nobody has to take the offer', async () => {
    const charge = await world.create(newTxid(), bill())
    const { recurrenceId } = await offerWith(charge.txid)
    await pay(charge)
    await world.becomes(charge.txid, 'paid')
    world.ahead.ms += 6 * dayMs
    await recurrenceIs(recurrenceId, { status: 'offered', ending: null })
    world.ahead.ms += 2 * dayMs
    await recurrenceIs(recurrenceId, { status: 'cancelled', ending: 'time-over' })
  })
})

describe('an offer that nobody has taken', () => {
  test('ends with its sale, at the PSP too, and says why', async () => {
    const charge = await world.create()
    const { recurrenceId, pspId } = await offerWith(charge.txid)
    await world.api('POST', `/api/charges/${charge.txid}/cancel`)
    await recurrenceIs(recurrenceId, {
      ...{ status: 'cancelled', ending: 'charge-ended', codeAlone: null, codeWithCharge: null },
    })
    expect(await statusAtPsp(pspId)).toBe('CANCELADA')
    const { timeline } = await details(recurrenceId)
    expect(timeline.map(({ what, status }) => [what, status])).toEqual([
      ['offered', null],
      ['changed', 'offered'],
      ['over', 'charge-ended'],
      ['changed', 'cancelled'],
    ])
  })

  test('ends with a charge that was not paid by its day', async () => {
    const charge = await world.create(newTxid(), bill())
    const { recurrenceId } = await offerWith(charge.txid)
    world.ahead.ms += 9 * dayMs
    await recurrenceIs(recurrenceId, { status: 'offered', ending: null })
    world.ahead.ms += 7 * dayMs
    await world.becomes(charge.txid, 'expired')
    await recurrenceIs(recurrenceId, { status: 'cancelled', ending: 'charge-ended' })
  })

  test('is off the screens although the PSP does not answer, which is asked until it has ended it', async () => {
    const charge = await world.create()
    const { recurrenceId, pspId } = await offerWith(charge.txid)
    await world.faults({ rules: [{ match: { operation: 'patchRec' }, status: 503, times: 1 }] })
    await world.api('POST', `/api/charges/${charge.txid}/cancel`)
    await recurrenceIs(recurrenceId, { ending: 'charge-ended', codeAlone: null })
    world.ahead.ms += 61_000
    await recurrenceIs(recurrenceId, { status: 'cancelled' })
    expect(await statusAtPsp(pspId)).toBe('CANCELADA')
  })
})
