import { expect, test } from 'vitest'
import { advance, type Charge, type ChargeFact, newCharge, type PspTruth, receivedCents } from './charge.ts'

const start = Date.UTC(2026, 10, 22, 14, 0, 0)
const end = start + 3_600_000
const pix = (endToEndId: string, amountCents: number, paidAtMs = start + 60_000) => ({
  endToEndId,
  amountCents,
  paidAtMs,
})
const psp = (change: Partial<PspTruth> = {}): PspTruth => ({
  kind: 'psp-says',
  status: 'active',
  expiresAtMs: end,
  copiaECola: '000201…',
  payments: [],
  refunds: [],
  ...change,
})
const opened = newCharge(
  { txid: 't'.repeat(32), terminalId: 'caixa-1', amountCents: 2350, description: null },
  start,
)

/** Applies facts in order, each at its time; a refused or repeated fact leaves the charge as it was. */
function live(...facts: (ChargeFact | [atMs: number, ChargeFact])[]): Charge {
  return facts.reduce((charge, entry) => {
    const [at, fact] = Array.isArray(entry) ? entry : [start + 120_000, entry]
    const result = advance(charge, fact, at)
    return result.kind === 'advanced' ? result.charge : charge
  }, opened)
}
const paid = psp({ status: 'concluded', payments: [pix('E1', 2350)] })
const late = psp({ status: 'concluded', payments: [pix('E1', 2350, end + 5_000)] })
const removed = psp({ status: 'removed' })

const outcomes: [
  sentence: string,
  facts: (ChargeFact | [number, ChargeFact])[],
  status: string,
  flags: string[],
][] = [
  ['is opening until the PSP has it', [], 'opening', []],
  ['awaits once the PSP has it', [psp()], 'awaiting', []],
  ['is paid when the Pix add up to the amount', [psp(), paid], 'paid', []],
  ['is paid at once when the first answer already lists the Pix', [paid], 'paid', []],
  ['is not paid by a concluded status without a Pix', [psp(), psp({ status: 'concluded' })], 'awaiting', []],
  [
    'is not expired either by one, since a list may lag behind the status',
    [psp(), [end + 60_000, psp({ status: 'concluded' })]],
    'awaiting',
    [],
  ],
  ['stays opening until there is a code to show', [psp({ copiaECola: null })], 'opening', []],
  ['is paid without a code, which nobody needs any more', [psp({ ...paid, copiaECola: null })], 'paid', []],
  [
    'is paid by the Pix even while the status lags',
    [psp(), psp({ payments: [pix('E1', 2350)] })],
    'paid',
    [],
  ],
  [
    'is not paid by a cent less',
    [psp({ status: 'concluded', payments: [pix('E1', 2349)] })],
    'awaiting',
    ['underpaid'],
  ],
  ['is paid and overpaid by a cent more', [psp({ payments: [pix('E1', 2351)] })], 'paid', ['overpaid']],
  ['is paid by two parts', [psp({ payments: [pix('E1', 2000), pix('E2', 350)] })], 'paid', []],
  [
    'is no longer underpaid when the rest comes',
    [psp({ payments: [pix('E1', 2000)] }), psp({ payments: [pix('E1', 2000), pix('E2', 350)] })],
    'paid',
    [],
  ],
  [
    'says so when it was paid twice',
    [paid, psp({ payments: [pix('E1', 2350), pix('E2', 2350, start + 90_000)] })],
    'paid',
    ['duplicate', 'overpaid'],
  ],
  ['never forgets a Pix that a lagging list leaves out', [paid, psp()], 'paid', []],
  ['stays awaiting while cancel is only asked', [psp(), { kind: 'cancel-asked' }], 'awaiting', []],
  ['is cancelled when the PSP has removed it', [psp(), { kind: 'cancel-asked' }, removed], 'cancelled', []],
  ['lets a payment win over a cancel', [psp(), { kind: 'cancel-asked' }, paid], 'paid', []],
  ['is paid late when money comes after the cancel', [psp(), removed, paid], 'paid', ['late']],
  ['stays awaiting at the last millisecond', [psp(), [end - 1, psp()]], 'awaiting', []],
  ['expires when its time is over and the PSP lists nothing', [psp(), [end, psp()]], 'expired', []],
  [
    'does not expire on a status we cannot read',
    [psp(), [end, psp({ status: 'undetermined' })]],
    'awaiting',
    [],
  ],
  [
    'is paid, not late, when paid in the last second and seen after',
    [psp(), [end + 4_000, psp({ payments: [pix('E1', 2350, end - 500)] })]],
    'paid',
    [],
  ],
  ['is paid late after it expired', [psp(), [end, psp()], [end + 9_000, late]], 'paid', ['late']],
  ['is late also when seen for the first time after the end', [psp(), [end + 9_000, late]], 'paid', ['late']],
  [
    'is late when the shop was told expired and the Pix was in time',
    [psp(), [end, psp()], [end + 9_000, paid]],
    'paid',
    ['late'],
  ],
  [
    'does not come back from expired because the PSP still calls it active',
    [psp(), [end, psp()], [end + 1, psp()]],
    'expired',
    [],
  ],
  [
    'lives on when it was extended',
    [psp(), psp({ expiresAtMs: end + 600_000 }), [end + 1, psp({ expiresAtMs: end + 600_000 })]],
    'awaiting',
    [],
  ],
  [
    'is cancelled and refused when the PSP will not have it',
    [{ kind: 'psp-refused' }],
    'cancelled',
    ['refused'],
  ],
  ['is not refused once it exists', [psp(), { kind: 'psp-refused' }], 'awaiting', []],
  [
    'is cancelled when asked to before it ever reached the PSP',
    [{ kind: 'cancel-asked' }, { kind: 'absent-at-psp' }],
    'cancelled',
    [],
  ],
  ['is not cancelled by a PSP that merely does not find it yet', [{ kind: 'absent-at-psp' }], 'opening', []],
  [
    'is not expired by a PSP that does not find it right after its end',
    [psp(), [end + 60_000, { kind: 'absent-at-psp' }]],
    'awaiting',
    [],
  ],
  [
    'is expired where the PSP has not had it for a day after its end, as after a change of PSP',
    [psp(), { kind: 'cancel-asked' }, [end + 86_400_000, { kind: 'absent-at-psp' }]],
    'expired',
    [],
  ],
  ['cannot be cancelled once paid', [paid, { kind: 'cancel-asked' }], 'paid', []],
  [
    'says it verifies when its time is reached, and decides nothing',
    [psp(), [end, { kind: 'expiry-reached' }]],
    'awaiting',
    [],
  ],
  ['does not reach its end early', [psp(), [end - 1, { kind: 'expiry-reached' }]], 'awaiting', []],
]

