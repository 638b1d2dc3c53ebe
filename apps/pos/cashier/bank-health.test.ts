import type { Connection } from '@balcao/shell'
import { expect, test } from 'vitest'
import { exampleSnapshot } from '../checkout/example-charge.ts'
import { bankHealth } from './bank-health.ts'

const psp = { status: 'down', since: '2026-11-22T17:01:00.000Z', nextAttemptAt: null } as const
const snapshot = exampleSnapshot({ psp })

test('with a connection the bank is as the server has told', () => {
  expect(bankHealth(snapshot, { state: 'live' })).toEqual(psp)
})

test.each<Connection>([{ state: 'connecting' }, { state: 'stale', sinceMs: 0 }])(
  'nothing is known of the bank while the till itself has no connection: $state',
  (connection) => expect(bankHealth(snapshot, connection)).toBeUndefined(),
)

test('nothing is known of the bank before the server has spoken', () => {
  expect(bankHealth(undefined, { state: 'connecting' })).toBeUndefined()
  expect(bankHealth(undefined, { state: 'live' })).toBeUndefined()
})
