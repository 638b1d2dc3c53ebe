import { newCharge, type Recurrence, type RecurrenceCharge } from '@balcao/domain'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { everyDatabase, type Ledgers } from '../testing/ledgers.ts'
import { createStore, type Store } from './store.ts'

const start = Date.UTC(2026, 10, 22, 14)
const idOf = (n: number) => `${n}`.padStart(32, '0')
const recurrence = (n: number, change: Partial<Recurrence> = {}): Recurrence => ({
  recurrenceId: idOf(n),
  version: 1,
  status: 'opening',
  terminalId: 'caixa-1',
  txid: null,
  terms: {
    ...{ object: 'Clube do café', contract: `C-${n}`, frequency: 'monthly', firstDay: '2026-12-10' },
    ...{ lastDay: null, fixedCents: 4990, minimumCents: null, retryPolicy: 'none' },
  },
  debtor: { name: 'Ana Souza', document: '12345678909' },
  ...{ locId: null, idRec: null, codes: { alone: null, withCharge: null }, journey: null, end: null },
  ending: null,
  createdAtMs: start + n,
  ...change,
})
const charge = (n: number, dueDay: string): RecurrenceCharge => ({
  ...{ txid: idOf(100 + n), recurrenceId: idOf(1), version: 1, status: 'opening', amountCents: 4990 },
  ...{ dueDay, info: null, tries: [], endCode: null, refusal: null, createdAtMs: start },
})

