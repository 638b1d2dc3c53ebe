import type { Charge } from '@balcao/contracts'
import type { Connection } from '@balcao/shell'
import { expect, test } from 'vitest'
import { type Face, faceOf, remainingMs, scannableText } from './charge-face.ts'
import { exampleCharge } from './example-charge.ts'

const endMs = Date.parse('2026-11-22T15:00:00.000Z')
const live: Connection = { state: 'live' }

test.each<[string, Partial<Charge>, number, Face, boolean]>([
  ['waiting', {}, endMs - 60_000, 'awaiting', true],
  ['its last millisecond', {}, endMs - 1, 'awaiting', true],
  ['the end of its time, before the server has said so', {}, endMs, 'verifying', false],
  ['long after it', {}, endMs + 60_000, 'verifying', false],
  ['a cancel that is not decided', { pending: 'cancel' }, endMs - 60_000, 'verifying', false],
  ['an expiry that is not decided', { pending: 'expiry' }, endMs - 60_000, 'verifying', false],
  [
    'the answer of the PSP unknown',
    { status: 'opening', pixCopiaECola: null, expiresAt: null },
    0,
    'opening',
    false,
  ],
  ['half paid', { receivedCents: 2000, flags: ['underpaid'] }, endMs - 60_000, 'underpaid', false],
  ['half paid and expired', { status: 'expired', flags: ['underpaid'] }, endMs, 'underpaid', false],
  ['half paid and cancelled', { status: 'cancelled', flags: ['underpaid'] }, endMs, 'underpaid', false],
  ['paid', { status: 'paid' }, endMs - 60_000, 'paid', false],
  ['paid after its time', { status: 'paid', flags: ['late'] }, endMs + 60_000, 'paid', false],
  ['paid while a cancel was pending', { status: 'paid', pending: 'cancel' }, endMs, 'paid', false],
  ['expired', { status: 'expired' }, endMs, 'expired', false],
  ['cancelled', { status: 'cancelled' }, endMs - 60_000, 'cancelled', false],
  ['refused by the PSP', { status: 'cancelled', flags: ['refused'] }, endMs - 60_000, 'refused', false],
])('%s', (_, change, nowMs, face, isScannable) => {
  const charge = exampleCharge(change)
  expect(faceOf(charge, nowMs)).toBe(face)
  expect(scannableText(charge, face, live) !== null).toBe(isScannable)
})

test.each<[Connection, boolean]>([
  [{ state: 'live' }, true],
  [{ state: 'connecting' }, true],
  [{ state: 'stale', sinceMs: 0 }, false],
])('a screen that is %o shows the code: %s', (connection, isShown) => {
  expect(scannableText(exampleCharge(), 'awaiting', connection) !== null).toBe(isShown)
})

test('the time left is up to the PSP', () => {
  expect(remainingMs(exampleCharge(), endMs - 1_500)).toBe(1_500)
  expect(remainingMs(exampleCharge({ expiresAt: null }), endMs)).toBe(0)
})
