import { beforeEach, expect, test } from 'vitest'
import { onEveryDatabase } from '../testing/ledgers.ts'
import { createPayerStore, type PayerStore } from './payer.ts'
import type { Deed } from './payer-deeds.ts'
import type { Notice, Seen } from './payer-notices.ts'

const start = Date.UTC(2026, 10, 22, 14)
const idOf = (n: number) => `${n}`.padStart(32, '0')
const recurrenceId = 'RN9999901120261122abcdefghijk'
const deedOf = (n: number, change: Partial<Deed> = {}): Deed => ({
  ...{ deedId: idOf(n), code: 'code', request: '{"pay":1}', shown: '{}', decoded: '{}', actor: 'key' },
  ...{ createdAtMs: start + n, version: 1, payable: null },
  payment: { status: 'asked', reason: null, atMs: start, endToEndId: null },
  authorization: { status: 'waiting', reason: null, atMs: start, recurrenceId },
  ...change,
})
const notice = (occasion: string): Notice => ({
  ...{ occasion, atMs: start, what: 'proposal', receiverName: 'Loja', amountCents: 1, reason: null },
  ...{ recurrenceId, proposalId: null },
})
const seen = (state: string, updatedAtMs: number): Seen => ({ subject: 'recurrence:1', state, updatedAtMs })

onEveryDatabase('what a payer has done', start, (ledger) => {
  let payer: PayerStore
  beforeEach(() => {
    payer = createPayerStore(ledger())
  })

  test('a deed is kept as it was agreed to, under an id that nobody else gets', async () => {
    expect(await payer.insertDeed(deedOf(1))).toBe(true)
    expect(await payer.insertDeed(deedOf(1, { request: '{"pay":2}' }))).toBe(false)
    expect(await payer.deed(idOf(1))).toEqual(deedOf(1))
    expect(await payer.deed(idOf(2))).toBeUndefined()
  })

  test('one charge is paid by one deed, and by another once that was refused', async () => {
    const payable = 'pix.example.com/qr/1'
    expect(await payer.insertDeed(deedOf(1, { payable }))).toBe(true)
    expect(await payer.insertDeed(deedOf(2, { payable }))).toBe(false)
    const refused = { status: 'refused' as const, reason: 'no', atMs: start, endToEndId: null }
    await payer.advanceDeed(deedOf(1, { payable }), { payment: refused, authorization: null }, start, 'key')
    expect(await payer.insertDeed(deedOf(2, { payable }))).toBe(true)
  })

  test('a code that may be paid often is paid often', async () => {
    expect(await payer.insertDeed(deedOf(1))).toBe(true)
    expect(await payer.insertDeed(deedOf(2))).toBe(true)
  })

  test('of two who write what became of a deed, the second is told that it was late', async () => {
    await payer.insertDeed(deedOf(1))
    const done = { status: 'done' as const, reason: null, atMs: start + 1, endToEndId: 'E1' }
    const after = { payment: done, authorization: deedOf(1).authorization }
    expect(await payer.advanceDeed(deedOf(1), after, start, 'key')).toBe(true)
    expect(await payer.advanceDeed(deedOf(1), { payment: null, authorization: null }, start, 'key')).toBe(
      false,
    )
    expect(await payer.deed(idOf(1))).toEqual({ ...deedOf(1), ...after, version: 2 })
    expect((await payer.paidDeedOf('code'))?.deedId).toBe(idOf(1))
  })

  test('open are the deeds with a step that has not come to its end, oldest first', async () => {
    const step = (status: 'done' | 'sent' | 'skipped') => ({
      payment: { status: 'done' as const, reason: null, atMs: start, endToEndId: null },
      authorization: { status, reason: null, atMs: start, recurrenceId },
    })
    await payer.insertDeed(deedOf(4))
    await payer.insertDeed(deedOf(1, step('done')))
    await payer.insertDeed(deedOf(2, step('sent')))
    await payer.insertDeed(deedOf(3, step('skipped')))
    expect((await payer.openDeeds()).map(({ deedId }) => deedId)).toEqual([idOf(2), idOf(4)])
  })

  test('a proposal has one answer, until it is known not to have come', async () => {
    const answered = { proposalId: 'SC1', answer: '{"accept":true}', status: 'asked' as const, atMs: start }
    expect(await payer.insertAnswer(answered, 'key')).toBe(true)
    expect(await payer.insertAnswer({ ...answered, answer: '{}' }, 'key')).toBe(false)
    await payer.sentAnswer('SC1')
    expect(await payer.answers()).toEqual(new Map([['SC1', { ...answered, status: 'sent' }]]))
    await payer.forgetAnswer('SC1', { actor: 'key', action: 'tried', subject: 'SC1' }, start)
    expect(await payer.answers()).toEqual(new Map())
  })

  test('what was seen later is never replaced by what was seen earlier, and is told once', async () => {
    expect(await payer.hasSeen()).toBe(false)
    await payer.saw([seen('new', 2)], [notice('one'), notice('two')])
    await payer.saw([seen('old', 1)], [notice('one')])
    expect(await payer.hasSeen()).toBe(true)
    expect(await payer.seen(['recurrence:1', 'recurrence:2'])).toEqual(
      new Map([['recurrence:1', seen('new', 2)]]),
    )
    expect((await payer.notices(10)).map(({ noticeId: _, ...told }) => told)).toEqual([
      notice('two'),
      notice('one'),
    ])
    expect(await payer.notices(1)).toHaveLength(1)
  })

  test('the version grows with whatever the screens show', async () => {
    const versions = [await payer.payerVersion()]
    const note = async (work: () => Promise<unknown>) => {
      await work()
      versions.push(await payer.payerVersion())
    }
    await note(() => payer.insertDeed(deedOf(1)))
    await note(() => payer.advanceDeed(deedOf(1), deedOf(1), start, 'key'))
    await note(() => payer.saw([seen('new', 2)], []))
    await note(() => payer.notify(notice('one')))
    await note(() => payer.notePayerDeed({ actor: 'key', action: 'tried', subject: 'this' }, start))
    expect(versions).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('a body is there until it is followed, and is forgotten after its time', async () => {
    const [one, other] = [await payer.putBody('{"a":1}', start), await payer.putBody('not JSON', start + 1)]
    expect((await payer.openBodies(10)).map(({ body }) => body)).toEqual(['{"a":1}', 'not JSON'])
    await payer.closeBodies([one], start + 2)
    await payer.forgetBodies(start + 3)
    expect(await payer.openBodies(10)).toEqual([{ id: other, body: 'not JSON', receivedAtMs: start + 1 }])
  })
})
