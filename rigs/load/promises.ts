import type { Charge } from '@balcao/contracts'
import { centsOf, type PspState } from '../psp-state.ts'
import type { Journal } from './journal.ts'

/** Read in this order, with the tills at rest. */
export type Seen = {
  /** Through the BFF's door. */
  ledger: readonly Charge[]
  psp: PspState
  /** The bodies of the notifications that the BFF has kept. */
  inbox: readonly string[]
}
export type Complaint = { kind: 'lost' | 'doubled' | 'untrue'; what: string }

/** Whatever happened, this must hold at any moment. */
export const brokenPromises = (journal: Journal, seen: Seen): Complaint[] => [
  ...lost(journal, seen).map((what) => ({ kind: 'lost' as const, what })),
  ...doubled(journal, seen).map((what) => ({ kind: 'doubled' as const, what })),
  ...untrue(seen).map((what) => ({ kind: 'untrue' as const, what })),
]

/** What was told with 2xx is there as it was told, or further on. What the PSP has, the ledger has at least the intent of. */
function lost({ told, refunds }: Journal, { ledger, psp, inbox }: Seen): string[] {
  const now = new Map(ledger.map((charge) => [charge.txid, charge]))
  const kept = new Set(
    inbox.flatMap((body) => [...body.matchAll(/"endToEndId":"(\w+)"/g)].map(([, id]) => id)),
  )
  const delivered = psp.webhooks
    .flatMap(({ deliveries }) => deliveries)
    .filter(({ attempts }) => attempts.some(({ status }) => status === 200))
    .flatMap(({ pix }) => pix.map(({ endToEndId }) => endToEndId))
  return [
    ...[...told.values()].flatMap((then) => {
      const charge = now.get(then.txid)
      if (charge === undefined) return [`${then.txid} was told and is not there`]
      return backwards(then, charge).map((field) => `${then.txid}: ${field} is not what was told, nor later`)
    }),
    ...[...refunds].flatMap(([id, { txid, amountCents }]) => {
      const refund = now.get(txid)?.refunds.find((one) => one.id === id)
      return refund?.amountCents === amountCents ? [] : [`refund ${id} of ${txid} was taken and is not there`]
    }),
    ...psp.cobs.filter(({ txid }) => !now.has(txid)).map(({ txid }) => `${txid} is at the PSP and not here`),
    ...delivered
      .filter((id) => !kept.has(id))
      .map((id) => `the notification of ${id} was taken and is not kept`),
  ]
}

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

/** One sale is one charge at the PSP, one Pix is counted once, and no refund is made that was not asked for, or twice. */
function doubled({ asked, askedRefunds }: Journal, { ledger, psp }: Seen): string[] {
  return [
    ...[...ledger, ...psp.cobs.map(({ txid, valor }) => ({ txid, amountCents: centsOf(valor.original) }))]
      .filter(({ txid, amountCents }) => asked.get(txid) !== amountCents)
      .map(({ txid, amountCents }) => `${txid} of ${amountCents} cents is no sale of ours`),
    ...duplicates(ledger.map(({ txid }) => txid)).map((txid) => `${txid} is in the ledger twice`),
    ...duplicates(ledger.flatMap(({ payments }) => payments.map(({ endToEndId }) => endToEndId))).map(
      (endToEndId) => `${endToEndId} is in the ledger twice`,
    ),
    ...duplicates(psp.refunds.map(({ endToEndId, id }) => `${endToEndId} ${id}`)).map(
      (id) => `refund ${id} was made twice`,
    ),
    ...psp.refunds
      .filter(({ id, valor }) => askedRefunds.get(id) !== centsOf(valor))
      .map(({ id }) => `refund ${id} is not what was asked for`),
    ...ledger
      .filter((charge) => charge.refundedCents > charge.receivedCents)
      .map(({ txid }) => `${txid} has returned more than it received`),
  ]
}

/** Nothing is paid, returned or cancelled here that is not so at the PSP. */
function untrue({ ledger, psp }: Seen): string[] {
  const pix = new Map(psp.pix.map((one) => [one.endToEndId, one]))
  const cobs = new Map(psp.cobs.map((cob) => [cob.txid, cob]))
  const returned = new Set(psp.refunds.filter(({ status }) => status === 'DEVOLVIDO').map(({ id }) => id))
  return ledger.flatMap((charge) => {
    const { txid, status, amountCents, payments, refunds } = charge
    const invented = payments.filter(({ endToEndId, amountCents: cents }) => {
      const real = pix.get(endToEndId)
      return real?.txid !== txid || centsOf(real.valor) !== cents
    })
    const sum = payments.reduce((cents, payment) => cents + payment.amountCents, 0)
    return [
      ...invented.map(({ endToEndId }) => `${txid} has a Pix ${endToEndId} that the PSP does not have`),
      ...(status === 'paid' && sum < amountCents
        ? [`${txid} is paid with ${sum} of ${amountCents} cents`]
        : []),
      ...(status === 'cancelled' && cobs.get(txid)?.status === 'ATIVA'
        ? [`${txid} is cancelled and can be paid`]
        : []),
      ...refunds
        .filter((refund) => refund.status === 'refunded' && !returned.has(refund.id))
        .map(({ id }) => `refund ${id} is not at the PSP`),
    ]
  })
}

/** What has still to be found out: it may take a while, and must come to an end. */
export function unsettled({ ledger, psp }: Seen): string[] {
  const payments = new Set(ledger.flatMap((charge) => charge.payments.map(({ endToEndId }) => endToEndId)))
  return [
    ...ledger
      .filter(({ status, pending }) => status === 'opening' || pending !== null)
      .map(({ txid, status, pending }) => `${txid} is ${pending ?? status}`),
    ...psp.pix
      .filter(({ endToEndId }) => !payments.has(endToEndId))
      .map(({ endToEndId }) => `${endToEndId} is not known`),
    ...ledger.flatMap(({ refunds }) =>
      refunds
        .filter(({ status }) => status === 'requested' || status === 'processing')
        .map(({ id }) => `refund ${id} is not known to be made`),
    ),
  ]
}

function duplicates(ids: readonly string[]): string[] {
  const seen = new Set<string>()
  return ids.filter((id) => seen.has(id) || !seen.add(id))
}
