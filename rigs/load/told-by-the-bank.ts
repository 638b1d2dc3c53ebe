import type { Charge } from '@balcao/contracts'
import { centsOf, type PspState } from '../psp-state.ts'
import type { Seen } from './promise.ts'

const refundWords: Record<string, string> = {
  EM_PROCESSAMENTO: 'processing',
  DEVOLVIDO: 'refunded',
  NAO_REALIZADO: 'not-realized',
}

/**
 * I20. What each charge must come to is reckoned from the bank's own list alone, which knows of no notification: so the ledger is held
 * to the same whatever it was told, in whatever order and however often. "late" is left out, since a charge that was closed here
 * before its money came is late, and one that was not is not.
 */
export function unlikeTheBank({ ledger, psp }: Pick<Seen, 'ledger' | 'psp'>): string[] {
  const pixOf = Map.groupBy(psp.pix, ({ txid }) => txid)
  const refundsOf = Map.groupBy(psp.refunds, ({ endToEndId }) => endToEndId)
  return ledger.flatMap((charge) => {
    const pix = pixOf.get(charge.txid) ?? []
    const refunds = pix.flatMap(({ endToEndId }) => refundsOf.get(endToEndId) ?? [])
    const [here, there] = [asHere(charge), asThere(charge.amountCents, pix, refunds)]
    return here === there ? [] : [`${charge.txid} is ${here} here, and ${there} by the bank's list`]
  })
}

function asHere({ status, payments, refunds, flags, receivedCents, refundedCents }: Charge): string {
  return JSON.stringify([
    status === 'paid',
    [receivedCents, refundedCents],
    payments.map(({ endToEndId, amountCents, paidAt }) => [endToEndId, amountCents, Date.parse(paidAt)]),
    refunds
      .map(({ endToEndId, id, amountCents, status }) => `${endToEndId} ${id} ${amountCents} ${status}`)
      .toSorted(),
    flags.filter((flag) => flag === 'underpaid' || flag === 'overpaid' || flag === 'duplicate'),
  ])
}

function asThere(
  amountCents: number,
  pix: readonly PspState['pix'][number][],
  refunds: readonly PspState['refunds'][number][],
): string {
  const payments = pix
    .map(({ endToEndId, valor, horario }) => [endToEndId, centsOf(valor), Date.parse(horario)] as const)
    .toSorted((one, other) => one[2] - other[2] || (one[0] < other[0] ? -1 : 1))
  /** What had come in before each of them, and at last all of it. */
  const sums = [0]
  for (const [, cents] of payments) sums.push((sums.at(-1) ?? 0) + cents)
  const received = sums.at(-1) ?? 0
  const returned = refunds.filter(({ status }) => status === 'DEVOLVIDO')
  return JSON.stringify([
    received >= amountCents,
    [received, returned.reduce((sum, { valor }) => sum + centsOf(valor), 0)],
    payments,
    refunds
      .map(
        ({ endToEndId, id, valor, status }) => `${endToEndId} ${id} ${centsOf(valor)} ${refundWords[status]}`,
      )
      .toSorted(),
    [
      ...(sums.slice(0, -1).some((before) => before >= amountCents) ? ['duplicate'] : []),
      ...(received > amountCents ? ['overpaid'] : []),
      ...(received > 0 && received < amountCents ? ['underpaid'] : []),
    ],
  ])
}