test.each(outcomes)('a charge %s', (_sentence, facts, status, flags) => {
  const charge = live(...facts)
  expect({ status: charge.status, flags: charge.flags }).toEqual({ status, flags })
})

test('the version grows by one with each change and not with a repeated fact', () => {
  const awaiting = live(psp())
  expect(awaiting.version).toBe(2)
  expect(advance(awaiting, psp(), start)).toEqual({ kind: 'already-done' })
  expect(live(psp(), paid, paid, paid).version).toBe(3)
})

test('pending says what was asked and is gone with the answer', () => {
  expect(live(psp(), { kind: 'cancel-asked' }).pending).toBe('cancel')
  expect(live(psp(), [end, { kind: 'expiry-reached' }]).pending).toBe('expiry')
  expect(live(psp(), { kind: 'cancel-asked' }, removed).pending).toBeNull()
})

test('a charge whose end was put off, and nobody heard of it, is not verified for longer than it takes to ask', () => {
  const over: [number, ChargeFact] = [end, { kind: 'expiry-reached' }]
  const putOff = live(psp(), over, [end + 1, psp({ expiresAtMs: end + 60_000 })])
  expect(putOff).toMatchObject({ status: 'awaiting', pending: null, expiresAtMs: end + 60_000 })
  // An answer that hides the payment decides nothing.
  expect(live(psp(), over, [end + 1, psp({ status: 'undetermined' })]).pending).toBe('expiry')
  const cancelled = live(psp(), { kind: 'cancel-asked' }, [end, psp({ expiresAtMs: end + 60_000 })])
  expect(cancelled.pending).toBe('cancel')
})

test('refusals have names', () => {
  expect(advance(live(paid), { kind: 'cancel-asked' }, start)).toEqual({
    kind: 'refused',
    code: 'already-closed',
  })
  expect(advance(live(psp()), { kind: 'expiry-reached' }, start)).toEqual({
    kind: 'refused',
    code: 'not-expired-yet',
  })
  expect(advance(opened, { kind: 'absent-at-psp' }, start)).toEqual({
    kind: 'refused',
    code: 'not-cancelling',
  })
})

test('any order of the same notifications, repeated as they please, ends in the same money', () => {
  const facts = [
    psp(),
    psp({ payments: [pix('E1', 2000)] }),
    psp({ payments: [pix('E1', 2000), pix('E2', 400)] }),
    psp({ payments: [pix('E2', 400)] }),
  ]
  for (const first of facts)
    for (const second of facts)
      for (const third of facts) {
        const charge = live(first, second, third, ...facts)
        expect([charge.status, receivedCents(charge), charge.flags]).toEqual(['paid', 2400, ['overpaid']])
      }
})
