import type { Billing, Recurrence, RecurrenceRequest } from '@balcao/payer-api'
import { describe, expect, test } from 'vitest'
import type { Seen } from '../store/payer-notices.ts'
import { changesOf } from './payer-changes.ts'

const recId = 'RN9999901120260310abcdefghijk'
const recurrence = (change: Partial<Recurrence> = {}): Recurrence => ({
  ...{ recId, contractLink: {}, value: { recValueCents: 2950 }, retryPolicy: 'NOT_ALLOWED', flags: [] },
  calendar: { initialDate: '2026-03-10', frequencyType: 'MNTH' },
  ...{ status: 'APPROVED', rawStatus: 'APPROVED', integrationStatus: 'APPROVED' },
  ...{ createdAtMs: 1, updatedAtMs: 10, limits: { useAccountLimit: false }, receiver: { name: 'Loja' } },
  ...change,
})
const request = (status: RecurrenceRequest['status']): RecurrenceRequest => ({
  ...{ requestRecId: 'SC1', recId, status, rawStatus: status, createdAtMs: 1, updatedAtMs: 1 },
})
const billing = (status: Billing['status']): Billing => ({
  ...{ txid: 't', recId, status, rawStatus: status, amountCents: 100, dueDate: '2026-03-10' },
  ...{ createdAtMs: 1, updatedAtMs: 1 },
})

/** What is told of each sight in turn, by somebody who has looked before. */
async function told(...sights: Parameters<typeof changesOf>[0][]) {
  const known = new Map<string, Seen>()
  const whats: string[][] = []
  for (const sight of sights) {
    const { seen, notices } = await changesOf(sight, async () => known, false)
    for (const one of seen) known.set(one.subject, one)
    whats.push(notices.map(({ what }) => what))
  }
  return whats
}
const nothing = { requests: [], recurrences: [], billings: [] }
const only = (change: Partial<Recurrence>) => ({ ...nothing, recurrences: [recurrence(change)] })

describe('what the provider shows', () => {
  test('is told when it is final, once, and never by what is older', async () => {
    const sending = only({ integrationStatus: 'SENDING_APPROVAL', updatedAtMs: 5 })
    expect(await told(sending, only({}), only({}), sending, only({}))).toEqual([
      [],
      ['authorized'],
      [],
      [],
      [],
    ])
  })

  test('is told as another limit where nothing else has changed, also back to the one before', async () => {
    const limited = only({ limits: { useAccountLimit: false, maximumValueCents: 5000 }, updatedAtMs: 20 })
    expect(await told(only({}), limited, only({ updatedAtMs: 30 }))).toEqual([
      ['authorized'],
      ['configured'],
      ['configured'],
    ])
  })

  test('is told when it ends, with its reason', async () => {
    const cancelled = only({
      status: 'CANCELED',
      rawStatus: 'CANCELED',
      updatedAtMs: 20,
      cancellation: { code: 'SLDB' },
    })
    const { notices } = await changesOf(cancelled, async () => new Map(), false)
    expect(notices).toMatchObject([
      { what: 'cancelled', reason: 'SLDB', receiverName: 'Loja', recurrenceId: recId },
    ])
  })

  test('is told of each billing by its end, in the name of its receiver', async () => {
    const words = ['SCHEDULED', 'PAID', 'REJECTED', 'CANCELED', 'EXPIRED'] as const
    const sights = words.map((status) => ({ ...nothing, billings: [billing(status)] }))
    expect(await told(...sights)).toEqual([
      ['billing-scheduled'],
      ['billing-paid'],
      ['billing-refused'],
      ['billing-cancelled'],
      [],
    ])
    const both = { ...only({}), billings: [billing('PAID')] }
    const { notices } = await changesOf(both, async () => new Map(), false)
    expect(notices.at(-1)).toMatchObject({ what: 'billing-paid', receiverName: 'Loja', amountCents: 100 })
  })

  test('at the first look is no news, save what waits for an answer', async () => {
    const all = { ...only({}), requests: [request('RECEIVED')], billings: [billing('PAID')] }
    const { seen, notices } = await changesOf(all, async () => new Map(), true)
    expect(notices.map(({ what }) => what)).toEqual(['proposal'])
    expect(seen).toHaveLength(4)
  })

  test('at a first look at nothing is remembered as looked at', async () => {
    expect((await changesOf(nothing, async () => new Map(), true)).seen).toHaveLength(1)
  })
})