describe.each(everyDatabase)('recurrences in %s', (_name, begin) => {
  let ledgers: Ledgers
  let store: Store
  beforeAll(async () => {
    ledgers = await begin()
  }, 60_000)
  afterAll(() => ledgers.close(), 60_000)
  beforeEach(async () => {
    await ledgers.empty(start)
    store = createStore(await ledgers.open())
  })
  afterEach(() => store.close())
  const askAt = (atMs: number | null) => ({ nowMs: start, askAtMs: () => atMs })

  test('are as they were written, once, and stand on the screens of their terminal', async () => {
    expect(await store.insertRecurrence(recurrence(1))).toBe(true)
    expect(await store.insertRecurrence(recurrence(1, { terminalId: 'caixa-2' }))).toBe(false)
    expect(await store.recurrence(idOf(1))).toEqual(recurrence(1))
    expect(await store.faceOf('caixa-1')).toMatchObject({ recurrenceId: idOf(1) })
    expect(await store.faceOf('caixa-2')).toMatchObject({ recurrenceId: null })
  })

  test('are forgotten by whom they were, once they are over and old', async () => {
    for (const [n, status] of [
      [1, 'cancelled'],
      [2, 'approved'],
      [3, 'expired'],
    ] as const)
      await store.insertRecurrence(recurrence(n, { status }))
    await store.forgetTexts(0, start + 3)
    const debtors = [1, 2, 3].map(async (n) => (await store.recurrence(idOf(n)))?.debtor)
    const known = { name: 'Ana Souza', document: '12345678909' }
    expect(await Promise.all(debtors)).toEqual([{ name: '(apagado)', document: '' }, known, known])
  })

  test('leave the screens with the sale that they were offered beside', async () => {
    const sale = (n: number) =>
      newCharge({ txid: idOf(n), terminalId: 'caixa-1', amountCents: 100, description: null }, start)
    await store.insertCharge(sale(7), '{}')
    await store.insertRecurrence(recurrence(1))
    await store.setCurrent('caixa-1', idOf(7))
    expect(await store.faceOf('caixa-1')).toMatchObject({ recurrenceId: idOf(1) })
    await store.insertCharge(sale(8), '{}')
    expect(await store.faceOf('caixa-1')).toMatchObject({ recurrenceId: null })
    await store.showRecurrence('caixa-1', idOf(1))
    await store.setCurrent('caixa-1', null)
    expect(await store.faceOf('caixa-1')).toMatchObject({ recurrenceId: null })
  })

  test('change by what is decided of the latest, with a trace of it, and two at once lose nothing', async () => {
    await store.insertRecurrence(recurrence(1))
    const grow = (one: Recurrence) => ({
      kind: 'advanced' as const,
      recurrence: { ...one, version: one.version + 1, idRec: 'RN1', status: 'offered' as const },
    })
    await Promise.all([
      store.advanceRecurrence(idOf(1), grow, askAt(null)),
      store.advanceRecurrence(idOf(1), grow, askAt(null)),
    ])
    expect(await store.recurrenceByPspId('RN1')).toMatchObject({ version: 3, status: 'offered' })
    const deeds = await store.recurrenceDeeds(idOf(1))
    expect(deeds.map(({ action }) => action)).toEqual([
      ...['recurrence-offered', 'recurrence-changed', 'recurrence-changed'],
    ])
    expect(await store.advanceRecurrence(idOf(9), grow, askAt(null))).toBeUndefined()
  })

  test('are asked about at once when what is paid with them has ended, while they are offered', async () => {
    const ending = 'charge-ended' as const
    await store.insertRecurrence(recurrence(1, { txid: idOf(7), status: 'offered', ending }))
    await store.insertRecurrence(recurrence(2, { txid: idOf(7), status: 'cancelled' }))
    await store.insertRecurrence(recurrence(3, { txid: idOf(8), status: 'offered' }))
    for (const n of [1, 2, 3]) await store.askAboutRecurrence(idOf(n), null)
    await store.askAboutOfferWith(idOf(7), start)
    expect(await store.recurrencesToAsk(start, 10)).toEqual([
      { ...recurrence(1, { txid: idOf(7), status: 'offered', ending }), askAtMs: start },
    ])
  })

  test('are asked about when their time has come, the longest overdue first, and not once nothing can change', async () => {
    for (const n of [1, 2, 3]) await store.insertRecurrence(recurrence(n))
    const overdue = async () =>
      (await store.recurrencesToAsk(start + 5_000, 10)).map((one) => one.terms.contract)
    expect(await overdue()).toEqual(['C-1', 'C-2', 'C-3'])
    await store.askAboutRecurrence(idOf(1), start + 9_000)
    await store.advanceRecurrence(idOf(2), () => ({ kind: 'already-done' }), askAt(null))
    expect(await overdue()).toEqual(['C-3'])
  })

  test('what was agreed to is asked about after what is still offered, however long it is overdue', async () => {
    await store.insertRecurrence(recurrence(1, { status: 'approved' }))
    await store.insertRecurrence(recurrence(2, { status: 'offered' }))
    const overdue = await store.recurrencesToAsk(start + 5_000, 10)
    expect(overdue.map(({ status }) => status)).toEqual(['offered', 'approved'])
  })

  test('keep a turn that was set while their answer was on its way, unless nothing can change any more', async () => {
    await store.insertRecurrence(recurrence(1))
    const asked = { ...askAt(start + 60_000), askedForMs: start + 1 }
    const turns = async () => (await store.recurrencesToAsk(start + 90_000, 10)).map(({ askAtMs }) => askAtMs)
    await store.askAboutRecurrence(idOf(1), start + 7)
    await store.advanceRecurrence(idOf(1), () => ({ kind: 'already-done' }), asked)
    expect(await turns()).toEqual([start + 7])
    await store.advanceRecurrence(idOf(1), () => ({ kind: 'already-done' }), {
      ...asked,
      askedForMs: start + 7,
    })
    expect(await turns()).toEqual([start + 60_000])
    await store.advanceRecurrence(idOf(1), () => ({ kind: 'already-done' }), {
      ...asked,
      askAtMs: () => null,
    })
    expect(await turns()).toEqual([])
  })

  test('are found by status and by words, newest first, where a wildcard is a letter', async () => {
    await store.insertRecurrence(recurrence(1, { debtor: { name: 'Bruno_100% Lima', document: '1' } }))
    await store.insertRecurrence(recurrence(2))
    const found = async (filter: object) =>
      (await store.listRecurrences({ limit: 10, ...filter })).map(({ recurrenceId }) => recurrenceId)
    expect(await found({})).toEqual([idOf(2), idOf(1)])
    expect(await found({ text: 'BRUNO_100%' })).toEqual([idOf(1)])
    expect(await found({ text: '%' })).toEqual([idOf(1)])
    expect(await found({ text: 'c-2' })).toEqual([idOf(2)])
    expect(await found({ status: 'approved' })).toEqual([])
    expect(await found({ before: { createdAtMs: start + 2, recurrenceId: idOf(2) } })).toEqual([idOf(1)])
  })

  test('are charged once in each cycle, and again where the first charge came to nothing', async () => {
    await store.insertRecurrence(recurrence(1))
    const { terms } = recurrence(1)
    expect(await store.insertRecurrenceCharge(charge(1, '2026-12-10'), terms)).toBe(true)
    expect(await store.insertRecurrenceCharge(charge(2, '2027-01-09'), terms)).toBe(false)
    expect(await store.insertRecurrenceCharge(charge(3, '2027-01-10'), terms)).toBe(true)
    const cancel = (one: RecurrenceCharge) => ({
      ...one,
      status: 'cancelled' as const,
      version: one.version + 1,
    })
    await store.advanceRecurrenceCharge(idOf(101), cancel, askAt(null))
    expect(await store.insertRecurrenceCharge(charge(2, '2027-01-09'), terms)).toBe(true)
    const all = await store.chargesOfRecurrences([idOf(1)])
    expect(all.map(({ dueDay, status }) => `${dueDay} ${status}`)).toEqual([
      ...['2027-01-10 opening', '2027-01-09 opening', '2026-12-10 cancelled'],
    ])
    expect((await store.recurrenceChargesToAsk(start, 10)).map(({ txid }) => txid).sort()).toEqual([
      ...[idOf(102), idOf(103)],
    ])
  })

  test('bring money under the txid of their charge', async () => {
    await store.insertRecurrence(recurrence(1))
    await store.insertRecurrenceCharge(charge(1, '2026-12-10'), recurrence(1).terms)
    const pix = { endToEndId: 'E1', txid: idOf(101), amountCents: 4990, paidAtMs: start }
    await store.insertOrphan(pix, { heardBy: 'asking', nowMs: start })
    expect(await store.recurrencePayments([idOf(101), idOf(102)])).toEqual([pix])
  })

  test('are proposed once under an id, and follow what the PSP says', async () => {
    await store.insertRecurrence(recurrence(1))
    const proposal = {
      ...{
        proposalId: idOf(5),
        recurrenceId: idOf(1),
        status: 'sending' as const,
        pspId: null,
        refusal: null,
      },
      recipient: { ispb: '99999012', account: '487031', document: '12345678909' },
      ...{ expiresAtMs: start + 1, createdAtMs: start },
    }
    expect(await store.insertProposal(proposal)).toBe(true)
    expect(await store.insertProposal(proposal)).toBe(false)
    await store.setProposal(proposal, { status: 'received', pspId: 'SC1', refusal: null }, start)
    expect(await store.proposalsOf(idOf(1))).toEqual([{ ...proposal, status: 'received', pspId: 'SC1' }])
  })
})
