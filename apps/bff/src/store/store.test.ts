import { advance, askRefund, mergeRefunds, type PspTruth } from '@balcao/domain'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { everyDatabase, type Ledgers } from '../testing/ledgers.ts'
import { chargeOf, note, pix, start, truth, txidOf } from '../testing/stored-charges.ts'
import { createStore, type Store } from './store.ts'

describe.each(everyDatabase)('the ledger in %s', (_name, begin) => {
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
  const says = (n: number, fact: PspTruth) =>
    store.advance(txidOf(n), (charge) => advance(charge, fact, start + 2000), note)

  test('gives back what it was given, and an intent with its exact bytes', async () => {
    expect(await store.insertCharge(chargeOf(1), '{"valor":1}')).toBe(true)
    expect(await store.charge(txidOf(1))).toEqual(chargeOf(1))
    expect(await store.pspRequest(txidOf(1))).toBe('{"valor":1}')
    expect(await store.charge(txidOf(2))).toBeUndefined()
  })

  test('remembers when the bytes of a charge were last sent once more, for whoever asks', async () => {
    await Promise.all([1, 2].map((n) => store.insertCharge(chargeOf(n), '')))
    await store.noteRepeat(txidOf(1), start)
    await store.noteRepeat(txidOf(1), start + 1_000)
    expect(await store.repeatedAtMs(txidOf(1))).toBe(start + 1_000)
    expect(await store.repeatedAtMs(txidOf(2))).toBeNull()
    expect(await store.charge(txidOf(1))).toEqual(chargeOf(1))
  })

  test('knows a charge with a due date, for which nobody waits once it is off the screens', async () => {
    const due = { ...chargeOf(1), dueDay: '2026-12-10' }
    await store.insertCharge(due, '')
    expect(await store.charge(txidOf(1))).toEqual(due)
    expect(await store.hasDueDay(txidOf(1))).toBe(true)
    expect(await store.waitingTerminals()).toEqual(['caixa-1'])
    await store.setCurrent('caixa-1', null)
    expect(await store.waitingTerminals()).toEqual([])
    await store.insertCharge(chargeOf(2, 'caixa-2'), '')
    expect(await store.hasDueDay(txidOf(2))).toBe(false)
    expect(await store.waitingTerminals()).toEqual(['caixa-2'])
  })

  test('takes a txid once and leaves the first as it was', async () => {
    await store.insertCharge(chargeOf(1), 'first')
    expect(await store.insertCharge({ ...chargeOf(1), amountCents: 1 }, 'second')).toBe(false)
    expect((await store.charge(txidOf(1)))?.amountCents).toBe(2350)
    expect(await store.pspRequest(txidOf(1))).toBe('first')
  })

  test('commits what the rule decided, payments included', async () => {
    await store.insertCharge(chargeOf(1), '')
    await says(1, truth({ status: 'concluded', payments: [pix('E1'), pix('E2', 1)] }))
    expect(await store.charge(txidOf(1))).toMatchObject({
      status: 'paid',
      version: 2,
      payments: [pix('E1'), pix('E2', 1)],
      flags: ['duplicate', 'overpaid'],
    })
  })

  test('writes nothing for a repeated or refused fact', async () => {
    await store.insertCharge(chargeOf(1), '')
    await says(1, truth())
    expect(await says(1, truth())).toEqual({ kind: 'already-done' })
    expect((await store.charge(txidOf(1)))?.version).toBe(2)
    expect(await says(9, truth())).toBeUndefined()
  })

  test('is not kept from a fact by what somebody knew of the charge before', async () => {
    await store.insertCharge(chargeOf(1), '')
    await says(1, truth())
    const opened = await store.charge(txidOf(1))
    await says(1, truth({ payments: [pix('E1')] }))
    // What this rule decides on the old charge is nothing, and on the new one it is a refund.
    const refused = await store.advance(
      txidOf(1),
      (charge) =>
        charge.status === 'paid' ? { kind: 'refused', code: 'already-closed' } : { kind: 'already-done' },
      note,
      opened,
    )
    expect(refused).toEqual({ kind: 'refused', code: 'already-closed' })
  })

  test('loses no fact when fifty come at once', async () => {
    await store.insertCharge({ ...chargeOf(1), amountCents: 50 }, '')
    await Promise.all(Array.from({ length: 50 }, (_, n) => says(1, truth({ payments: [pix(`E${n}`, 1)] }))))
    expect(await store.charge(txidOf(1))).toMatchObject({ status: 'paid', version: 51 })
  })

  test('changes nothing of a decision that throws', async () => {
    await store.insertCharge(chargeOf(1), '')
    const broken = store.advance(
      txidOf(1),
      () => {
        throw new Error('broken rule')
      },
      note,
    )
    await expect(broken).rejects.toThrow('broken rule')
    expect(await store.charge(txidOf(1))).toEqual(chargeOf(1))
    expect(await store.insertCharge(chargeOf(2), '')).toBe(true)
  })

  test('never moves a Pix from one charge to another', async () => {
    await store.insertCharge(chargeOf(1), '')
    await store.insertCharge(chargeOf(2), '')
    await says(1, truth({ payments: [pix('E1')] }))
    await expect(says(2, truth({ payments: [pix('E1')] }))).rejects.toThrow('already pays another charge')
    expect((await store.charge(txidOf(2)))?.status).toBe('opening')
  })

  test('keeps money without a charge once, and gives it to its charge when that is known', async () => {
    const orphan = { endToEndId: 'E1', txid: txidOf(1), amountCents: 2350, paidAtMs: start + 1000 }
    await store.insertOrphan(orphan, { heardBy: 'sweep', nowMs: start })
    await store.insertOrphan(orphan, { heardBy: 'sweep', nowMs: start })
    expect([...(await store.unknownPix(['E1', 'E2']))]).toEqual(['E2'])
    await store.insertCharge(chargeOf(1), '')
    await says(1, truth({ payments: [pix('E1')] }))
    expect((await store.charge(txidOf(1)))?.status).toBe('paid')
  })

  test('keeps webhook bodies until they are handled', async () => {
    const id = await store.putInbox('{"pix":[]}', [], start)
    await store.putInbox('{}', [], start)
    await store.markHandled([id ?? 0], start)
    expect((await store.unhandledInbox(10)).map(({ body }) => body)).toEqual(['{}'])
  })

  test('remembers when a webhook first named a Pix, and how each Pix was heard of', async () => {
    expect(await store.lastDeliveryAtMs()).toBeNull()
    await store.putInbox('{}', ['E1', 'E2', 'E1'], start + 5)
    await store.putInbox('{}', ['E1'], start + 9)
    expect(await store.lastDeliveryAtMs()).toBe(start + 9)
    await store.insertOrphan({ ...pix('E1'), txid: null }, { heardBy: 'webhook', nowMs: start })
    expect(await store.pixLine('E1')).toMatchObject({ webhookAtMs: start + 5, heardBy: 'webhook' })
    expect(await store.heardBy(start + 1000)).toEqual({ webhook: 1, sweep: 0, asking: 0 })
    expect(await store.heardBy(start + 1001)).toEqual({ webhook: 0, sweep: 0, asking: 0 })
  })

  test.each([
    ['what came in', null, 2],
    ['what whoever asks may return', 1500, 1],
  ])(
    'reserves of an orphan no more than %s, however many ask at once',
    async (_what, limitCents, reserved) => {
      await store.insertOrphan({ ...pix('E1'), txid: null }, { heardBy: 'sweep', nowMs: start })
      const ask = (id: string) => {
        let kind = ''
        const asked = { id, amountCents: 1000, endToEndId: 'E1', description: null, limitCents }
        const done = store.advanceOrphan(
          'E1',
          (orphan) => {
            const decision = askRefund([orphan], orphan.refunds, asked, start)
            kind = decision.kind
            return decision.kind === 'asked'
              ? mergeRefunds(orphan.refunds, [decision.refund])
              : orphan.refunds
          },
          note,
        )
        return done.then(() => kind)
      }
      const kinds = await Promise.all(Array.from({ length: 20 }, (_, n) => ask(`d${n}`)))
      expect(kinds.filter((kind) => kind === 'asked')).toHaveLength(reserved)
      expect((await store.orphan('E1'))?.refunds).toHaveLength(reserved)
      expect(await store.advanceOrphan('E9', () => [], note)).toBe(false)
    },
  )

  test('reserves of a sale no more than whoever asks may return, however many ask at once', async () => {
    await store.insertCharge(chargeOf(1), '')
    await says(1, truth({ payments: [pix('E1')] }))
    const ask = (n: number) => {
      const asked = { id: `d${n}`, amountCents: 1000, endToEndId: null, description: null, limitCents: 1500 }
      const fact = { kind: 'refund-asked', asked } as const
      return store.advance(txidOf(1), (charge) => advance(charge, fact, start + 2000), note)
    }
    const kinds = (await Promise.all(Array.from({ length: 20 }, (_, n) => ask(n)))).map((one) => one?.kind)
    expect(kinds.filter((kind) => kind === 'advanced')).toHaveLength(1)
  })

  test('a refund follows its Pix to the charge that it turns out to pay', async () => {
    await store.insertOrphan({ ...pix('E1'), txid: null }, { heardBy: 'sweep', nowMs: start })
    const asked = { id: 'd1', amountCents: 1000, endToEndId: 'E1', description: 'Engano', limitCents: null }
    await store.advanceOrphan(
      'E1',
      (orphan) => {
        const decision = askRefund([orphan], [], asked, start)
        return decision.kind === 'asked' ? [decision.refund] : []
      },
      note,
    )
    await store.insertCharge(chargeOf(1), '')
    await says(1, truth({ payments: [pix('E1')] }))
    expect((await store.charge(txidOf(1)))?.refunds).toMatchObject([{ id: 'd1', description: 'Engano' }])
    expect(await store.chargeOf('E1')).toBe(txidOf(1))
    expect(await store.orphan('E1')).toBeUndefined()
  })

  test('remembers how far it has read', async () => {
    expect(await store.coveredUntil()).toBeUndefined()
    await store.setCoveredUntil(5)
    await store.setCoveredUntil(7)
    expect(await store.coveredUntil()).toBe(7)
  })

  test('is all there after it was closed and opened again', async () => {
    await store.insertCharge(chargeOf(1), 'bytes')
    await store.close()
    store = createStore(await ledgers.open())
    expect(await store.charge(txidOf(1))).toEqual(chargeOf(1))
  })
})
