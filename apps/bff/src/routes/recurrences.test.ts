import { readBrCode } from '@balcao/brcode'
import {
  Offer,
  Recurrence,
  RecurrenceCharge,
  RecurrenceDetails,
  RecurrenceList,
  type Snapshot,
} from '@balcao/contracts'
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
const terms = (change: object = {}) => ({
  contract: `118-${newTxid().slice(0, 8)}`,
  object: 'Clube do café',
  debtor: { name: 'Ana Souza', document: '12345678909' },
  frequency: 'monthly',
  firstDay: day(1),
  fixedCents: 2950,
  retryPolicy: 'three-in-seven-days',
  ...change,
})
const put = (id: string, body: object) => world.api('PUT', `/api/recurrences/${id}`, body)
async function offer(change: object = {}, id = newTxid()) {
  const answer = await put(id, terms(change))
  expect(answer.status, answer.text).toBeLessThan(203)
  return Recurrence.parse(answer.json)
}
const details = async (id: string) =>
  RecurrenceDetails.parse((await world.api('GET', `/api/recurrences/${id}`)).json)
const becomes = (id: string, status: Recurrence['status']) =>
  vi.waitFor(async () => {
    const { recurrence } = await details(id)
    expect(recurrence.status).toBe(status)
    return recurrence
  }, patience)
async function approved(change: object = {}) {
  const { recurrenceId, codeAlone } = await offer(change)
  await payer.agree(codeAlone ?? '')
  return becomes(recurrenceId, 'approved')
}
/** As a screen reads it; undefined where it shows none. */
const offerIn = ({ recurrences }: Snapshot) => Offer.safeParse(recurrences?.offer).data
const recs = async (): Promise<{ idRec: string; status: string }[]> =>
  ((await world.control('GET', '/state')).json as { recs: { idRec: string; status: string }[] }).recs

describe('journey 2', () => {
  test('is offered, shown on the terminal, agreed to, and every screen hears of it', async () => {
    const screen = await world.screen('caixa-2', 'display')
    const one = await offer({ terminalId: 'caixa-2' })
    expect(one).toMatchObject({ status: 'offered', txid: null, codeWithCharge: null, journey: null })
    expect(one.debtorDocument).toBe('***.456.789-**')
    expect(readBrCode(one.codeAlone ?? '').kind).toBe('recurrence')
    const shown = await screen.until((snapshot) => offerIn(snapshot)?.codeAlone != null)
    expect(offerIn(shown)).toMatchObject({ recurrenceId: one.recurrenceId, status: 'offered' })
    // Any screen may have it: nobody's name or number is in it.
    expect(JSON.stringify(shown)).not.toMatch(/Ana Souza|12345678909|debtor/)
    await payer.agree(one.codeAlone ?? '')
    const told = await screen.until((snapshot) => offerIn(snapshot)?.status === 'approved')
    expect(offerIn(told)?.codeAlone).toBeNull()
    expect((await details(one.recurrenceId)).recurrence.journey).toBe(2)
    screen.close()
  })

  test('is heard of without any webhook', async () => {
    await world.faults({ webhook: { drop: 1 } })
    await approved()
  })

  test('the next sale takes it off the screens, and it can be shown again', async () => {
    const { recurrenceId } = await offer({ terminalId: 'caixa-3' })
    const screen = await world.screen('caixa-3')
    await world.create(newTxid(), { amountCents: 500, terminalId: 'caixa-3' })
    await screen.until(({ currentTxid, recurrences }) => currentTxid !== null && recurrences?.offer === null)
    await world.api('PUT', '/api/terminals/caixa-3/offer', { recurrenceId })
    await screen.until((snapshot) => offerIn(snapshot)?.recurrenceId === recurrenceId)
    screen.close()
  })
})

describe('journey 3', () => {
  test('has one code for the charge and the recurrence, which are both agreed to at once', async () => {
    const charge = await world.create(newTxid(), { amountCents: 4990, terminalId: 'caixa-1' })
    const one = await offer({ txid: charge.txid })
    const code = readBrCode(one.codeWithCharge ?? '')
    expect(code.kind).toBe('dynamic+recurrence')
    expect(code.url).toBe(readBrCode(charge.pixCopiaECola ?? '').url)
    expect(readBrCode(one.codeAlone ?? '').recurrenceUrl).toBe(code.recurrenceUrl)
    await payer.look(one.codeWithCharge ?? '')
    await world.pay(charge)
    await payer.agree(one.codeWithCharge ?? '', charge.txid)
    await world.becomes(charge.txid, 'paid')
    expect((await becomes(one.recurrenceId, 'approved')).journey).toBe(3)
  })

  test('in two steps, on a screen that is too small: the charge, and then the recurrence', async () => {
    const charge = await world.create(newTxid(), { amountCents: 4990, terminalId: 'caixa-1' })
    const one = await offer({ txid: charge.txid })
    await world.pay(charge)
    await world.becomes(charge.txid, 'paid')
    await payer.agree(one.codeAlone ?? '')
    await becomes(one.recurrenceId, 'approved')
  })

  test('is not for a charge that is paid, nor for one of another terminal', async () => {
    const charge = await world.create()
    await world.pay(charge)
    await world.becomes(charge.txid, 'paid')
    expect(problemOf(await put(newTxid(), terms({ txid: charge.txid })))).toMatchObject({
      name: 'already-closed',
    })
    const other = await world.create(newTxid(), { amountCents: 100, terminalId: 'caixa-2' })
    expect(problemOf(await put(newTxid(), terms({ txid: other.txid })))).toMatchObject({
      name: 'charge-not-found',
    })
  })
})

