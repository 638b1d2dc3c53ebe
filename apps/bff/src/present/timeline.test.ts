import { newCharge } from '@balcao/domain'
import { describe, expect, test } from 'vitest'
import type { SaleDeed, SaleFacts } from '../store/timelines.ts'
import { presentTimeline } from './timeline.ts'

const start = Date.UTC(2026, 10, 22, 17)
const txid = 'a'.repeat(32)
const ana = `person:${'1'.repeat(32)}`
const pix = { endToEndId: 'E1', amountCents: 2350, paidAtMs: start + 40_000 }
const factsOf = (more: Partial<SaleFacts> = {}): SaleFacts => ({
  charge: {
    ...newCharge({ txid, terminalId: 'caixa-1', amountCents: 2350, description: null }, start),
    status: 'paid',
    payments: [pix],
  },
  madeBy: ana,
  paintings: [
    { txid, what: 'code', atMs: start + 1_000 },
    { txid, what: 'paid', atMs: start + 41_200 },
  ],
  heard: [{ endToEndId: 'E1', heardAtMs: start + 41_000, heardBy: 'webhook' }],
  deeds: [],
  allowed: new Map(),
  names: new Map([[ana, 'Ana']]),
  ...more,
})
const kinds = (facts: SaleFacts, offsetMs = 0) =>
  presentTimeline(facts, offsetMs).events.map(({ kind }) => kind)
const deed = (seconds: number, detail: SaleDeed['detail'], actor = ana): SaleDeed => ({
  ...{ atMs: start + seconds * 1000, actor, action: 'charge-changed', detail },
})

test('a sale is told from its making to the screen that says that it is paid, with who made it', () => {
  const timeline = presentTimeline(factsOf(), 0)
  expect(timeline.events).toEqual([
    {
      kind: 'created',
      at: '2026-11-22T17:00:00.000Z',
      by: { kind: 'person', name: 'Ana' },
      amountCents: 2350,
    },
    { kind: 'code-painted', at: '2026-11-22T17:00:01.000Z' },
    { kind: 'paid', at: '2026-11-22T17:00:40.000Z', endToEndId: 'E1', amountCents: 2350 },
    {
      kind: 'heard',
      at: '2026-11-22T17:00:41.000Z',
      endToEndId: 'E1',
      amountCents: 2350,
      heardBy: 'webhook',
    },
    { kind: 'paid-painted', at: '2026-11-22T17:00:41.200Z' },
  ])
  expect(timeline).toMatchObject({ settledToPaintedMs: 1_200, isClockOff: false })
})

test('the wait is counted from the payment that made the amount whole', () => {
  const half = { endToEndId: 'E0', amountCents: 350, paidAtMs: start + 10_000 }
  const charge = { ...factsOf().charge, payments: [half, { ...pix, amountCents: 2000 }] }
  expect(presentTimeline(factsOf({ charge }), 0).settledToPaintedMs).toBe(1_200)
  const unfinished = { ...charge, payments: [half] }
  expect(presentTimeline(factsOf({ charge: unfinished }), 0).settledToPaintedMs).toBeNull()
})

test('where no screen has said anything there is no wait to tell', () => {
  expect(presentTimeline(factsOf({ paintings: [] }), 0)).toMatchObject({
    settledToPaintedMs: null,
    isClockOff: false,
  })
})

