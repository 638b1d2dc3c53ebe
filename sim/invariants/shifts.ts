import type { ShiftRow } from '../world/ledger.ts'
import { first, type Invariant, pixOf, short, sumOf, type View } from './invariant.ts'

/** I12b, I13b, I18c, I22b, I24d: whose money it is that came while somebody answered for a till. */
export const shiftInvariants: readonly Invariant[] = [
  {
    id: 'I12b',
    sentence: 'What came in at a till, and went back, is counted by one of its shifts, and by one alone.',
    kind: 'late',
    begin: () => (view) =>
      first(
        Map.groupBy(view.ledger.shifts, ({ terminal_id }) => terminal_id),
        ([terminalId, shifts]) => uncounted(view, terminalId, shifts),
      ),
  },
  {
    id: 'I13b',
    sentence: 'One shift is open at a till at most, and each begins where the one before it ended.',
    kind: 'safety',
    begin: () => (view) =>
      first(
        Map.groupBy(view.ledger.shifts, ({ terminal_id }) => terminal_id),
        ([terminalId, shifts]) =>
          first(shifts, ({ number, status, from_ms, until_ms }) => {
            const next = shifts.find((one) => one.number === number + 1)
            if (next === undefined) return undefined
            const name = `shift ${number} of ${terminalId}`
            if (status === 'open') return `${name} is open, and the next one has begun`
            return next.from_ms === (until_ms ?? from_ms) + 1
              ? undefined
              : `${name} ends at ${until_ms}, and the next one begins at ${next.from_ms}`
          }),
      ),
  },
  {
    id: 'I18c',
    sentence: 'A shift that is over is counted.',
    kind: 'live',
    begin: () => (view) =>
      first(view.ledger.shifts, ({ shift_id, status }) =>
        status === 'closing' ? `the shift ${short(shift_id)} is over and not counted` : undefined,
      ),
  },
  {
    id: 'I22b',
    sentence: 'A shift that was called opened, or ended, stays so.',
    kind: 'safety',
    begin: () => (view) => {
      const statuses = new Map(view.ledger.shifts.map(({ shift_id, status }) => [shift_id, status]))
      return first(view.history.acceptedShifts, ([shiftId, told]) => {
        const status = statuses.get(shiftId)
        const isKept = status !== undefined && (told === 'open' || status !== 'open')
        return isKept ? undefined : `the shift ${short(shiftId)} was called ${told} and is ${status}`
      })
    },
  },
  {
    id: 'I24d',
    sentence: 'One wish to open a shift opens one, however often it is sent.',
    kind: 'safety',
    begin: () => (view) =>
      first(
        Map.groupBy(view.ledger.shifts, ({ terminal_id }) => terminal_id),
        ([terminalId, { length }]) => {
          const wishes = view.history.shiftWishes.get(terminalId) ?? 0
          return length > wishes ? `${terminalId} has ${length} shifts of ${wishes} wishes` : undefined
        },
      ),
  },
]

/** By the bank alone: nothing of this is taken from what the shifts say of themselves. */
function uncounted(
  { psp, ledger }: View,
  terminalId: string,
  shifts: readonly ShiftRow[],
): string | undefined {
  const fromMs = Math.min(...shifts.map(({ from_ms }) => from_ms))
  const paid = [...ledger.charges.values()]
    .filter((charge) => charge.terminalId === terminalId)
    .flatMap(({ txid }) => pixOf(psp, txid))
    .filter(({ paidAt }) => paidAt >= fromMs)
  const returned = paid.flatMap(({ endToEndId, refunds }) =>
    refunds
      .filter(({ status }) => status === 'DEVOLVIDO')
      .map(({ id, amountCents }) => ({ key: `${endToEndId} ${id}`, amountCents })),
  )
  const missing = [...paid.map(({ endToEndId }) => endToEndId), ...returned.map(({ key }) => key)].find(
    (key) => !ledger.counted.has(key),
  )
  if (missing !== undefined) return `no shift of ${terminalId} has counted ${missing}`
  const told = (which: 'received_cents' | 'refunded_cents') =>
    shifts.reduce((sum, shift) => sum + (shift[which] ?? 0), 0)
  const [here, there] = [told('received_cents'), sumOf(paid)]
  if (here !== there) return `the shifts of ${terminalId} have received ${here}, and the PSP has ${there}`
  const [back, due] = [told('refunded_cents'), sumOf(returned)]
  return back >= due ? undefined : `the shifts of ${terminalId} have returned ${back}, and the PSP has ${due}`
}