describe('once, whatever gets lost', () => {
  test('the same request again is the same recurrence, and another body is refused', async () => {
    const [id, body] = [newTxid(), terms()]
    const before = (await recs()).length
    const answers = await Promise.all([put(id, body), put(id, body), put(id, body)])
    expect(answers.map(({ status }) => status).every((status) => status < 203)).toBe(true)
    expect((await put(id, body)).status).toBe(200)
    expect((await recs()).length).toBe(before + 1)
    expect(problemOf(await put(id, { ...body, fixedCents: 1 })).name).toBe('recurrence-id-reused')
  })

  test.each(['postRec', 'postLocRec'])(
    'an answer to %s that was lost makes no second one',
    async (operation) => {
      const id = newTxid()
      const before = (await recs()).length
      await world.faults({ rules: [{ match: { operation }, dropResponse: true, times: 1 }] })
      const answer = await put(id, terms())
      expect(answer.status, answer.text).toBe(202)
      await becomes(id, 'offered')
      // Its code comes a moment after it.
      await vi.waitFor(async () => expect((await details(id)).recurrence.codeAlone).not.toBeNull(), patience)
      expect((await recs()).length).toBe(before + 1)
    },
  )

  test('what stands at its place is looked at before anything is sent again', async () => {
    const before = await world.calls('postRec')
    await world.faults({ rules: [{ match: { operation: 'postRec' }, dropResponse: true, times: 1 }] })
    const id = newTxid()
    await put(id, terms())
    await becomes(id, 'offered')
    expect(await world.calls('postRec')).toBe(before + 1)
  })

  test('a replica that does not show it there yet makes no second one', async () => {
    const id = newTxid()
    const before = (await recs()).length
    await world.faults({
      rules: [
        { match: { operation: 'postRec' }, dropResponse: true, times: 1 },
        { match: { operation: 'getLocRec' }, rewrite: { idRec: null }, times: 1 },
      ],
    })
    await put(id, terms())
    await becomes(id, 'offered')
    expect((await recs()).length).toBe(before + 1)
  })

  test('a server that stops in the middle goes on where it was', async () => {
    const id = newTxid()
    await world.faults({ rules: [{ match: { operation: 'postRec' }, status: 503 }] })
    expect((await put(id, terms())).status).toBe(202)
    await world.stopBff()
    await world.noFaults()
    await world.startBff()
    await becomes(id, 'offered')
  })
})

describe('what the PSP says no to', () => {
  test('ends the offer, with its words', async () => {
    await world.faults({ rules: [{ match: { operation: 'postRec' }, status: 400, times: 1 }] })
    const one = await offer()
    expect(one).toMatchObject({ status: 'cancelled', end: { kind: 'refusal' } })
  })
  test.each<[string, object, string]>([
    ['a day that is over', { firstDay: '2020-01-01' }, 'firstDay'],
    ['an end before the beginning', { lastDay: '2020-01-01' }, 'lastDay'],
    ['two amounts', { minimumCents: 100 }, 'minimumCents'],
    ['a CPF that is none', { debtor: { name: 'Ana', document: '12345678900' } }, 'debtor.document'],
    ['a contract of blanks', { contract: '  ' }, 'contract'],
    ['a long contract', { contract: 'x'.repeat(36) }, 'contract'],
    ['an unknown rhythm', { frequency: 'daily' }, 'frequency'],
    ['a field that is none', { value: 1 }, 'value'],
  ])('%s is refused here, by its name', async (_, change, field) => {
    const { status, fields } = problemOf(await put(newTxid(), terms(change)))
    expect([status, fields]).toEqual([400, [field]])
  })
})

