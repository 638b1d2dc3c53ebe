import { describe, expect, test } from 'vitest'
import { dayAfter, startOfDay } from './days.ts'
import type { Refund } from './refund.ts'
import { type CountedPix, countShift, type SoldCharge, type ToCount } from './shift-count.ts'

const hour = 3_600_000
const from = Date.UTC(2026, 10, 22, 11)
const until = from + 8 * hour
const refund = (endToEndId: string, id: string, more: Partial<Refund> = {}): Refund => ({
  ...{ endToEndId, id, amountCents: 300, status: 'refunded', origin: 'here' },
  ...{ description: null, reason: null, askedAtMs: from + 2 * hour },
  ...more,
})
const pix = (n: number, more: Partial<CountedPix> = {}): CountedPix => ({
  ...{ endToEndId: `E${n}`, txid: `t${n}`, amountCents: 1000 + n, paidAtMs: from + n * 1000, refunds: [] },
  ...more,
})
const sold = (n: number, more: Partial<SoldCharge> = {}): [string, SoldCharge] => [
  `t${n}`,
  { txid: `t${n}`, createdAtMs: from + n, flags: [], madeBy: 'person:ana', shiftNumber: 4, ...more },
]
const toCount = (more: Partial<ToCount> = {}): ToCount => ({
  shift: { number: 4, fromMs: from, openedAtMs: from, untilMs: until },
  timeZone: 'America/Sao_Paulo',
  readAtMs: until + 5000,
  listed: [],
  ledger: [],
  olderRefunds: [],
  charges: new Map([1, 2, 3].map((n) => sold(n))),
  counted: { pix: new Set(), refunds: new Set() },
  ...more,
})
const both = (...some: CountedPix[]) => ({ listed: some, ledger: some })

describe('the sum of a shift', () => {
  test('is that of the list of the PSP, whatever the ledger has', () => {
    const count = countShift(
      toCount({ listed: [pix(1), pix(2)], ledger: [pix(1), pix(3, { amountCents: 99_999 })] }),
    )
    expect(count).toMatchObject({
      gross: { count: 2, cents: 2003 },
      refunded: { count: 0, cents: 0 },
      netCents: 2003,
    })
    expect(count.pix.map(({ endToEndId }) => endToEndId)).toEqual(['E1', 'E2'])
  })

  test('has each Pix and each refund once, in the shift that counted it first', () => {
    const listed = [pix(1, { refunds: [refund('E1', 'a'), refund('E1', 'b', { amountCents: 50 })] }), pix(2)]
    const counted = { pix: new Set(['E1']), refunds: new Set(['E1 a']) }
    expect(countShift(toCount({ ...both(...listed), counted }))).toMatchObject({
      gross: { count: 1, cents: 1002 },
      refunded: { count: 1, cents: 50 },
      netCents: 952,
      differences: [],
    })
  })

  test('goes below zero where more of earlier sales goes back than comes in', () => {
    const older = pix(9, {
      txid: 't1',
      paidAtMs: from - 90 * hour,
      refunds: [refund('E9', 'x', { amountCents: 4000 })],
    })
    const charges = new Map([sold(1, { shiftNumber: 2 })])
    expect(countShift(toCount({ olderRefunds: [older], charges }))).toMatchObject({
      gross: { count: 0, cents: 0 },
      netCents: -4000,
      refunds: [{ endToEndId: 'E9', id: 'x', amountCents: 4000, txid: 't1', ofShift: 2 }],
    })
  })

  test.each([
    ['asked for and not answered', refund('E1', 'a', { status: 'processing' })],
    ['not realised', refund('E1', 'a', { status: 'not-realized' })],
    ['asked for after the shift', refund('E1', 'a', { askedAtMs: until + 1 })],
  ])('takes off no refund that was %s', (_, one) => {
    expect(countShift(toCount(both(pix(1, { refunds: [one] }))))).toMatchObject({
      refunded: { count: 0 },
      netCents: 1001,
    })
  })

  test('tells how sales were paid, who made them, and what was sold before anybody had opened', () => {
    const charges = new Map([
      sold(1, { flags: ['late', 'overpaid'], shiftNumber: 3 }),
      sold(2, { flags: ['duplicate'], madeBy: 'person:beto' }),
      sold(3, { madeBy: null }),
    ])
    const shift = { number: 4, fromMs: from, openedAtMs: from + 1500, untilMs: until }
    const count = countShift(toCount({ ...both(pix(1), pix(2), pix(3)), charges, shift }))
    expect(count.byFlag).toEqual({
      late: { count: 1, cents: 1001 },
      overpaid: { count: 1, cents: 1001 },
      duplicate: { count: 1, cents: 1002 },
      underpaid: { count: 0, cents: 0 },
    })
    expect(count.byOperator).toEqual([
      { madeBy: null, count: 1, cents: 1003 },
      { madeBy: 'person:ana', count: 1, cents: 1001 },
      { madeBy: 'person:beto', count: 1, cents: 1002 },
    ])
    expect(count.beforeOpening).toEqual({ count: 1, cents: 1001 })
    expect(count.ofEarlierShifts).toEqual({ count: 1, cents: 1001 })
    expect(count.pix.map(({ ofShift }) => ofShift)).toEqual([3, null, null])
  })
})

