import { describe, expect, test } from 'vitest'
import type { RecurrenceTerms } from './recurrence.ts'
import {
  type ChargeTry,
  chargeAfter,
  isChargeOver,
  lastCancelDay,
  mayCancelCharge,
  objectionToCharge,
  type RecurrenceCharge,
  retryWindow,
} from './recurrence-charge.ts'

const terms: RecurrenceTerms = {
  object: null,
  contract: '118',
  frequency: 'monthly',
  firstDay: '2026-12-10',
  lastDay: '2027-06-30',
  fixedCents: null,
  minimumCents: null,
  retryPolicy: 'three-in-seven-days',
}
const charge: RecurrenceCharge = {
  txid: 'b'.repeat(32),
  recurrenceId: 'a'.repeat(32),
  version: 1,
  status: 'active',
  amountCents: 4990,
  dueDay: '2026-12-10',
  info: null,
  tries: [],
  endCode: null,
  refusal: null,
  createdAtMs: 0,
}
const tried = (status: ChargeTry['status'], kind: ChargeTry['kind'] = 'scheduled'): ChargeTry => ({
  ...{ kind, status, settlesOn: '2026-12-10', code: null },
})

describe('a charge of a recurrence', () => {
  type Row = [
    why: string,
    asked: Partial<{ amountCents: number; dueDay: string }>,
    others: Pick<RecurrenceCharge, 'status' | 'dueDay'>[],
    objection: string | undefined,
  ]
  const rows: Row[] = [
    ['on its first day', {}, [], undefined],
    ['of yesterday', { dueDay: '2026-11-21' }, [], 'dueDay'],
    ['before it begins', { dueDay: '2026-12-09' }, [], 'dueDay'],
    ['after its last day', { dueDay: '2027-07-01' }, [], 'dueDay'],
    ['on its last day', { dueDay: '2027-06-30' }, [], undefined],
    ['in a cycle that is charged', { dueDay: '2027-01-09' }, [charge], 'dueDay'],
    ['in the next cycle', { dueDay: '2027-01-10' }, [charge], undefined],
    ['in place of a cancelled one', {}, [{ ...charge, status: 'cancelled' }], undefined],
    ['in place of a rejected one', {}, [{ ...charge, status: 'rejected' }], undefined],
    ['in place of an expired one', {}, [{ ...charge, status: 'expired' }], 'dueDay'],
  ]
  test.each(rows)('%s', (_, change, others, field) => {
    const asked = { amountCents: 4990, dueDay: '2026-12-10', ...change }
    const objection = objectionToCharge({ status: 'approved', terms }, others, asked, '2026-11-22')
    expect(typeof objection === 'object' ? objection.field : objection).toBe(field)
  })

  test('has the amount that was agreed to, where one was', () => {
    const fixed = { ...terms, fixedCents: 4990 }
    const asked = { amountCents: 4991, dueDay: '2026-12-10' }
    expect(objectionToCharge({ status: 'approved', terms: fixed }, [], asked, '2026-11-22')).toMatchObject({
      field: 'amountCents',
    })
  })
  test('is only of one that a payer has agreed to', () => {
    const asked = { amountCents: 4990, dueDay: '2026-12-10' }
    expect(objectionToCharge({ status: 'offered', terms }, [], asked, '2026-11-22')).toBe('not-approved')
  })
})

test('is cancelled until the day before its first settlement, wherever a holiday moves it', () => {
  expect(mayCancelCharge(charge, '2026-12-09')).toBe(true)
  expect(mayCancelCharge(charge, '2026-12-10')).toBe(false)
  const moved = { ...charge, tries: [{ ...tried('scheduled'), settlesOn: '2026-12-14' }] }
  expect(mayCancelCharge(moved, '2026-12-13')).toBe(true)
  expect(lastCancelDay(charge)).toBe('2026-12-09')
  expect(lastCancelDay(moved)).toBe('2026-12-13')
  expect(mayCancelCharge({ ...charge, status: 'concluded' }, '2026-12-01')).toBe(false)
})

describe('one more try', () => {
  test.each<[string, Partial<RecurrenceCharge>, RecurrenceTerms['retryPolicy'], string, string | undefined]>([
    [
      'after one that failed',
      { tries: [tried('expired')] },
      'three-in-seven-days',
      '2026-12-11',
      '2026-12-12',
    ],
    ['not where the terms say none', { tries: [tried('expired')] }, 'none', '2026-12-11', undefined],
    [
      'not while one is under way',
      { tries: [tried('scheduled')] },
      'three-in-seven-days',
      '2026-12-11',
      undefined,
    ],
    ['not before the first', { tries: [] }, 'three-in-seven-days', '2026-12-11', undefined],
    [
      'not a fourth time',
      { tries: [tried('expired'), ...Array<ChargeTry>(3).fill(tried('rejected', 'after-due-date'))] },
      'three-in-seven-days',
      '2026-12-14',
      undefined,
    ],
    ['on the seventh day', { tries: [tried('expired')] }, 'three-in-seven-days', '2026-12-16', '2026-12-17'],
    ['not on the eighth', { tries: [tried('expired')] }, 'three-in-seven-days', '2026-12-17', undefined],
    [
      'not of one that is over',
      { status: 'expired', tries: [tried('expired')] },
      'three-in-seven-days',
      '2026-12-11',
      undefined,
    ],
  ])('%s', (_, change, policy, today, fromDay) => {
    expect(retryWindow({ ...charge, ...change }, policy, today)?.fromDay).toBe(fromDay)
  })
})

describe('what the PSP says of a charge', () => {
  test('goes forward', () => {
    const told = { status: 'concluded', tries: [tried('paid')], endCode: null } as const
    expect(chargeAfter(charge, told)).toMatchObject({ status: 'concluded', version: 2 })
  })
  test('never goes back, and an older list of tries takes none away', () => {
    const paid: RecurrenceCharge = { ...charge, status: 'concluded', tries: [tried('paid')] }
    expect(isChargeOver(paid)).toBe(true)
    expect(chargeAfter(paid, { status: 'active', tries: [], endCode: null })).toBeUndefined()
    expect(
      chargeAfter({ ...charge, tries: [tried('expired')] }, { status: 'active', tries: [], endCode: null }),
    ).toBeUndefined()
  })
  test('in a word that nobody knows changes nothing', () => {
    expect(
      chargeAfter(charge, { status: 'undetermined', tries: [tried('paid')], endCode: null }),
    ).toBeUndefined()
  })
})
