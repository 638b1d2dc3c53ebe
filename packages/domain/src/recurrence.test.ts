import { describe, expect, test } from 'vitest'
import {
  advanceRecurrence,
  type Recurrence,
  type RecurrenceFact,
  type RecurrenceStatus,
  wrongTerm,
} from './recurrence.ts'

const terms: Recurrence['terms'] = {
  object: 'Clube do café',
  contract: '2026-118',
  frequency: 'monthly',
  firstDay: '2026-12-10',
  lastDay: null,
  fixedCents: 4990,
  minimumCents: null,
  retryPolicy: 'none',
}
const written: Recurrence = {
  recurrenceId: 'a'.repeat(32),
  version: 1,
  status: 'opening',
  terminalId: 'caixa-1',
  txid: null,
  terms,
  debtor: { name: 'Fulano de Tal', document: '12345678909' },
  locId: null,
  idRec: null,
  codes: { alone: null, withCharge: null },
  journey: null,
  end: null,
  ending: null,
  createdAtMs: 0,
}
const idRec = 'RN9999901120261122abcdefghijk'
const says = (status: Extract<RecurrenceFact, { kind: 'psp-says' }>['status']): RecurrenceFact => ({
  ...{ kind: 'psp-says', idRec, status, journey: null, end: null },
})

describe('what the PSP says of a recurrence', () => {
  const all: RecurrenceStatus[] = ['offered', 'approved', 'rejected', 'expired', 'cancelled']
  const mayFollow: [RecurrenceStatus, readonly RecurrenceStatus[]][] = [
    ['opening', all],
    ['offered', ['approved', 'rejected', 'expired', 'cancelled']],
    ['approved', ['expired', 'cancelled']],
    ['rejected', []],
    ['expired', []],
    ['cancelled', []],
  ]
  test.each(mayFollow.flatMap(([from, next]) => all.map((to) => [from, to, next.includes(to)] as const)))(
    'from %s to %s: %s',
    (from, to, may) => {
      const before = { ...written, idRec, status: from }
      const after = advanceRecurrence(before, says(to as 'offered'))
      if (from === to) expect(after).toEqual({ kind: 'already-done' })
      else if (may) expect(after).toMatchObject({ kind: 'advanced', recurrence: { status: to, version: 2 } })
      else expect(after).toEqual({ kind: 'refused', code: 'never-after' })
    },
  )

  test('in a word that nobody knows changes no status, and its id is kept', () => {
    expect(advanceRecurrence(written, says('undetermined'))).toMatchObject({
      recurrence: { idRec, status: 'opening' },
    })
  })
  test('of another recurrence is not ours', () => {
    const before = { ...written, idRec: 'RN9999901120261122zzzzzzzzzzz' }
    expect(advanceRecurrence(before, says('approved'))).toEqual({ kind: 'refused', code: 'other-recurrence' })
  })
  test('brings its journey and why it ended', () => {
    const end = { kind: 'rejection', by: 'payer', code: 'AP13', text: null } as const
    const after = advanceRecurrence(
      { ...written, idRec, status: 'offered' },
      {
        ...{ kind: 'psp-says', idRec, status: 'rejected', journey: 2, end },
      },
    )
    expect(after).toMatchObject({ recurrence: { journey: 2, end } })
  })
})

test('a refusal ends only what was never offered', () => {
  const refusal = { kind: 'psp-refused', text: 'convênio' } as const
  expect(advanceRecurrence(written, refusal)).toMatchObject({
    recurrence: { status: 'cancelled', end: { kind: 'refusal', text: 'convênio' } },
  })
  expect(advanceRecurrence({ ...written, status: 'approved' }, refusal)).toMatchObject({ kind: 'refused' })
})

test('an offer is over once, for one reason, and never after somebody has agreed', () => {
  const offered: Recurrence = { ...written, idRec, status: 'offered' }
  const over = advanceRecurrence(offered, { kind: 'offer-over', why: 'charge-ended' })
  if (over.kind !== 'advanced') throw new Error(over.kind)
  expect(over.recurrence).toMatchObject({ status: 'offered', ending: 'charge-ended', version: 2 })
  const again = { kind: 'offer-over', why: 'time-over' } as const
  expect(advanceRecurrence(over.recurrence, again)).toEqual({ kind: 'already-done' })
  // Whoever agreed in that moment has agreed.
  expect(advanceRecurrence(over.recurrence, says('approved'))).toMatchObject({
    recurrence: { status: 'approved', ending: null },
  })
  expect(advanceRecurrence({ ...offered, status: 'approved' }, again)).toMatchObject({ kind: 'refused' })
})

test('the place is made once, whoever makes a second one', () => {
  const once = advanceRecurrence(written, { kind: 'place-made', locId: 7 })
  if (once.kind !== 'advanced') throw new Error(once.kind)
  expect(once.recurrence.locId).toBe(7)
  expect(advanceRecurrence(once.recurrence, { kind: 'place-made', locId: 8 })).toEqual({
    kind: 'already-done',
  })
})

test('a code that was read is not lost by a later look that brings none', () => {
  const read = { ...written, codes: { alone: 'A', withCharge: 'B' } }
  expect(advanceRecurrence(read, { kind: 'codes-read', alone: 'A', withCharge: null })).toEqual({
    kind: 'already-done',
  })
})

describe('terms', () => {
  test.each<[string, Partial<Recurrence['terms']>, string | undefined]>([
    ['from today on', { firstDay: '2026-11-22' }, undefined],
    ['from yesterday', { firstDay: '2026-11-21' }, 'firstDay'],
    ['of one day', { lastDay: '2026-12-10' }, undefined],
    ['that end before they begin', { lastDay: '2026-12-09' }, 'lastDay'],
    ['with both amounts', { minimumCents: 100 }, 'minimumCents'],
    ['with neither amount', { fixedCents: null }, undefined],
  ])('%s', (_, change, field) => {
    expect(wrongTerm({ ...terms, ...change }, '2026-11-22')?.field).toBe(field)
  })
})
