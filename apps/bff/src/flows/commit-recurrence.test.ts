import { expect, test } from 'vitest'
import { askAgainAtMs } from './commit-recurrence.ts'

const now = Date.UTC(2026, 10, 22, 14)

test.each<['opening' | 'offered', ageMs: number, afterMs: number]>([
  ['opening', 0, 1_000],
  ['opening', 12_345, 1_235],
  ['opening', 600_001, 30_000],
  ['offered', 5_003, 2_000],
  ['offered', 33_333, 3_333],
  ['offered', 99_999_999, 600_000],
])(
  '%s for %i ms, it is asked about after %i ms, and the ledger takes whole ones alone',
  (status, ageMs, afterMs) => {
    expect(askAgainAtMs({ status, createdAtMs: now - ageMs }, now)).toBe(now + afterMs)
  },
)