describe('a charge of a recurrence', () => {
  const chargePath = (id: string, txid: string) => `/api/recurrences/${id}/charges/${txid}`
  async function charge(id: string, change: object = {}, txid = newTxid()) {
    const body = { amountCents: 2950, dueDay: day(3), ...change }
    return world.api('PUT', chargePath(id, txid), body)
  }

  test('is made once in each cycle, and its money is told by its txid and is no orphan', async () => {
    const { recurrenceId } = await approved()
    const [txid, body] = [newTxid(), { amountCents: 2950, dueDay: day(3) }]
    const made = await world.api('PUT', chargePath(recurrenceId, txid), body)
    expect(made.status, made.text).toBe(201)
    expect(RecurrenceCharge.parse(made.json)).toMatchObject({ txid, payment: null, mayCancel: true })
    expect((await world.api('PUT', chargePath(recurrenceId, txid), body)).status).toBe(200)
    expect(problemOf(await charge(recurrenceId))).toMatchObject({
      name: 'invalid-request',
      fields: ['dueDay'],
    })
    expect(problemOf(await charge(recurrenceId, { amountCents: 1, dueDay: day(40) })).fields).toEqual([
      'amountCents',
    ])
    // No cycle is missing while it stands.
    expect((await details(recurrenceId)).recurrence.cycleToCharge).toBeNull()

    world.ahead.ms += 5 * dayMs
    await vi.waitFor(async () => {
      const [found] = (await details(recurrenceId)).charges
      expect(found).toMatchObject({ status: 'concluded', payment: { amountCents: 2950 } })
    }, patience)
    world.ahead.ms += 6_000
    const period = { from: day(-3), to: day(0) }
    expect((await world.api('POST', '/api/reconciliation', period)).status).toBe(202)
    await vi.waitFor(async () => {
      const { json, text } = await world.api(
        'GET',
        `/api/reconciliation/lines?${new URLSearchParams(period)}&kind=matched`,
      )
      const line = (json as { lines?: { txid: string; kind: string }[] }).lines?.find(
        (one) => one.txid === txid,
      )
      expect(line?.kind, text).toBe('matched')
    }, patience)
  })

  test('an answer that was lost makes no second one', async () => {
    const { recurrenceId } = await approved()
    await world.faults({ rules: [{ match: { operation: 'putCobR' }, dropResponse: true, times: 1 }] })
    const answer = await charge(recurrenceId)
    expect(answer.status, answer.text).toBe(202)
    await vi.waitFor(async () => {
      const { charges } = await details(recurrenceId)
      expect(charges.map(({ status }) => status)).not.toContain('opening')
      expect(charges).toHaveLength(1)
    }, patience)
  })

  test('is taken back until the day before it is settled, and then there is room for another', async () => {
    const { recurrenceId } = await approved()
    const txid = newTxid()
    await charge(recurrenceId, {}, txid)
    const cancelled = await world.api('POST', `${chargePath(recurrenceId, txid)}/cancel`)
    expect(cancelled.status, cancelled.text).toBe(200)
    expect(cancelled.json).toMatchObject({ status: 'cancelled', mayCancel: false })
    expect((await details(recurrenceId)).recurrence.cycleToCharge).toMatchObject({
      firstDay: expect.any(String),
    })
    expect((await charge(recurrenceId)).status).toBe(201)
    expect(problemOf(await world.api('POST', `${chargePath(recurrenceId, newTxid())}/cancel`)).name).toBe(
      'recurrence-charge-not-found',
    )
  })

  test('is taken back at 23:59:59 of the day before, and at 00:00:00 the deadline is named', async () => {
    const at = (txid: string, id: string) => world.api('POST', `${chargePath(id, txid)}/cancel`)
    const first = await approved()
    const second = await approved()
    const [early, late] = [newTxid(), newTxid()]
    const dueDay = day(3)
    const made = await charge(first.recurrenceId, { dueDay }, early)
    await charge(second.recurrenceId, { dueDay }, late)
    const { cancelUntil } = RecurrenceCharge.parse(made.json)
    expect(cancelUntil).toMatch(/T23:59:59-03:00$/)
    const toMs = Date.parse(cancelUntil) - world.clock.now()
    // A second to be heard in: the clock goes on.
    world.ahead.ms += toMs - 1_000
    const cancelled = await at(early, first.recurrenceId)
    expect(cancelled.status, cancelled.text).toBe(200)
    world.ahead.ms += 2_000
    const refused = problemOf(await at(late, second.recurrenceId))
    expect(refused).toMatchObject({ status: 409, name: 'too-late' })
    expect(refused.detail).toContain(`${cancelUntil.slice(0, 10)} at 23:59:59`)
    const { charges } = await details(second.recurrenceId)
    expect(charges[0]).toMatchObject({ mayCancel: false, cancelUntil })
  })

  test('whose cancelling the PSP refuses in time keeps the PSP’s own words', async () => {
    const { recurrenceId } = await approved()
    const txid = newTxid()
    await charge(recurrenceId, {}, txid)
    await world.faults({ rules: [{ match: { operation: 'patchCobR' }, status: 400, times: 1 }] })
    const refused = problemOf(await world.api('POST', `${chargePath(recurrenceId, txid)}/cancel`))
    expect(refused.name).toBe('psp-refused')
  })

  test('is tried again on another day, where the payer has agreed to that', async () => {
    const { recurrenceId } = await approved()
    const txid = newTxid()
    await charge(recurrenceId, { dueDay: day(1) }, txid)
    await world.control('PUT', '/payer', { balanceCents: 0, overdraftCents: 0 })
    world.ahead.ms += 3 * dayMs + 12 * 3_600_000
    const failed = await vi.waitFor(async () => {
      const [found] = (await details(recurrenceId)).charges
      expect(found?.retry).not.toBeNull()
      return found
    }, patience)
    const asked = await world.api('POST', `${chargePath(recurrenceId, txid)}/retry`, {
      day: failed?.retry?.toDay,
    })
    expect(asked.status, asked.text).toBe(200)
    expect(RecurrenceCharge.parse(asked.json).tries.at(-1)).toMatchObject({ kind: 'after-due-date' })
    // The same wish again is the same try; a day too far is named.
    expect(
      (await world.api('POST', `${chargePath(recurrenceId, txid)}/retry`, { day: failed?.retry?.toDay }))
        .status,
    ).toBe(200)
    await world.control('PUT', '/payer', { balanceCents: 500_000, overdraftCents: 0 })
  })

  test('is not made before somebody has agreed', async () => {
    const { recurrenceId } = await offer()
    expect(problemOf(await charge(recurrenceId)).name).toBe('recurrence-not-approved')
  })
})

