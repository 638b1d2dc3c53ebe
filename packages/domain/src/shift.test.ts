import { describe, expect, test } from 'vitest'
import { closeShift, openShift, type Shift } from './shift.ts'

const day = 24 * 3_600_000
const now = Date.UTC(2026, 10, 22, 14)
const asked = { shiftId: 'b', terminalId: 'caixa-1', openedBy: 'person:ana', attention: ['sound'] }
const before = (more: Partial<Shift> = {}): Shift => ({
  ...{ shiftId: 'a', terminalId: 'caixa-1', number: 7, status: 'open', fromMs: now - day, untilMs: null },
  ...{ openedAtMs: now - day, openedBy: 'person:ana', attention: [], closedAtMs: null, closedBy: null },
  ...more,
})
const ended = (untilMs: number) =>
  before({ status: 'closing', untilMs, closedAtMs: untilMs, closedBy: 'person:ana' })

describe('opening', () => {
  test.each([
    ['nobody has ever sold', undefined, null, now],
    ['sales were made before the first shift', undefined, now - day, now - day],
    [
      'a ledger of years had no shifts: it goes back as far as one reading',
      undefined,
      now - 900 * day,
      now - 31 * day,
    ],
    ['the clock was set back since the first sale', undefined, now + day, now],
    ['a shift ended an hour ago', ended(now - 3_600_000), null, now - 3_600_000 + 1],
    [
      'the last shift ended a year ago: nothing since is left out',
      ended(now - 365 * day),
      null,
      now - 365 * day + 1,
    ],
    ['the clock was set back since the last one ended', ended(now + 1000), null, now + 1001],
  ])('%s', (_, latest, firstSaleMs, fromMs) => {
    const decision = openShift(latest, asked, firstSaleMs, now)
    expect(decision).toMatchObject({
      kind: 'opened',
      shift: {
        ...asked,
        status: 'open',
        number: (latest?.number ?? 0) + 1,
        fromMs,
        untilMs: null,
        openedAtMs: now,
      },
    })
  })

  test('the same person again is answered with the same shift, somebody else is told whose it is', () => {
    const open = before()
    expect(openShift(open, asked, null, now)).toEqual({ kind: 'already-done', shift: open })
    const decision = openShift(open, { ...asked, openedBy: 'person:beto' }, null, now)
    expect(decision).toEqual({ kind: 'refused', code: 'shift-open', shift: open })
  })

  test.each(['closing', 'closed'] as const)('goes on while the one before is %s', (status) => {
    expect(openShift({ ...ended(now - 1), status }, asked, null, now).kind).toBe('opened')
  })
})

describe('closing', () => {
  test('ends the period now, for whoever it is that closes', () => {
    expect(closeShift(before(), 'person:beto', now)).toEqual({
      kind: 'closing',
      shift: before({ status: 'closing', untilMs: now, closedAtMs: now, closedBy: 'person:beto' }),
    })
  })
  test('never ends before it began, whatever the clock says', () => {
    expect(closeShift(before({ fromMs: now + 5 }), 'person:ana', now)).toMatchObject({
      shift: { fromMs: now + 5, untilMs: now + 5, closedAtMs: now },
    })
  })
  test('again is the same end', () => {
    expect(closeShift(ended(now - 1), 'person:beto', now)).toEqual({
      kind: 'already-done',
      shift: ended(now - 1),
    })
  })
})
