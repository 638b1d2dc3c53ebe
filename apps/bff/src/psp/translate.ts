import { BrCodeError, readBrCode, writeBrCode } from '@balcao/brcode'
import type { PspTruth, Refund } from '@balcao/domain'
import * as pix from '@balcao/pix'

/** The PSP's words into ours: what `packages/pix` has read, as the domain and the flows know it. */

export type ReceivedPix = { endToEndId: string; txid: string | null; amountCents: number; paidAtMs: number }
export type ListedPix = ReceivedPix & { refunds: readonly Refund[] }
export type ListedCharge = {
  txid: string
  amountCents: number
  createdAtMs: number
  status: PspTruth['status']
  refundedCents: number
}
/** `unreadable` counts the elements that make no sense: money that may be there and that nobody sees. */
export type Page<Item> = { items: Item[]; pages: number; totalItems: number | null; unreadable: number }
/** What the PSP says of a charge, with the amount that it asks the payer for. */
export type CobTruth = PspTruth & { readonly amountCents: number }
export const pageOf = <Told, Item>(list: pix.List<Told>, read: (told: Told) => Item): Page<Item> => ({
  items: list.items.map(read),
  pages: list.pages,
  totalItems: list.totalItems,
  unreadable: list.unreadable.length,
})

export const listedPix = ({ endToEndId, txid, amountCents, paidAt, refunds }: pix.Pix): ListedPix => ({
  endToEndId,
  txid: txid ?? null,
  amountCents,
  paidAtMs: Date.parse(paidAt),
  refunds: refunds.map((refund) => refundOf(endToEndId, refund, Date.parse(paidAt))),
})

export const listedCharge = (cob: pix.Cob): ListedCharge => ({
  txid: cob.txid,
  amountCents: cob.amountCents,
  createdAtMs: Date.parse(cob.createdAt),
  status: statuses[cob.status],
  refundedCents: cob.payments
    .flatMap(({ refunds }) => refunds)
    .filter(({ status }) => status === 'refunded')
    .reduce((sum, { amountCents }) => sum + amountCents, 0),
})

const statuses = {
  active: 'active',
  concluded: 'concluded',
  'removed-by-receiver': 'removed',
  'removed-by-psp': 'removed',
  undetermined: 'undetermined',
} as const

export function truthOf(cob: pix.Charge & { expiresAt: string }, shopName: string, nowMs: number): CobTruth {
  return {
    kind: 'psp-says',
    amountCents: cob.amountCents,
    status: statuses[cob.status],
    expiresAtMs: Date.parse(cob.expiresAt),
    copiaECola: codeOf(cob, shopName),
    payments: cob.payments.map(listedPix).map(({ endToEndId, amountCents, paidAtMs }) => ({
      endToEndId,
      amountCents,
      paidAtMs,
    })),
    refunds: cob.payments.flatMap(({ endToEndId, refunds }) =>
      refunds.map((refund) => refundOf(endToEndId, refund, nowMs)),
    ),
  }
}

/** A status we cannot read is not final: it is asked for again, and its amount stays taken. */
export const refundOf = (endToEndId: string, refund: pix.Refund, nowMs: number): Refund => ({
  id: refund.id,
  endToEndId,
  amountCents: refund.amountCents,
  status: refund.status === 'undetermined' ? 'processing' : refund.status,
  // One of ours is in the ledger before the PSP hears of it, and stays ours there.
  origin: refund.nature?.startsWith('med-') ? 'med' : 'elsewhere',
  description: refund.description ?? null,
  reason: refund.reason ?? null,
  askedAtMs: refund.requestedAt === undefined ? nowMs : Date.parse(refund.requestedAt),
})

/**
 * The PSP's string untouched, or one built from the location (API Pix before 2.6.0 gave no more). Both are optional, and a PSP may leave
 * them out once nobody should pay any more: then there is none, and the payments are true all the same.
 */
function codeOf(cob: pix.Charge, shopName: string): string | null {
  try {
    if (cob.copiaECola !== undefined) {
      readBrCode(cob.copiaECola)
      return cob.copiaECola
    }
    if (cob.location === undefined) return null
    // The payer's app shows name and city from the payload, not these (Manual BR Code, dynamic codes).
    return writeBrCode({
      kind: 'dynamic',
      url: cob.location,
      merchantName: asciiName(shopName),
      merchantCity: 'BRASIL',
    })
  } catch (cause) {
    if (!(cause instanceof BrCodeError)) throw cause
    if (cob.status !== 'active') return null
    // A code that no bank would read must never be shown.
    throw new pix.PixError('malformed-reply', `The PSP's code cannot be read: ${cause.message}`, { cause })
  }
}

const asciiName = (name: string) =>
  name
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .toUpperCase()
    .slice(0, 25)
    .trim() || 'LOJA'

export const aboutAnother = (what: string) =>
  new pix.PixError('malformed-reply', `The answer is about another ${what}`)