describe('what was done to it is told with who did it', () => {
  const told: [sentence: string, detail: SaleDeed['detail'], event: object][] = [
    ['a cancel', { pending: 'cancel' }, { kind: 'cancel-asked' }],
    ['the end of a cancel', { to: 'cancelled', pending: null }, { kind: 'cancelled' }],
    ['an expiry', { to: 'expired' }, { kind: 'expired' }],
    [
      'an extension',
      { expiresAtMs: start + 600_000 },
      { kind: 'extended', expiresAt: '2026-11-22T17:10:00.000Z', by: { kind: 'person', name: 'Ana' } },
    ],
    [
      'a refund',
      { refunds: [{ id: 'd1', amountCents: 500, status: 'processing' }] },
      { kind: 'refund', refundId: 'd1', amountCents: 500, status: 'processing', by: { kind: 'person' } },
    ],
  ]
  test.each(told)('%s', (_, detail, event) => {
    const { events } = presentTimeline(factsOf({ deeds: [deed(50, detail)] }), 0)
    expect(events.at(-1)).toMatchObject(event)
    expect(events).toHaveLength(6)
  })

  test('a refund that a manager has allowed, once and by name', () => {
    const rui = `person:${'2'.repeat(32)}`
    const refund = (id: string, status: 'requested' | 'refunded') =>
      deed(50, { refunds: [{ id, amountCents: 500, status }] })
    const { events } = presentTimeline(
      factsOf({
        deeds: [refund('d1', 'requested'), refund('d1', 'refunded'), refund('d2', 'requested')],
        allowed: new Map([['d1', rui]]),
        names: new Map([
          [ana, 'Ana'],
          [rui, 'Rui'],
        ]),
      }),
      0,
    )
    const told = events.flatMap((event) => (event.kind === 'refund' ? [event] : []))
    expect(told.map(({ refundId, allowedBy }) => [refundId, allowedBy])).toEqual([
      ['d1', 'Rui'],
      ['d1', undefined],
      ['d2', undefined],
    ])
  })

  test('a receipt on paper', () => {
    const deeds = [{ ...deed(60, {}), action: 'receipt-printed' }]
    expect(kinds(factsOf({ deeds })).at(-1)).toBe('receipt-printed')
  })

  test('that the code ends, which nobody did, is no event', () => {
    expect(
      kinds(factsOf({ deeds: [deed(50, { pending: 'expiry' }), deed(51, { to: 'paid' })] })),
    ).toHaveLength(5)
  })
})

test.each<[string | null, object]>([
  [ana, { kind: 'person', name: 'Ana' }],
  ['device:2', { kind: 'device', name: 'Totem' }],
  ['person:9', { kind: 'unknown' }],
  ['key', { kind: 'key' }],
  ['balcao', { kind: 'itself' }],
  ['psp', { kind: 'itself' }],
  ['nobody', { kind: 'unknown' }],
  [null, { kind: 'unknown' }],
])('made by %s is told as %o', (madeBy, by) => {
  const names = new Map([
    [ana, 'Ana'],
    ['device:2', 'Totem'],
  ])
  expect(presentTimeline(factsOf({ madeBy, names }), 0).events[0]).toMatchObject({ by })
})

describe('clocks', () => {
  test('what this machine wrote down is told by the clock of the PSP', () => {
    const slow = factsOf({ heard: [{ endToEndId: 'E1', heardAtMs: start - 259_000, heardBy: 'sweep' }] })
    const timeline = presentTimeline(slow, 300_000)
    expect(timeline.events[3]).toMatchObject({ kind: 'heard', at: '2026-11-22T17:00:41.000Z' })
    expect(timeline.isClockOff).toBe(false)
    const asked = factsOf({ deeds: [deed(-250, { pending: 'cancel' })] })
    expect(presentTimeline(asked, 300_000).events).toContainEqual({
      kind: 'cancel-asked',
      at: '2026-11-22T17:00:50.000Z',
      by: { kind: 'person', name: 'Ana' },
    })
  })

  test('that disagree are said to, and no wait is made up of them', () => {
    const early = [{ txid, what: 'paid' as const, atMs: start + 39_000 }]
    expect(presentTimeline(factsOf({ paintings: early }), 0)).toMatchObject({
      settledToPaintedMs: null,
      isClockOff: true,
    })
    const heardEarly = [{ endToEndId: 'E1', heardAtMs: start + 39_999, heardBy: 'sweep' as const }]
    expect(presentTimeline(factsOf({ heard: heardEarly }), 0).isClockOff).toBe(true)
    const shownEarly = [{ txid, what: 'code' as const, atMs: start - 1 }]
    expect(presentTimeline(factsOf({ paintings: shownEarly }), 0).isClockOff).toBe(true)
  })
})
