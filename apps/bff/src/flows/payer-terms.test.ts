import type { Billing } from '@balcao/payer-api'
import { describe, expect, test } from 'vitest'
import { mayCancel } from './manage-recurrence.ts'
import { isLimitTooLow, lastCancelMs } from './payer-terms.ts'

const billing = (change: Partial<Billing> = {}): Billing => ({
  ...{ txid: 'a'.repeat(32), recId: 'r', status: 'SCHEDULED', rawStatus: 'SCHEDULED', amountCents: 100 },
  ...{ dueDate: '2026-03-10', createdAtMs: 0, updatedAtMs: 0 },
  ...change,
})

describe('a billing can be cancelled until the last instant of the day before, in Brasília', () => {
  test.each([
    ['2026-03-10T02:59:59.999Z', true],
    ['2026-03-10T03:00:00.000Z', false],
    ['2026-03-09T03:00:00.000Z', true],
  ])('at %s: %s', (at, answer) => {
    expect(mayCancel(billing(), Date.parse(at))).toBe(answer)
  })

  test('by the day of its next try, which comes after the due date', () => {
    expect(lastCancelMs(billing({ scheduledDate: '2026-03-12' }))).toBe(
      Date.parse('2026-03-12T02:59:59.999Z'),
    )
  })

  test.each(['PAID', 'CANCELED', 'REJECTED', 'EXPIRED', 'undetermined'] as const)(
    'and not while it is %s',
    (status) => {
      expect(mayCancel(billing({ status }), 0)).toBe(false)
    },
  )
})

describe('a limit lets no charge through', () => {
  test.each([
    ['below the fixed amount', { maximumCents: 99 }, { fixedCents: 100, minimumCents: null }, true],
    ['at the fixed amount', { maximumCents: 100 }, { fixedCents: 100, minimumCents: null }, false],
    ['below the lowest amount', { maximumCents: 99 }, { fixedCents: null, minimumCents: 100 }, true],
    ['where nothing is said', { maximumCents: 1 }, { fixedCents: null, minimumCents: null }, false],
    ['without a limit', { maximumCents: null }, { fixedCents: 100, minimumCents: null }, false],
    [
      'agreed to',
      { maximumCents: 1, acceptsLimitBelowValue: true },
      { fixedCents: 100, minimumCents: null },
      false,
    ],
  ])('%s: %o', (_what, consent, terms, answer) => {
    expect(isLimitTooLow({ useAccountLimit: false, ...consent }, terms)).toBe(answer)
  })
})
