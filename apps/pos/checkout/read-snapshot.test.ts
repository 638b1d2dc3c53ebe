import { Snapshot } from '@balcao/contracts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { exampleCharge, exampleSnapshot } from './example-charge.ts'
import { readSnapshot } from './read-snapshot.ts'

const good = exampleSnapshot({
  currentTxid: 'c'.repeat(32),
  receiptUrl: 'https://loja.example.com/recibo/#x',
  charges: [
    exampleCharge({
      status: 'paid',
      receivedCents: 2350,
      payments: [{ endToEndId: 'E1', amountCents: 2350, paidAt: '2026-11-22T14:02:10.123-03:00' }],
      flags: ['late', 'overpaid'],
    }),
    exampleCharge({ txid: 'd'.repeat(32), status: 'opening', pixCopiaECola: null, expiresAt: null }),
  ],
})

type Path = readonly (string | number)[]

/** Every place of a value that the customer's screen reads. */
function places(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, child]) => places(child, [...path, key]))]
}

/** `terminalId` is compared with the screen's own; the rest a customer never sees. */
const unread =
  /^(terminalId|displays|psp,(since|nextAttemptAt)|charges,\d,(terminalId|description|refundedCents|refunds|payments,\d,endToEndId))/

function replace(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by
  const copy = structuredClone(value) as Record<string, unknown>
  copy[key] = replace(copy[key], rest, by)
  return copy
}

test('a good snapshot is read, as the contract reads it', () => {
  expect(readSnapshot(good)).toEqual(good)
  expect(Snapshot.safeParse(good).data).toEqual(good)
})

test('whatever is put in whatever place: what the contract refuses is refused here', () => {
  const anything = fc.oneof(
    fc.constantFrom(
      undefined,
      null,
      '',
      0,
      -1,
      1.5,
      1e15,
      true,
      [],
      {},
      'paid',
      'ok',
      'late',
      'cancel',
      Number.NaN,
    ),
    fc.constantFrom(
      '2026-11-22T14:00:00Z',
      '2026-11-22T14:00:00',
      '2026-11-22',
      '2026-13-22T14:00:00Z',
      '2026-11-22T25:00:00Z',
    ),
    fc.string({ maxLength: 40 }),
    fc.integer(),
    fc.jsonValue({ maxDepth: 1 }),
  )
  const where = fc.constantFrom(...places(good).filter((path) => !unread.test(path.join(','))))
  fc.assert(
    fc.property(where, anything, (path, value) => {
      const changed = replace(good, path, value)
      expect(readSnapshot(changed) !== undefined).toBe(Snapshot.safeParse(changed).success)
    }),
    { numRuns: 5_000 },
  )
})
