import type { Charge } from '@balcao/contracts'
import { centsOf } from '../psp-state.ts'
import { duplicates, type Promised, sumOf } from './promise.ts'

const money = /^\d{1,10}\.\d{2}$/
const isMoney = (cents: unknown) => Number.isSafeInteger(cents) && Number(cents) >= 1

/**
 * Refunds that were begun here though others had taken their Pix. One that the PSP has refused since is still told of, by those that were
 * asked for before it and have come to something: they had their amount already.
 */
function askedWithoutRoom({ payments, refunds }: Charge): string[] {
  const cents = new Map(payments.map(({ endToEndId, amountCents }) => [endToEndId, amountCents]))
  const isAlive = ({ status }: Charge['refunds'][number]) => status !== 'not-realized'
  return refunds
    .filter((refund) => {
      const { id, endToEndId, amountCents, origin } = refund
      const taken = refunds.filter(
        (other) =>
          other.endToEndId === endToEndId &&
          other.id !== id &&
          isAlive(other) &&
          (isAlive(refund) || other.askedAt < refund.askedAt),
      )
      return origin === 'here' && sumOf(taken) + amountCents > (cents.get(endToEndId) ?? 0)
    })
    .map(({ id }) => id)
}

/** What the ledger, the PSP, the audit and the log say of one another. Nobody has to have kept count of what was asked for. */
export const promisesOfState: readonly Promised[] = [
  {
    invariant: 'I1b',
    kind: 'untrue',
    broken: ({ ledger, psp }) => {
      const pix = new Map(psp.pix.map((one) => [one.endToEndId, one]))
      return ledger.flatMap(({ txid, payments }) =>
        payments
          .filter(({ endToEndId, amountCents }) => {
            const real = pix.get(endToEndId)
            return real?.txid !== txid || centsOf(real.valor) !== amountCents
          })
          .map(({ endToEndId }) => `${txid} has a Pix ${endToEndId} that the PSP does not have`),
      )
    },
  },
  {
    invariant: 'I1',
    kind: 'doubled',
    broken: ({ ledger }) =>
      duplicates(ledger.flatMap(({ payments }) => payments.map(({ endToEndId }) => endToEndId))).map(
        (endToEndId) => `${endToEndId} is in the ledger twice`,
      ),
  },
  {
    invariant: 'I6b',
    kind: 'untrue',
    broken: ({ ledger }) =>
      ledger
        .filter(({ status, amountCents, payments }) => status === 'paid' && sumOf(payments) < amountCents)
        .map(
          (charge) => `${charge.txid} is paid with ${sumOf(charge.payments)} of ${charge.amountCents} cents`,
        ),
  },
  {
    invariant: 'I3',
    kind: 'doubled',
    broken: ({ ledger, psp }) => [
      ...ledger
        .filter((charge) => charge.refundedCents > charge.receivedCents)
        .map(({ txid }) => `${txid} has returned more than it received`),
      ...ledger
        .flatMap(askedWithoutRoom)
        .map((id) => `refund ${id} was asked for where its Pix had no room for it`),
      ...psp.pix
        .filter(({ endToEndId, valor }) => {
          const returned = psp.refunds
            .filter((refund) => refund.endToEndId === endToEndId && refund.status !== 'NAO_REALIZADO')
            .reduce((cents, refund) => cents + centsOf(refund.valor), 0)
          return returned > centsOf(valor)
        })
        .map(({ endToEndId }) => `more of ${endToEndId} goes back at the PSP than came in`),
    ],
  },
  {
    invariant: 'I4',
    kind: 'untrue',
    broken: ({ ledger, psp }) => {
      const returned = new Set(psp.refunds.filter(({ status }) => status === 'DEVOLVIDO').map(({ id }) => id))
      return ledger.flatMap(({ refunds }) =>
        refunds
          .filter(({ id, status }) => status === 'refunded' && !returned.has(id))
          .map(({ id }) => `refund ${id} is not at the PSP`),
      )
    },
  },
  {
    invariant: 'I5',
    kind: 'lost',
    broken: ({ ledger, psp }) => {
      const known = new Set(ledger.map(({ txid }) => txid))
      return psp.cobs
        .filter(({ txid }) => !known.has(txid))
        .map(({ txid }) => `${txid} is at the PSP and not here`)
    },
  },
  {
    invariant: 'I7',
    kind: 'untrue',
    broken: ({ ledger, psp }) => {
      const cobs = new Map(psp.cobs.map((cob) => [cob.txid, cob.status]))
      return ledger
        .filter(({ txid, status }) => status === 'cancelled' && cobs.get(txid) === 'ATIVA')
        .map(({ txid }) => `${txid} is cancelled and can be paid`)
    },
  },
  {
    invariant: 'I10',
    kind: 'doubled',
    broken: ({ ledger, psp }) => {
      const amounts = new Map(ledger.map(({ txid, amountCents }) => [txid, amountCents]))
      return psp.cobs
        .filter(
          ({ txid, valor }) => (amounts.get(txid) ?? centsOf(valor.original)) !== centsOf(valor.original),
        )
        .map(
          ({ txid, valor }) =>
            `${txid} is of ${valor.original} at the PSP and of ${amounts.get(txid)} cents here`,
        )
    },
  },
  {
    invariant: 'I11',
    kind: 'lost',
    broken: ({ records: { chain } }) =>
      chain.kind === 'whole' ? [] : [`the audit is broken at ${chain.place}: ${chain.why}`],
  },
  {
    invariant: 'I13',
    kind: 'untrue',
    broken: ({ records }) =>
      records.strangers.map(({ terminalId, txid }) => `${terminalId} shows ${txid}, which is not its own`),
  },
  {
    invariant: 'I15',
    kind: 'untrue',
    broken: ({ records }) => records.leaks.map((what) => `the log or the inbox has ${what}`),
  },
  {
    invariant: 'I16',
    kind: 'lost',
    broken: ({ records }) => [
      ...records.untold.map(
        ({ txid, version, told }) => `${txid} is of version ${version}, and the audit tells of ${told}`,
      ),
      ...records.unnamed.map((subject) => `the audit does not say who is behind ${subject}`),
    ],
  },
  {
    invariant: 'I19',
    kind: 'doubled',
    broken: ({ psp: { atOnce } }) =>
      (atOnce.token ?? 0) > 1 ? [`${atOnce.token} requests for a token were under way at one time`] : [],
  },
  {
    invariant: 'I21',
    kind: 'untrue',
    broken: ({ ledger, psp, records }) => [
      ...[...records.amounts, ...ledger.map(({ amountCents }) => amountCents)]
        .filter((cents) => !isMoney(cents))
        .map((cents) => `${cents} are no cents`),
      ...[...psp.cobs.map(({ valor }) => valor.original), ...psp.refunds.map(({ valor }) => valor)]
        .filter((valor) => !money.test(valor))
        .map((valor) => `${valor} is no amount of the PSP`),
    ],
  },
]
