/**
 * What is true of returning money. A refund is asked for one Pix; until the PSP says that it was not realised its amount is taken,
 * so that two people at two tills cannot return more than came in.
 */
export type RefundStatus = 'requested' | 'processing' | 'refunded' | 'not-realized'

export type Refund = {
  /** Ours, made before the PSP is asked; or the PSP's own, for a refund made elsewhere. One Pix has an id once. */
  readonly id: string
  readonly endToEndId: string
  readonly amountCents: number
  readonly status: RefundStatus
  /** Why it was not realised, in the PSP's words. */
  readonly reason: string | null
  readonly askedAtMs: number
}

type Pix = { readonly endToEndId: string; readonly amountCents: number }

const order: Record<RefundStatus, number> = { requested: 0, processing: 1, refunded: 2, 'not-realized': 2 }

/** What is left of one Pix to return: its amount less every refund that was not refused. */
export const refundableCents = (pix: Pix, refunds: readonly Refund[]) =>
  refunds
    .filter(({ endToEndId, status }) => endToEndId === pix.endToEndId && status !== 'not-realized')
    .reduce((left, { amountCents }) => left - amountCents, pix.amountCents)

export const refundedCents = ({ refunds }: { readonly refunds: readonly Refund[] }) =>
  refunds.filter(({ status }) => status === 'refunded').reduce((sum, { amountCents }) => sum + amountCents, 0)

export type RefundAsked = {
  readonly id: string
  readonly amountCents: number
  /** Which Pix; without it the latest one that has this much left, which is the surplus one where somebody paid twice. */
  readonly endToEndId: string | null
}

export type AskDecision =
  | { readonly kind: 'asked'; readonly refund: Refund }
  | { readonly kind: 'already-done' }
  | { readonly kind: 'refused'; readonly code: 'not-refundable' | 'refund-id-reused' }

/** Decides whether a refund may be asked for. The same id with the same amount is the same refund. */
export function askRefund(
  payments: readonly Pix[],
  refunds: readonly Refund[],
  asked: RefundAsked,
  nowMs: number,
): AskDecision {
  const known = refunds.find(({ id }) => id === asked.id)
  if (known !== undefined) {
    const isSame =
      known.amountCents === asked.amountCents &&
      (asked.endToEndId === null || asked.endToEndId === known.endToEndId)
    return isSame ? { kind: 'already-done' } : { kind: 'refused', code: 'refund-id-reused' }
  }
  const pix = payments.findLast(
    (payment) =>
      (asked.endToEndId === null || payment.endToEndId === asked.endToEndId) &&
      refundableCents(payment, refunds) >= asked.amountCents,
  )
  if (pix === undefined) return { kind: 'refused', code: 'not-refundable' }
  return {
    kind: 'asked',
    refund: {
      id: asked.id,
      endToEndId: pix.endToEndId,
      amountCents: asked.amountCents,
      status: 'requested',
      reason: null,
      askedAtMs: nowMs,
    },
  }
}

/** Takes in what the PSP lists: refunds made elsewhere appear, and a status only moves forward. Oldest first. */
export function mergeRefunds(known: readonly Refund[], told: readonly Refund[]): readonly Refund[] {
  const key = ({ endToEndId, id }: Refund) => `${endToEndId} ${id}`
  const byKey = new Map(known.map((refund) => [key(refund), refund]))
  for (const refund of told) {
    const before = byKey.get(key(refund))
    if (before === undefined) byKey.set(key(refund), refund)
    else if (order[refund.status] > order[before.status])
      byKey.set(key(refund), { ...before, status: refund.status, reason: refund.reason })
  }
  return [...byKey.values()].sort((a, b) => a.askedAtMs - b.askedAtMs || (key(a) < key(b) ? -1 : 1))
}