test('a recurrence is ended by the shop, and by the payer, and both are told with who did it', async () => {
  const ours = await approved()
  const ended = await world.api('POST', `/api/recurrences/${ours.recurrenceId}/cancel`)
  expect(ended.status, ended.text).toBe(200)
  expect(ended.json).toMatchObject({ status: 'cancelled', end: { kind: 'cancellation', by: 'receiver' } })
  expect((await world.api('POST', `/api/recurrences/${ours.recurrenceId}/cancel`)).status).toBe(200)
  const theirs = await approved()
  await payer.cancel(theirs.pspId ?? '')
  expect((await becomes(theirs.recurrenceId, 'cancelled')).end?.by).toBe('payer')
  const { timeline } = await details(ours.recurrenceId)
  expect(timeline.map(({ what, status }) => [what, status])).toEqual([
    ['offered', null],
    ['changed', 'offered'],
    ['changed', 'approved'],
    ['cancel', null],
    ['changed', 'cancelled'],
  ])
})

test('a proposal goes to the payer’s bank, where its answer is lost too, and an account that is none refuses it', async () => {
  const { recurrenceId } = await offer()
  const at = (id: string) => `/api/recurrences/${recurrenceId}/proposals/${id}`
  const body = { ispb: '99999012', branch: '1', account: '487031', document: '12345678909' }
  await world.faults({ rules: [{ match: { operation: 'postSolicRec' }, dropResponse: true, times: 1 }] })
  const id = newTxid()
  expect((await world.api('PUT', at(id), body)).status).toBe(202)
  await vi.waitFor(async () => {
    expect((await details(recurrenceId)).proposals).toMatchObject([{ proposalId: id, status: 'received' }])
  }, patience)
  expect((await world.api('PUT', at(id), body)).status).toBe(200)
  expect(problemOf(await world.api('PUT', at(id), { ...body, account: '1' })).name).toBe(
    'recurrence-id-reused',
  )
  const again = await world.api('PUT', at(newTxid()), body)
  expect(again.json).toMatchObject({ status: 'refused', refusal: expect.any(String) })
})

test('the list is narrowed by status and by words, page by page', async () => {
  const { contract } = (await offer({ debtor: { name: 'Bruno_100% Lima', document: '12345678909' } })).terms
  const list = async (query: string) =>
    RecurrenceList.parse((await world.api('GET', `/api/recurrences?${query}`)).json)
  expect((await list(`q=${contract}`)).recurrences.map(({ terms }) => terms.contract)).toEqual([contract])
  expect((await list(`q=${encodeURIComponent('bruno_100%')}`)).recurrences).toHaveLength(1)
  const all = (await list('limit=100')).recurrences.map(({ recurrenceId }) => recurrenceId)
  const paged: string[] = []
  let before: string | null = ''
  while (before !== null) {
    const page: RecurrenceList = await list(`limit=5${before && `&before=${before}`}`)
    paged.push(...page.recurrences.map(({ recurrenceId }) => recurrenceId))
    before = page.nextBefore
  }
  expect(paged).toEqual(all)
  for (const { status } of (await list('status=approved')).recurrences) expect(status).toBe('approved')
  expect(problemOf(await world.api('GET', '/api/recurrences?status=new')).fields).toEqual(['status'])
})
