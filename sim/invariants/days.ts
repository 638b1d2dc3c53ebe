import { cents as centsOf } from '../../apps/sandbox/src/wire-values.ts'
import type { Pix } from '../../apps/sandbox/src/world.ts'
import { cobsOf, first, type Invariant, pixOf, sumOf, type View } from './invariant.ts'

/** I12: each day adds up to what the PSP has of it. */
export const dayInvariants: readonly Invariant[] = [
  {
    id: 'I12',
    sentence:
      'A day that was read adds up, here and in what was read, to what the PSP received and returned on it, and no line differs.',
    kind: 'late',
    begin: () => (view) =>
      first(view.days, ({ day, reading, here, there, kinds }) => {
        if (reading.status !== 'done' || there === null)
          return `${day} is ${reading.status}: ${reading.advice}`
        const pix = [...view.psp.pix.values()].filter(({ paidAt }) => dayOf(paidAt) === day)
        const received = { count: pix.length, cents: sumOf(pix) }
        const returned = pix.flatMap(({ refunds }) => refunds).filter(({ status }) => status === 'DEVOLVIDO')
        const truth = { received, refunded: { count: returned.length, cents: sumOf(returned) } }
        const differing = kinds.filter(({ kind, count }) => {
          if (kind === 'charge-differs') return count > underpaid(view)
          return count > 0 && !alike.includes(kind)
        })
        const is = JSON.stringify
        if (is(here) !== is(truth)) return `${day} is ${is(here)} here and ${is(truth)} at the PSP`
        if (is(there) !== is(truth)) return `of ${day} was read ${is(there)}, and the PSP has ${is(truth)}`
        return differing.length === 0 ? undefined : `${day} has lines that differ: ${is(differing)}`
      }),
  },
]

/** Money without a charge is a line for a person, on both sides alike. */
const alike = ['matched', 'without-charge']

/** The PSP calls a charge concluded by the first Pix, however small, and we do not call it paid. */
const underpaid = ({ psp }: View) =>
  cobsOf(psp).filter(({ txid, status, fields }) => {
    const paid = sumOf(pixOf(psp, txid))
    return status === 'CONCLUIDA' && paid < centsOf(fields.valor.original)
  }).length

/** Brasília is three hours behind, the whole year. */
export const dayOf = (ms: Pix['paidAt']) => new Date(ms - 3 * 3_600_000).toISOString().slice(0, 10)
