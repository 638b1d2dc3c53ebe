import type { Charge } from '@balcao/contracts'
import { centsOf } from '../psp-state.ts'
import { duplicates, type Promised } from './promise.ts'

/** What the tills have kept count of: what they asked for, and what they were told. */
export const promisesOfTills: readonly Promised[] = [
  {
    invariant: 'I22',
    kind: 'lost',
    broken: ({ ledger, psp, records }, { told, refunds }) => {
      const now = new Map(ledger.map((charge) => [charge.txid, charge]))
      const kept = new Set(
        records.inbox.flatMap((body) => [...body.matchAll(/"endToEndId":"(\w+)"/g)].map(([, id]) => id)),
      )
      const delivered = psp.webhooks
        .flatMap(({ deliveries }) => deliveries)
        .filter(({ attempts }) => attempts.some(({ status }) => status === 200))
        .flatMap(({ pix }) => pix.map(({ endToEndId }) => endToEndId))
      return [
        ...[...told.values()].flatMap((then) => {
          const charge = now.get(then.txid)
          if (charge === undefined) return [`${then.txid} was told and is not there`]
          return backwards(then, charge).map(
            (field) => `${then.txid}: ${field} is not what was told, nor later`,
          )
        }),
        ...[...refunds].flatMap(([id, { txid, amountCents }]) => {
          const refund = now.get(txid)?.refunds.find((one) => one.id === id)
          return refund?.amountCents === amountCents
            ? []
            : [`refund ${id} of ${txid} was taken and is not there`]
        }),
        ...delivered
          .filter((id) => !kept.has(id))
          .map((id) => `the notification of ${id} was taken and is not kept`),
      ]
    },
  },
  {
    invariant: 'I24',
    kind: 'doubled',
    broken: ({ ledger, psp }, { asked }) => [
      ...[...ledger, ...psp.cobs.map(({ txid, valor }) => ({ txid, amountCents: centsOf(valor.original) }))]
        .filter(({ txid, amountCents }) => asked.get(txid) !== amountCents)
        .map(({ txid, amountCents }) => `${txid} of ${amountCents} cents is no sale of ours`),
      ...duplicates(ledger.map(({ txid }) => txid)).map((txid) => `${txid} is in the ledger twice`),
    ],
  },
  {
    invariant: 'I24b',
    kind: 'doubled',
    broken: ({ psp }, { askedRefunds }) => [
      ...duplicates(psp.refunds.map(({ endToEndId, id }) => `${endToEndId} ${id}`)).map(
        (id) => `refund ${id} was made twice`,
      ),
      ...psp.refunds
        .filter(({ id, valor }) => askedRefunds.get(id) !== centsOf(valor))
        .map(({ id }) => `refund ${id} is not what was asked for`),
    ],
  },
  {
    invariant: 'I10b',
    kind: 'doubled',
    broken: (_seen, { takenTwice }) =>
      [...takenTwice].map((txid) => `${txid} was taken once more, with another amount`),
  },
  {
    invariant: 'I14',
    kind: 'untrue',
    broken: ({ psp }, { refused }) =>
      psp.cobs
        .filter(({ txid, status }) => refused.has(txid) && status === 'ATIVA')
        .map(({ txid }) => `a till was told that ${txid} has come to nothing, and it can be paid`),
  },
]

const rank = { opening: 0, awaiting: 1, expired: 2, cancelled: 2, paid: 3 } as const satisfies Record<
  Charge['status'],
  number
>

/** The fields in which a charge has gone back, or has become another. */
function backwards(then: Charge, now: Charge): string[] {
  const same = ['amountCents', 'terminalId', 'description', 'createdAt'] as const
  const kept = ['pixCopiaECola'] as const
  const endToEndIds = new Set(now.payments.map(({ endToEndId }) => endToEndId))
  const isLater = then.status === now.status || rank[now.status] > rank[then.status]
  return [
    ...same.filter((field) => then[field] !== now[field]),
    ...kept.filter((field) => then[field] !== null && then[field] !== now[field]),
    ...(isLater ? [] : [`status (${then.status}, now ${now.status})`]),
    ...(now.version >= then.version ? [] : ['version']),
    ...(Date.parse(now.expiresAt ?? '') < Date.parse(then.expiresAt ?? '') ? ['expiresAt'] : []),
    ...(then.payments.every(({ endToEndId }) => endToEndIds.has(endToEndId)) ? [] : ['payments']),
  ]
}