describe('the ledger, held against the list', () => {
  const listed = pix(1, { refunds: [refund('E1', 'a')] })
  test.each<[string, string | undefined, Partial<ToCount>]>([
    ['agrees', undefined, both(listed)],
    ['has a Pix that is not listed', 'only-here', { ledger: [pix(1)] }],
    ['has not one that is listed', 'only-there', { listed: [listed] }],
    ['has another amount', 'different-amount', { listed: [listed], ledger: [{ ...listed, amountCents: 1 }] }],
    ['has not the refund', 'refund-differs', { listed: [listed], ledger: [pix(1)] }],
    ['has a refund more', 'refund-differs', { listed: [pix(1)], ledger: [listed] }],
    [
      'has a refund that was asked for while the list was read',
      undefined,
      {
        listed: [pix(1)],
        ledger: [pix(1, { refunds: [refund('E1', 'n', { status: 'requested', askedAtMs: until + 6000 })] })],
      },
    ],
    [
      'waits for a refund that the PSP has finished',
      'refund-differs',
      { listed: [listed], ledger: [pix(1, { refunds: [refund('E1', 'a', { status: 'processing' })] })] },
    ],
    [
      'had it in an earlier shift',
      undefined,
      { ledger: [pix(1)], counted: { pix: new Set(['E1']), refunds: new Set() } },
    ],
    ['has one of before the shift', undefined, { ledger: [pix(1, { paidAtMs: from - 1 })] }],
    ['has one of after the shift', undefined, { ledger: [pix(1, { paidAtMs: until + 1 })] }],
  ])('%s', (_, kind, more) => {
    expect(countShift(toCount(more)).differences.map((found) => found.kind)).toEqual(
      kind === undefined ? [] : [kind],
    )
  })

  test('shows both sides of a difference, what came in and what went back', () => {
    const { differences } = countShift(toCount({ listed: [listed], ledger: [pix(1, { amountCents: 7 })] }))
    expect(differences).toEqual([
      {
        ...{ kind: 'different-amount', endToEndId: 'E1', txid: 't1', paidAtMs: from + 1000 },
        ...{ hereCents: 7, hereRefundedCents: 0, thereCents: 1001, thereRefundedCents: 300 },
      },
    ])
  })
})

// São Paulo's 4 November 2018 began at one o'clock, and its 16 February 2019 had an hour twice.
const days: [day: string, timeZone: string][] = [
  ['2026-11-22', 'America/Sao_Paulo'],
  ['2026-11-22', 'America/Noronha'],
  ['2026-11-22', 'America/Manaus'],
  ['2026-11-22', 'America/Rio_Branco'],
  ['2018-11-03', 'America/Sao_Paulo'],
  ['2019-02-16', 'America/Sao_Paulo'],
]
test.each(days)(
  '23:59:59.999 of %s in %s is the last of that day, and the next one begins with the next',
  (day, timeZone) => {
    const midnight = startOfDay(dayAfter(day), timeZone)
    const shift = {
      number: 1,
      fromMs: midnight - hour,
      openedAtMs: midnight - hour,
      untilMs: midnight + hour,
    }
    const some = [-hour, -1, 0, hour].map((ms, n) =>
      pix(n, { amountCents: 10 ** n, paidAtMs: midnight + ms }),
    )
    const count = countShift(toCount({ ...both(...some), shift, timeZone }))
    expect(count.byDay).toEqual([
      { day, count: 2, cents: 11 },
      { day: dayAfter(day), count: 2, cents: 1100 },
    ])
    // A shift that ends at midnight and the one after it have each Pix once.
    const first = countShift(
      toCount({ ...both(...some), timeZone, shift: { ...shift, untilMs: midnight - 1 } }),
    )
    const counted = {
      pix: new Set(first.pix.map(({ endToEndId }) => endToEndId)),
      refunds: new Set<string>(),
    }
    const next = { ...shift, number: 2, fromMs: midnight, openedAtMs: midnight }
    const second = countShift(toCount({ ...both(...some), timeZone, shift: next, counted }))
    expect([first.gross.cents, second.gross.cents]).toEqual([11, 1100])
  },
)
