import type { RecurrenceStatus } from '@balcao/domain'
import { expect, test } from 'vitest'
import { askAgainAtMs } from './commit-recurrence.ts'

const minute = 60_000
test.each<[RecurrenceStatus, ageMs: number, inMs: number | null]>([
  ['opening', 0, 1_000],
  ['opening', 123_456, 12_346],
  ['opening', 9 * minute, 30_000],
  ['offered', 3_000, 2_000],
  // A whole number of milliseconds, or the ledger refuses it.
  ['offered', 33_333, 3_333],
  ['offered', 7 * 24 * 60 * minute, 10 * minute],
  ['approved', 5, 10 * minute],
  ['approved', 365 * 24 * 60 * minute, 10 * minute],
  ['cancelled', 5, null],
])('one that is %s for %i ms is asked about again in %s', (status, ageMs, inMs) => {
  expect(askAgainAtMs({ status, createdAtMs: 0 }, ageMs)).toBe(inMs === null ? null : ageMs + inMs)
})
